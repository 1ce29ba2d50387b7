import { z } from "zod";
import { durationMinutes, id, line, MAX_CAPACITY, money, pageOf, pageQuery, paragraph } from "./common.js";

/** One pool of resources, of which each booking takes one. */
export const requirement = z
  .strictObject({ name: line(80).optional(), resourceIds: z.array(id("resource")).min(1).max(100) })
  .meta({ id: "Requirement" });

/** A length a customer can choose, with its price. */
export const durationOption = z
  .strictObject({ durationMinutes, price: money })
  .meta({ id: "DurationOption" });

/**
 * From `hoursBefore` the start on, cancelling gives back `refundPercent` of the price.
 * Without tiers everything is given back until the start.
 */
export const cancellationTier = z
  .strictObject({ hoursBefore: z.int().min(0).max(8760), refundPercent: z.int().min(0).max(100) })
  .meta({ id: "CancellationTier" });

/** Something the customer is asked while booking; the answer is kept with the booking. */
export const question = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_]{1,40}$/, { error: "Must be 1 to 40 of a-z, 0-9 and _." }),
    label: line(200),
    type: z.enum(["text", "paragraph", "select", "checkbox"]).default("text"),
    required: z.boolean().default(false),
    options: z.array(line(100)).min(1).max(50).optional(),
  })
  .meta({ id: "Question" });

const shape = {
  name: line(120),
  description: paragraph(2000).optional(),
  /** How long a booking lasts, in minutes. */
  durationMinutes,
  /** Price for one place, in minor units. An amount of 0 needs no payment. */
  price: money,
  /** Further lengths to choose from, beside `durationMinutes`. */
  durations: z.array(durationOption).max(12).optional(),
  /** One pool: a booking takes one of these. Give either this or `requirements`. */
  resourceIds: z.array(id("resource")).min(1).max(100).optional(),
  /** Several pools: a booking takes one of each. */
  requirements: z.array(requirement).min(1).max(5).optional(),
  /** Places in one session. Default is 1. */
  capacity: z.int().min(1).max(MAX_CAPACITY).optional(),
  /** Minutes kept free before the start. Default is 0. */
  bufferBeforeMinutes: z.int().min(0).max(1440).optional(),
  /** Minutes kept free after the end. Default is 0. */
  bufferAfterMinutes: z.int().min(0).max(1440).optional(),
  /** Distance between starts, in minutes. Default is the duration. */
  intervalMinutes: z.int().min(1).max(1440).optional(),
  /** How soon a start may be booked, in minutes from now. Default is 0. */
  minNoticeMinutes: z.int().min(0).max(525_600).optional(),
  /** How far ahead a start may be booked, in days. Default is 60. */
  horizonDays: z.int().min(1).max(1095).optional(),
  /** How long a slot stays reserved, in seconds. Default is 300 (5 minutes). */
  holdSeconds: z.int().min(30).max(3600).optional(),
  /** Tax that the price contains, in percent. Default is none. */
  taxPercent: z.number().min(0).max(100).multipleOf(0.01).nullable().optional(),
  cancellation: z.array(cancellationTier).max(6).optional(),
  questions: z.array(question).max(20).optional(),
  /** How long before the start customers are reminded by mail, in minutes; null for not at all. Default is 1440 (a day). */
  reminderMinutes: z.int().min(15).max(20_160).nullable().optional(),
  /** Whether the business approves each booking before it is confirmed. Default is false. */
  requiresApproval: z.boolean().optional(),
  /** Hidden services are not in the public catalogue and can't be held. Default is true. */
  active: z.boolean().optional(),
};

const onePoolOrSeveral = (input: { resourceIds?: unknown; requirements?: unknown }) =>
  input.resourceIds === undefined || input.requirements === undefined;

export const createService = z
  .strictObject(shape)
  .refine(onePoolOrSeveral, { path: ["requirements"], error: "Give resourceIds or requirements, not both." })
  .refine((input) => input.resourceIds !== undefined || input.requirements !== undefined, {
    path: ["resourceIds"],
    error: "Give resourceIds (one pool) or requirements (several pools).",
  })
  .meta({ id: "CreateService" });

export const updateService = z
  .strictObject(shape)
  .partial()
  .refine(onePoolOrSeveral, { path: ["requirements"], error: "Give resourceIds or requirements, not both." })
  .meta({ id: "UpdateService" });

/** A service as the public catalogue and its owner see it. */
export const service = z
  .object({
    id: id("service"),
    name: z.string(),
    description: z.string(),
    durationMinutes,
    price: money,
    durations: z.array(durationOption),
    resourceIds: z.array(z.string()).meta({ description: "Every resource of every pool, once." }),
    requirements: z.array(
      z.object({
        name: z.string().nullable(),
        resourceIds: z.array(z.string()),
        resources: z.array(z.object({ id: z.string(), name: z.string() })),
      }),
    ),
    capacity: z.int(),
    bufferBeforeMinutes: z.int(),
    bufferAfterMinutes: z.int(),
    intervalMinutes: z.int(),
    minNoticeMinutes: z.int(),
    horizonDays: z.int(),
    holdSeconds: z.int(),
    taxPercent: z.number().nullable(),
    reminderMinutes: z.int().nullable(),
    requiresApproval: z.boolean(),
    cancellation: z.array(cancellationTier),
    questions: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        type: z.enum(["text", "paragraph", "select", "checkbox"]),
        required: z.boolean(),
        options: z.array(z.string()).optional(),
      }),
    ),
    active: z.boolean(),
    timeZone: z.string().meta({ description: "The zone of its first resource: where the customer goes." }),
  })
  .meta({ id: "Service" });

export const serviceList = pageOf(service).meta({ id: "ServiceList" });
export const serviceListQuery = z.strictObject(pageQuery);
export type CreateService = z.output<typeof createService>;
export type UpdateService = z.output<typeof updateService>;
export type ServiceView = z.input<typeof service>;
export type DurationOption = z.output<typeof durationOption>;
export type Question = z.output<typeof question>;
