import type { Terms } from "../../contract/terms.js";
import { taxIncluded } from "../../domain/money.js";
import type { BookableService } from "../../queries/bookable-services.js";
import type { Wish } from "./wish.js";

/** Price, tax, cancellation terms and whether it needs approval, as they are now; the hold keeps them whatever the owner changes later. */
export function agreeOnTerms(service: BookableService, { durationMinutes, quantity, byOwner }: Pick<Wish, "durationMinutes" | "quantity" | "byOwner">): Terms {
  const duration = service.durations.find(({ minutes }) => minutes === durationMinutes) ?? service.durations[0]!;
  const amountMinor = byOwner?.free ? 0 : duration.amountMinor;
  const total = amountMinor * quantity;
  const { currency, taxPercent, cancellation } = service;
  return {
    unitPrice: { amount: amountMinor, currency },
    quantity,
    total: { amount: total, currency },
    tax: taxPercent === null ? null : { percent: taxPercent, amount: taxIncluded(total, taxPercent) },
    cancellation,
    // What owners book themselves they need not approve.
    ...(service.requiresApproval && !byOwner && { requiresApproval: true as const }),
  };
}
