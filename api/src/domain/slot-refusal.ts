import { bookableStarts, startsIn } from "./slots-by-start.js";
import { canServe, type ServiceRules, type Slot, type SlotQuery, type SlotState } from "./slots.js";

export type RefusalReason = "held" | "booked" | "closed" | "too_soon" | "too_far" | "past";

export interface Refusal {
  reason: RefusalReason;
  /** Only with `held`: when enough holds will have expired, if nobody extends or confirms them. */
  freesAtMs?: number;
}

/** Why a party can't have a start, or undefined where it can: exactly the starts that `listSlots` lists. */
export function whyNot(rules: ServiceRules, state: SlotState, startMs: number, query: SlotQuery): Refusal | undefined {
  const isOffered = (claims: SlotState["claims"]) =>
    startsIn(rules, { ...state, claims }, { startMs, endMs: startMs + 1 }, query.nowMs).some((start) => canServe(start, query));
  if (startMs < query.nowMs) return { reason: "past" };
  if (isOffered(state.claims)) return undefined;
  const { firstMs, lastMs } = bookableStarts(rules, query.nowMs);
  if (startMs < firstMs) return { reason: "too_soon" };
  if (startMs > lastMs) return { reason: "too_far" };
  if (!isOffered([])) return { reason: "closed" };
  const expiries = new Set(state.claims.map(({ expiresAtMs = Infinity }) => expiresAtMs).filter(Number.isFinite));
  for (const freesAtMs of [...expiries].sort((a, b) => a - b))
    if (isOffered(state.claims.filter(({ expiresAtMs = Infinity }) => expiresAtMs > freesAtMs))) return { reason: "held", freesAtMs };
  return { reason: "booked" };
}

/** The `count` slots nearest to a start, the earlier of two equally near ones first. */
export const nearestAlternatives = (slots: readonly Slot[], startMs: number, count: number): Slot[] =>
  slots.toSorted((a, b) => Math.abs(a.startMs - startMs) - Math.abs(b.startMs - startMs) || a.startMs - b.startMs).slice(0, count);
