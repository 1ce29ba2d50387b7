import { z } from "zod";
import { isTimeZone } from "../domain/zones.js";

/** The resources that carry an id, with the prefix each id begins with. */
export const ID_PREFIXES = {
  tenant: "ten",
  owner: "own",
  apiKey: "key",
  service: "svc",
  resource: "res",
  override: "ovr",
  slot: "slt",
  block: "block",
  hold: "hold",
  booking: "bkg",
  cancellation: "cnc",
  customer: "cus",
  payment: "pmt",
  refund: "rfd",
  alert: "alt",
  webhookEndpoint: "whe",
  calendarFeed: "cal",
  auditEntry: "aud",
  event: "evt",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** An id such as `svc_01k9…`: a prefix that names the kind, then lower-case letters and digits. */
export const id = (kind: IdKind) =>
  z
    .string()
    .max(64)
    .regex(new RegExp(`^${ID_PREFIXES[kind]}_[0-9a-z]{8,40}$`), {
      error: `Must be an id of the form ${ID_PREFIXES[kind]}_….`,
    })
    .meta({ example: `${ID_PREFIXES[kind]}_01kaxw3v7m2q8r5t9yhd4c6b` });

// PostgreSQL stores no NUL, and a lone surrogate is not text in any encoding.
const isText = (value: string) => !value.includes("\0") && value.isWellFormed();

/** A line of text somebody typed: trimmed, without control characters, `max` characters at most. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine(isText, { error: "Must be valid Unicode text." })
    // Line breaks in a name or an address would reach mail headers.
    .refine((value) => !/[\p{Cc}\u2028\u2029]/u.test(value), { error: "Must be a single line without control characters." });

/** Text of several lines. */
export const paragraph = (max: number) =>
  z.string().trim().max(max).refine(isText, { error: "Must be valid Unicode text." });

/** An instant: RFC 3339 with `Z` or an offset, between the years 2000 and 2200. */
export const instant = z.iso
  .datetime({ offset: true, error: "Must be an RFC 3339 instant with a zone, such as 2026-03-01T09:30:00Z." })
  .refine((value) => {
    const ms = Date.parse(value);
    return ms >= Date.UTC(2000, 0) && ms < Date.UTC(2200, 0);
  }, { error: "Must lie between the years 2000 and 2200." })
  .meta({ example: "2026-03-01T09:30:00Z" });

/** A calendar date, `YYYY-MM-DD`. */
export const date = z.iso
  .date({ error: "Must be a date that exists, as YYYY-MM-DD." })
  .refine((value) => value >= "2000-01-01" && value < "2200-01-01", { error: "Must lie between the years 2000 and 2200." })
  .meta({ example: "2026-03-01" });

/** An IANA time zone, such as `Asia/Kolkata`. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: "Must be an IANA time zone, such as Asia/Kolkata." })
  .meta({ example: "Asia/Kolkata" });

const currencies = new Set(Intl.supportedValuesOf("currency"));

/** An ISO 4217 currency code, such as `INR`. */
export const currency = z
  .string()
  .refine((value) => currencies.has(value), { error: "Must be an ISO 4217 currency code, such as INR." })
  .meta({ example: "INR" });

/** Minor units: paise for INR, cents for USD, yen for JPY, fils for KWD. */
export const amountMinor = z
  .int()
  .min(0)
  // Times the largest party it is still a number that is counted exactly.
  .max(500_000_000_000);

/** An amount of money in the currency's minor unit. */
export const money = z.strictObject({ amount: amountMinor, currency }).meta({ id: "Money" });

export const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ error: "Must be an e-mail address." }))
  .meta({ example: "asha@example.com" });

/** A telephone number: digits, with an optional leading + and separators. */
export const phone = z
  .string()
  .trim()
  .max(32)
  .regex(/^\+?[0-9][0-9 ()./-]{4,30}$/, { error: "Must be a telephone number, such as +91 98765 43210." });

const isLocale = (value: string) => {
  try {
    return new Intl.Locale(value).language !== undefined;
  } catch {
    return false;
  }
};

/** A language tag that dates and money can be written in: a mail with any other would never leave. */
export const locale = z
  .string()
  .max(35)
  .refine((value) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value) && isLocale(value), { error: "Must be a language tag, such as en or hi-IN." });

/** A whole number in a query string. */
export const wholeNumberText = (min: number, max: number) =>
  z
    .string()
    .regex(/^[0-9]{1,9}$/, { error: "Must be a whole number." })
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** How many items a page of a list has, and where it starts. Default limit is 50. */
export const pageQuery = {
  limit: wholeNumberText(1, 200).default(50),
  cursor: z.string().min(1).max(500).optional(),
};

/** Yes or no in a query string. */
export const flag = z.enum(["true", "false"]).transform((value) => value === "true").pipe(z.boolean());

/** A page of a list; `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });

/** Everything a party can be: at least 1, at most what the largest session can seat. */
export const MAX_CAPACITY = 10_000;
export const quantity = z.int().min(1).max(MAX_CAPACITY);
export const durationMinutes = z.int().min(1).max(7 * 24 * 60);
