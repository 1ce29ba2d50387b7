import { z } from "zod";
import { date, id, instant, MAX_CAPACITY, timeZone, wholeNumberText } from "./common.js";

export const MAX_AVAILABILITY_DAYS = 62;

const query = z.strictObject({
  serviceId: id("service"),
  /** First and last local date in `timeZone`, both included; at most 62 days. */
  from: date,
  to: date,
  timeZone,
  resourceId: id("resource").optional(),
  quantity: wholeNumberText(1, MAX_CAPACITY).optional(),
  durationMinutes: wholeNumberText(1, 7 * 24 * 60).optional(),
});

function checkRange({ from, to }: { from: string; to: string }, ctx: z.RefinementCtx) {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (days < 1) ctx.addIssue({ code: "custom", path: ["to"], message: "Must not be before from." });
  if (days > MAX_AVAILABILITY_DAYS)
    ctx.addIssue({ code: "custom", path: ["to"], message: `The range may span at most ${MAX_AVAILABILITY_DAYS} days.` });
}

export const availabilityQuery = query.superRefine(checkRange);

/** What is watched; an EventSource can send no headers, so its key stands in the query. */
export const liveQuery = query.extend({ timeZone: timeZone.default("UTC"), key: z.string().min(1).max(200).optional() }).superRefine(checkRange);

export const availableSlot = z
  .object({
    start: instant,
    end: instant,
    /** `HH:MM` in the asked time zone. */
    localTime: z.string(),
    /** The zone's offset at this start, such as `+05:30`. */
    utcOffset: z.string(),
    /** How many places can still be taken. */
    remaining: z.int(),
    resourceIds: z.array(z.string()),
    /** True where the slot is taken by the caller's own hold (`Holdfast-Token`). */
    heldByYou: z.literal(true).optional(),
  })
  .meta({ id: "Slot" });

export const availability = z
  .object({
    timeZone: z.string(),
    days: z.array(z.object({ date: z.string(), slots: z.array(availableSlot) })),
    /** The first bookable start after the range, when the range is empty. */
    nextAvailable: instant.nullable(),
  })
  .meta({ id: "Availability" });

/** What an event `slots` tells: of the starts from `from` to `to` exactly these can be booked now. */
export const slotsEvent = z.object({ from: instant, to: instant, slots: z.array(availableSlot) }).meta({ id: "SlotsEvent" });

export type LiveQuery = z.output<typeof liveQuery>;
export type AvailabilityQuery = z.output<typeof availabilityQuery>;
export type AvailabilityView = z.input<typeof availability>;
export type AvailableSlotView = z.input<typeof availableSlot>;
