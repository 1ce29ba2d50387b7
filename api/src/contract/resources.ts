import { z } from "zod";
import { date, id, line, pageOf, pageQuery, paragraph, timeZone } from "./common.js";

const wallTime = z
  .string()
  .regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/, { error: "Must be a time of day, HH:MM." });
const closingTime = z
  .string()
  .regex(/^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, { error: "Must be a time of day, HH:MM, at most 24:00." });

/** From opening to closing, wall-clock times of the resource's zone; a day may have several. */
const windows = z
  .array(z.tuple([wallTime, closingTime]))
  .max(24)
  .superRefine((list, ctx) => {
    for (const [index, [opens, closes]] of list.entries())
      if (opens >= closes) ctx.addIssue({ code: "custom", path: [index, 1], message: "Must be later than the opening time. Hours past midnight go on in the next day's list." });
    const sorted = [...list].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    for (let i = 1; i < sorted.length; i++)
      if (sorted[i]![0] < sorted[i - 1]![1]) ctx.addIssue({ code: "custom", path: [list.indexOf(sorted[i]!)], message: "Must not overlap another window of the day." });
  });

export const weeklyHours = z
  .strictObject({
    mon: windows.optional(),
    tue: windows.optional(),
    wed: windows.optional(),
    thu: windows.optional(),
    fri: windows.optional(),
    sat: windows.optional(),
    sun: windows.optional(),
  })
  .meta({ id: "WeeklyHours" });

export const createResource = z
  .strictObject({
    name: line(120),
    description: paragraph(2000).optional(),
    timeZone,
    /** Weekly opening hours; without them only published slots can be booked. */
    weekly: weeklyHours.optional(),
  })
  .meta({ id: "CreateResource" });

export const updateResource = z
  .strictObject({ name: line(120), description: paragraph(2000), timeZone })
  .partial()
  .meta({ id: "UpdateResource" });

export const resource = z
  .object({ id: id("resource"), name: z.string(), description: z.string(), timeZone: z.string(), weekly: weeklyHours })
  .meta({ id: "Resource" });
export const resourceList = pageOf(resource).meta({ id: "ResourceList" });
export const resourceListQuery = z.strictObject(pageQuery);

export const putHours = z.strictObject({ timeZone: timeZone.optional(), weekly: weeklyHours }).meta({ id: "PutHours" });
export const hours = z.object({ timeZone: z.string(), weekly: weeklyHours }).meta({ id: "Hours" });

/** A date whose hours differ: other windows, or none at all for a closed day. */
export const createOverride = z
  .strictObject({ date, windows: windows.default([]), note: line(200).optional() })
  .meta({ id: "CreateOverride" });
export const override = z
  .object({ id: id("override"), resourceId: z.string(), date: z.string(), windows, note: z.string().nullable() })
  .meta({ id: "Override" });
export const overrideList = pageOf(override).meta({ id: "OverrideList" });
export const overrideListQuery = z.strictObject({ ...pageQuery, from: date.optional(), to: date.optional() });

export type CreateResource = z.output<typeof createResource>;
export type UpdateResource = z.output<typeof updateResource>;
export type ResourceView = z.input<typeof resource>;
export type PutHours = z.output<typeof putHours>;
export type CreateOverride = z.output<typeof createOverride>;
export type OverrideView = z.input<typeof override>;
