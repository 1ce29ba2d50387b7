import { z } from "zod";
import { currency, email, id, line, locale, timeZone } from "./common.js";

export const tenant = z
  .object({
    id: id("tenant"),
    name: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    locale: z.string(),
    contactEmail: z.string().nullable().meta({ description: "Where customers' replies go." }),
    senderName: z.string().nullable().meta({ description: "Who mails to customers come from; null for the business's name." }),
    tellOwners: z.boolean().meta({ description: "Whether owners get a mail for each booking that is made, moved or cancelled. Default is true." }),
    /** The page of the business where customers see and change their bookings; mails link to it. */
    bookingPageUrl: z.string().nullable(),
    /** How many live holds one browser may have. Default is 3. */
    liveHoldsPerClient: z.int(),
    /** Whether Razorpay keys are set, so that priced services can be booked. */
    paymentsConfigured: z.boolean(),
    createdAt: z.string(),
  })
  .meta({ id: "Tenant" });

export const updateTenant = z
  .strictObject({
    name: line(120),
    timeZone,
    currency,
    locale,
    contactEmail: email.nullable(),
    senderName: line(80).nullable(),
    tellOwners: z.boolean(),
    bookingPageUrl: z.url({ protocol: /^https?$/, error: "Must be an http(s) address." }).max(500).refine((url) => !url.includes("#"), { error: "Must have no #fragment: the booking's own goes there." }).nullable(),
    liveHoldsPerClient: z.int().min(1).max(100),
  })
  .partial()
  .meta({ id: "UpdateTenant" });

/** Razorpay's credentials; kept encrypted and never given back. */
export const putPayments = z
  .strictObject({
    keyId: z.string().regex(/^rzp_(?:test|live)_[A-Za-z0-9]{1,40}$/, { error: "Must be a Razorpay key id, rzp_test_… or rzp_live_…." }),
    keySecret: z.string().min(1).max(200),
    webhookSecret: z.string().min(1).max(200).optional(),
  })
  .meta({ id: "PutPayments" });
export const paymentsSettings = z
  .object({ provider: z.literal("razorpay"), configured: z.boolean(), keyId: z.string().nullable(), webhookPath: z.string() })
  .meta({ id: "PaymentsSettings" });

export type TenantView = z.input<typeof tenant>;
export type UpdateTenant = z.output<typeof updateTenant>;
export type PutPayments = z.output<typeof putPayments>;
