import { z } from "zod";
import { currency, email, id, line, timeZone } from "./common.js";
import { tenant } from "./tenants.js";

/** 10 to 200 characters; any character counts. */
const password = z.string().min(10, { error: "Must have at least 10 characters." }).max(200);

export const signUp = z
  .strictObject({ email, password, businessName: line(120), timeZone, currency, name: line(120).optional() })
  .meta({ id: "SignUp" });
export const signIn = z.strictObject({ email, password: z.string().min(1).max(200) }).meta({ id: "SignIn" });
export const refresh = z.strictObject({ refreshToken: z.string().min(1).max(200) }).meta({ id: "Refresh" });

export const owner = z.object({ id: id("owner"), email: z.string(), name: z.string().nullable() }).meta({ id: "Owner" });
export const session = z
  .object({
    tenant: tenant,
    owner,
    /** A JWT for `Authorization: Bearer`, good for `expiresInSeconds`. */
    accessToken: z.string(),
    expiresInSeconds: z.int(),
    /** Good for one use, within 30 days. */
    refreshToken: z.string(),
  })
  .meta({ id: "OwnerSession" });
export const signedUp = session
  .extend({
    /** For browsers. */
    publishableKey: z.string(),
    /** For servers; shown only here. */
    secretKey: z.string(),
  })
  .meta({ id: "SignedUp" });

export type SignUp = z.output<typeof signUp>;
export type SignIn = z.output<typeof signIn>;
export type SessionView = z.input<typeof session>;
export type SignedUpView = z.input<typeof signedUp>;
