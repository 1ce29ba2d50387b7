import type { Terms } from "../../contract/terms.js";
import { taxIncluded } from "../../domain/money.js";
import type { BookableService } from "../../queries/bookable-services.js";

/** Price, tax and cancellation terms as they are now; the hold keeps them whatever the owner changes later. */
export function agreeOnTerms(service: BookableService, { durationMinutes, quantity }: { durationMinutes: number; quantity: number }): Terms {
  const { amountMinor } = service.durations.find(({ minutes }) => minutes === durationMinutes) ?? service.durations[0]!;
  const total = amountMinor * quantity;
  const { currency, taxPercent, cancellation } = service;
  return {
    unitPrice: { amount: amountMinor, currency },
    quantity,
    total: { amount: total, currency },
    tax: taxPercent === null ? null : { percent: taxPercent, amount: taxIncluded(total, taxPercent) },
    cancellation,
  };
}
