import type { CreateService, UpdateService } from "../../contract/services.js";
import { chargeProblem } from "../../domain/money.js";
import { BookingError } from "../../errors.js";
import type { ServiceFields } from "../../queries/services.js";

type Errors = { path: string; message: string }[];

/**
 * What is stored of a service after a change. What the input does not name stays as it was, or gets its default:
 * no buffers or notice, one place, 60 days ahead, starts as far apart as the booking is long, five minutes of hold,
 * a reminder a day before, no approval.
 * @throws `validation_failed` where the parts do not fit each other.
 */
export function serviceFields(input: CreateService | UpdateService, known?: ServiceFields): ServiceFields {
  const errors: Errors = [];
  const { currency, durations } = pricesOf(input, known, errors);
  for (const [index, { type, options, id }] of (input.questions ?? []).entries()) {
    if (type === "select" && !options) errors.push({ path: `questions[${index}].options`, message: "A choice needs options." });
    if (input.questions!.findIndex((other) => other.id === id) < index) errors.push({ path: `questions[${index}].id`, message: "Is used by another question." });
  }
  const notices = input.cancellation?.map(({ hoursBefore }) => hoursBefore) ?? [];
  for (const [index, hours] of notices.entries())
    if (notices.indexOf(hours) < index) errors.push({ path: `cancellation[${index}].hoursBefore`, message: "Is used by another tier." });
  if (errors.length > 0) throw new BookingError("validation_failed", undefined, { errors });

  return {
    name: input.name ?? known!.name,
    description: input.description ?? known?.description ?? "",
    currency,
    durations,
    capacity: input.capacity ?? known?.capacity ?? 1,
    bufferBeforeMinutes: input.bufferBeforeMinutes ?? known?.bufferBeforeMinutes ?? 0,
    bufferAfterMinutes: input.bufferAfterMinutes ?? known?.bufferAfterMinutes ?? 0,
    intervalMinutes: input.intervalMinutes ?? known?.intervalMinutes ?? durations[0]!.minutes,
    minNoticeMinutes: input.minNoticeMinutes ?? known?.minNoticeMinutes ?? 0,
    horizonDays: input.horizonDays ?? known?.horizonDays ?? 60,
    holdSeconds: input.holdSeconds ?? known?.holdSeconds ?? 300,
    taxPercent: input.taxPercent === undefined ? (known?.taxPercent ?? null) : input.taxPercent,
    reminderMinutes: input.reminderMinutes === undefined ? (known ? known.reminderMinutes : 1440) : input.reminderMinutes,
    requiresApproval: input.requiresApproval ?? known?.requiresApproval ?? false,
    cancellation: input.cancellation ?? known?.cancellation ?? [],
    questions: input.questions ?? known?.questions ?? [],
    active: input.active ?? known?.active ?? true,
  };
}

/** The default duration first, then the further ones; all in one currency. */
function pricesOf(input: CreateService | UpdateService, known: ServiceFields | undefined, errors: Errors) {
  const first = known?.durations[0];
  const price = input.price ?? { amount: first!.amountMinor, currency: known!.currency };
  const main = { minutes: input.durationMinutes ?? first!.minutes, amountMinor: price.amount };
  const further = input.durations?.map((option) => ({ minutes: option.durationMinutes, amountMinor: option.price.amount, currency: option.price.currency }))
    ?? known?.durations.slice(1).map((option) => ({ ...option, currency: known.currency }))
    ?? [];
  const durations = [main];
  const check = (path: string, amountMinor: number) => {
    const message = chargeProblem(amountMinor, price.currency);
    if (message) errors.push({ path, message });
  };
  check("price.amount", price.amount);
  for (const [index, { minutes, amountMinor, currency }] of further.entries()) {
    // The default may be repeated among the durations, as reading a service gives it.
    if (minutes === main.minutes && amountMinor === main.amountMinor && currency === price.currency) continue;
    if (currency !== price.currency) errors.push({ path: `durations[${index}].price.currency`, message: `Must be ${price.currency}, like the service's price.` });
    if (durations.some((other) => other.minutes === minutes)) errors.push({ path: `durations[${index}].durationMinutes`, message: "Is given twice." });
    if (currency === price.currency) check(`durations[${index}].price.amount`, amountMinor);
    durations.push({ minutes, amountMinor });
  }
  return { currency: price.currency, durations };
}
