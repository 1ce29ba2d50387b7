import { z } from "zod";
import { money } from "./common.js";
import { cancellationTier } from "./services.js";

/** What was agreed when the hold was placed; a later change of the service does not touch it. */
export const terms = z
  .object({
    unitPrice: money,
    quantity: z.int(),
    total: money,
    /** The tax that the total contains, or null. */
    tax: z.object({ percent: z.number(), amount: z.int() }).nullable(),
    cancellation: z.array(cancellationTier),
    /** Present where the business approves the booking before it is confirmed. */
    requiresApproval: z.literal(true).optional(),
  })
  .meta({ id: "Terms" });

export type Terms = z.output<typeof terms>;
