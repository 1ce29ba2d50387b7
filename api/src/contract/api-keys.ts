import { z } from "zod";
import { id, instant, line, pageOf, pageQuery } from "./common.js";

const origin = z
  .string()
  .max(255)
  .refine(
    (value) => {
      try {
        const url = new URL(value);
        return (url.protocol === "https:" || url.protocol === "http:") && url.origin === value;
      } catch {
        return false;
      }
    },
    { error: "Must be an origin without a path, such as https://www.example.com." },
  );

export const keyKind = z.enum(["publishable", "secret"]).meta({ id: "KeyKind" });

export const createApiKey = z
  .strictObject({
    kind: keyKind,
    name: line(80).optional(),
    /** Publishable keys: the origins they work from. None named: from any. */
    allowedOrigins: z.array(origin).max(50).optional(),
  })
  .refine((input) => input.kind === "publishable" || !input.allowedOrigins?.length, {
    path: ["allowedOrigins"],
    error: "Only publishable keys have origins; secret keys never work in browsers.",
  })
  .meta({ id: "CreateApiKey" });

export const updateApiKey = z
  .strictObject({ name: line(80), allowedOrigins: z.array(origin).max(50) })
  .partial()
  .meta({ id: "UpdateApiKey" });

export const apiKey = z
  .object({
    id: id("apiKey"),
    kind: keyKind,
    name: z.string().nullable(),
    /** The key itself. Publishable keys always, secret keys only in the answer that creates them. */
    key: z.string().optional(),
    /** Enough to recognise it: its first and last characters. */
    hint: z.string(),
    allowedOrigins: z.array(z.string()),
    /** Tells where a key is laxer than it should be, or null. */
    warning: z.string().nullable(),
    createdAt: instant,
    revokedAt: instant.nullable(),
  })
  .meta({ id: "ApiKey" });
export const apiKeyList = pageOf(apiKey).meta({ id: "ApiKeyList" });
export const apiKeyListQuery = z.strictObject(pageQuery);

export type CreateApiKey = z.output<typeof createApiKey>;
export type UpdateApiKey = z.output<typeof updateApiKey>;
export type ApiKeyView = z.input<typeof apiKey>;
