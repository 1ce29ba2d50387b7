import { offerOf } from "./combinations.js";
import { bookableStarts, type ServiceRules, type Slot, type SlotQuery, type SlotState, startsIn } from "./slots.js";

export type RefusalReason = "held" | "booked" | "closed" | "too_soon" | "too_far" | "past";

export interface Refusal {
  reason: RefusalReason;
  /** `held`: when enough holds will have expired, if nobody extends or confirms them. */
  freesAtMs?: number;
}

/** Why a start can't be had, or undefined where it can. */
export function whyNot(rules: ServiceRules, state: SlotState, startMs: number, query: SlotQuery): Refusal | undefined {
  const { firstMs, lastMs } = bookableStarts(rules, query.nowMs);
  if (startMs < query.nowMs) return { reason: "past" };
  if (startMs < firstMs) return { reason: "too_soon" };
  if (startMs > lastMs) return { reason: "too_far" };
  const isOffered = (claims: SlotState["claims"]) => {
    for (const { choices } of startsIn(rules, { ...state, claims }, { startMs, endMs: startMs + 1 }))
      if (offerOf(choices, query.quantity, query.resourceId)) return true;
    return false;
  };
  if (isOffered(state.claims)) return undefined;
  if (!isOffered([])) return { reason: "closed" };
  const expiries = [...new Set(state.claims.map(({ expiresAtMs = Infinity }) => expiresAtMs))].filter(Number.isFinite).sort((a, b) => a - b);
  for (const freesAtMs of expiries)
    if (isOffered(state.claims.filter(({ expiresAtMs = Infinity }) => expiresAtMs > freesAtMs))) return { reason: "held", freesAtMs };
  return { reason: "booked" };
}

/** The slots nearest to a start, the earlier of two equally near ones first. */
export const nearestAlternatives = (slots: readonly Slot[], startMs: number, count: number): Slot[] =>
  slots.toSorted((a, b) => Math.abs(a.startMs - startMs) - Math.abs(b.startMs - startMs) || a.startMs - b.startMs).slice(0, count);
