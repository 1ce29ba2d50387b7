import { z } from "zod";
import { booking } from "./bookings.js";
import { email, id, line, locale, pageOf, pageQuery, phone } from "./common.js";

export const customerSignIn = z
  .strictObject({
    email,
    locale: locale.optional().meta({ description: "The language of the mail. Default is the business's." }),
  })
  .meta({ id: "CustomerSignIn" });
export const codeSent = z.object({ expiresInSeconds: z.int().meta({ description: "How long the code can be used." }) }).meta({ id: "CodeSent" });

/** Six digits; spaces that were typed between them are forgiven. */
const code = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/[\s-]/g, ""))
  .pipe(z.string().regex(/^[0-9]{6}$/, { error: "Must be the six digits of the mail." }))
  .meta({ example: "493027" });
export const verifySignIn = z.strictObject({ email, code }).meta({ id: "VerifySignIn" });

/** A customer as they see themselves. */
export const me = z
  .object({
    id: id("customer"),
    name: z.string().nullable(),
    email: z.string(),
    phone: z.string().nullable(),
    locale: z.string().nullable(),
  })
  .meta({ id: "Me" });
export const updateMe = z
  .strictObject({ name: line(200), phone: phone.nullable(), locale: locale.nullable() })
  .partial()
  .meta({ id: "UpdateMe" });

export const customerSession = z
  .object({
    customer: me,
    /** A JWT for `Authorization: Bearer`, good for `expiresInSeconds`. */
    accessToken: z.string(),
    expiresInSeconds: z.int(),
    /** Good for one use, within 30 days. */
    refreshToken: z.string(),
  })
  .meta({ id: "CustomerSession" });

export const myBooking = booking
  .extend({
    /** What cancelling now would do, by the terms that were agreed. */
    cancellation: z.object({
      allowed: z.boolean(),
      refundAmount: z.int().meta({ description: "What would be given back, in minor units of the price's currency." }),
    }),
  })
  .meta({ id: "MyBooking" });
export const myBookingList = pageOf(myBooking).meta({ id: "MyBookingList" });
export const myBookingListQuery = z.strictObject({
  ...pageQuery,
  when: z.enum(["upcoming", "past"]).default("upcoming").meta({
    description: "`upcoming`: what is still to come or goes on, the next one first. `past`: what is over or was cancelled, the latest first.",
  }),
});

export type CustomerSignIn = z.output<typeof customerSignIn>;
export type CodeSentView = z.input<typeof codeSent>;
export type VerifySignIn = z.output<typeof verifySignIn>;
export type MeView = z.input<typeof me>;
export type UpdateMe = z.output<typeof updateMe>;
export type CustomerSessionView = z.input<typeof customerSession>;
export type MyBookingView = z.input<typeof myBooking>;
export type MyBookingListQuery = z.output<typeof myBookingListQuery>;
