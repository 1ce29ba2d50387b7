import { z } from "zod";
import { id, instant, money, paragraph } from "./common.js";

export const cancelBookings = z
  .strictObject({
    from: instant,
    to: instant,
    resourceId: id("resource").optional(),
    serviceId: id("service").optional(),
    reason: paragraph(500).optional(),
    message: paragraph(2000).min(1).optional(),
    /** Default is false. */
    dryRun: z.boolean().optional(),
  })
  .meta({ id: "CancelBookings" });

export const cancellation = z
  .object({
    id: id("cancellation").nullable(),
    status: z.enum(["preview", "running", "done"]),
    from: instant,
    to: instant,
    total: z.int(),
    done: z.int(),
    cancelled: z.int(),
    refunds: z.array(money),
    withoutEmail: z.int(),
    createdAt: instant.nullable(),
  })
  .meta({ id: "Cancellation" });

export type CancelBookings = z.output<typeof cancelBookings>;
export type CancellationView = z.input<typeof cancellation>;
