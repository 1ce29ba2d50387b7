import { randomInt } from "node:crypto";
import type { HoldView, PlaceHold } from "../../contract/holds.js";
import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import { chooseCombination, type ChosenCombination } from "../../domain/resource-choice.js";
import { whyNot } from "../../domain/slot-refusal.js";
import type { LiveClaim } from "../../domain/timeline.js";
import type { Deps } from "../../deps.js";
import { BookingError, invalidField, notFound } from "../../errors.js";
import { newId } from "../../ids.js";
import type { BookableService } from "../../queries/bookable-services.js";
import { deleteClaimsOfHold, insertClaims, lockResourceForSwap, retireLapsedClaims } from "../../queries/claims.js";
import { endHold, type HoldRow, type HoldTimes, insertHold, lockHold, type NewHold } from "../../queries/holds.js";
import { holdView } from "../../views/hold.js";
import { gatheredReads, type Reads, readsOn } from "../availability/reads.js";
import { isBookable, loadSlotState, MINUTE_MS } from "../availability/slot-state.js";
import { attempt, Lost } from "../claims/attempt.js";
import { leaveEvent } from "../events/leave-event.js";
import { tellOfHold } from "../events/tell.js";
import { once, type Once, recall, recallGathered, type RequestKey } from "../idempotency/once.js";
import { announceHolds } from "../live/announce.js";
import { agreeOnTerms } from "./agree-on-terms.js";
import { checkHoldLimit } from "./check-hold-limit.js";
import { MOST_EXTENSIONS, mostSecondsOf } from "./deadlines.js";
import { placeGathered, type Seen } from "./place-gathered.js";
import { describeRefusal, Refused } from "./refusal.js";
import { decidedAtMs, rulesFor, type Wish } from "./wish.js";

export interface PlaceHoldRequest extends PlaceHold {
  /** The token of the hold that `replaces` names. */
  replacesToken?: string | undefined;
  /** Whose browser asks, as a keyed hash; null for secret keys, whom no limit binds. */
  clientHash: Buffer | null;
}

/** Every loss is somebody else's gain, so this many in a row are never seen; it only bounds the loop. */
const MOST_ATTEMPTS = 200;

/**
 * Takes a slot away from everybody else until the hold expires: all its resources and seats, or nothing.
 *
 * Rivals meet in the claims' constraints. Who loses one there looks again and takes another free resource or
 * seat; only when nothing is left is the slot refused.
 *
 * @throws `slot_unavailable` with reason and alternatives, `hold_limit_reached`, `not_found`, `validation_failed`.
 */
export async function placeHold(deps: Deps, tenantId: string, request: PlaceHoldRequest, requestKey?: RequestKey): Promise<Once<HoldView>> {
  const reads = gatheredReads(deps.sql);
  const service = await reads.service(tenantId, request.serviceId);
  let wish: Wish;
  try {
    if (!isBookable(service)) throw notFound("service");
    wish = readWish(service, request);
  } catch (error) {
    // What was answered once is answered again, whatever became of the service.
    const first = await recall<HoldView>(deps.sql, deps.keyring, tenantId, requestKey);
    if (first) return first;
    throw error;
  }
  try {
    if (request.replaces === undefined) {
      const { clientHash } = request;
      const { chosen, choose, seen, isHeard } = await look(reads, tenantId, service, wish);
      if (!(chosen instanceof Refused)) {
        const placed = await placeGathered(deps, {
          chosen,
          choose,
          seen,
          holdOf: (chosen) => newHold(tenantId, service, wish, clientHash, chosen),
          viewOf: (hold) => viewOfNew(deps, service, hold),
          requestKey,
          isHeard,
          liveLimit: service.liveHoldsPerClient,
        });
        if (placed !== "alone") return { answer: placed, replayed: false };
      } else {
        // The same request's first try may be what has the slot: then its answer was stored with its claims.
        const first = await recallGathered<HoldView>(deps.sql, deps.keyring, tenantId, requestKey);
        if (first) return first;
        throw chosen;
      }
    }
    return await placeAlone(deps, tenantId, service, wish, request, requestKey);
  } catch (error) {
    // Told once the transaction is over, so that looking for alternatives keeps nobody waiting.
    if (error instanceof Refused) throw await describeRefusal(deps.sql, tenantId, service, error, request.replaces);
    throw error;
  }
}

/** In a transaction of its own: swaps, and those who lost to somebody who was faster. */
async function placeAlone(deps: Deps, tenantId: string, service: BookableService, wish: Wish, request: PlaceHoldRequest, requestKey: RequestKey | undefined): Promise<Once<HoldView>> {
  const seen = request.replaces === undefined ? (await look(readsOn(deps.sql), tenantId, service, wish)).chosen : undefined;
  if (seen instanceof Refused && !requestKey) throw seen;
  const placed = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      // Not before: with a key it may be the same request's first try that has the slot.
      if (seen instanceof Refused) throw seen;
      const replaced = await lockReplaced(deps, tx, tenantId, request);
      if (request.clientHash) await checkHoldLimit(tx, tenantId, request.clientHash, service.liveHoldsPerClient, replaced?.holdId);
      const won = await winClaims(tx, tenantId, service, wish, request.clientHash, seen, replaced);
      const view = viewOfNew(deps, service, won);
      await leaveEvent(tx, tenantId, "hold.created", async () => view);
      if (replaced) await tellOfHold(tx, tenantId, "hold.released", replaced.holdId);
      return view;
    }),
  );
  await announceHolds(deps, tenantId, placed.answer.id, ...(request.replaces === undefined ? [] : [request.replaces]));
  return placed;
}

const viewOfNew = ({ keyring }: Deps, service: BookableService, hold: NewHold & HoldTimes): HoldView =>
  holdView(keyring, { ...hold, status: "held", now: hold.createdAt }, service, { withToken: true });

/** What is asked of a service. @throws `validation_failed` for a duration that it doesn't have, `not_found` for a resource. */
export function readWish(service: BookableService, { start, quantity = 1, durationMinutes, resourceId }: Pick<PlaceHold, "start" | "quantity" | "durationMinutes" | "resourceId">): Wish {
  if (durationMinutes !== undefined && !service.durations.some(({ minutes }) => minutes === durationMinutes))
    throw invalidField("durationMinutes", `This service takes ${service.durations.map(({ minutes }) => minutes).join(" or ")} minutes.`);
  if (resourceId !== undefined && !service.resources.has(resourceId))
    throw new BookingError("not_found", "This service has no such resource.", { errors: [{ path: "resourceId", message: "Is not a resource of this service." }] });
  return { startMs: Date.parse(start), quantity, durationMinutes: durationMinutes ?? service.durations[0]!.minutes, resourceId };
}

/** The hold to give up, locked; undefined where there is none or it keeps nothing any more. */
async function lockReplaced(deps: Deps, tx: Transaction, tenantId: string, { replaces, replacesToken, clientHash }: PlaceHoldRequest) {
  if (replaces === undefined) return undefined;
  const hold = await lockHold(tx, tenantId, replaces);
  // A secret key may act on every hold of its tenant; a browser needs the hold's own token.
  const named = replacesToken === undefined ? undefined : deps.keyring.readToken(replacesToken, "hold");
  const mayActOn = clientHash === null || (named?.id === replaces && named.tenantId === tenantId);
  if (!hold || !mayActOn)
    throw new BookingError("not_found", "There is no such hold to replace.", { errors: [{ path: "replaces", message: "Is not a hold that this token belongs to." }] });
  if (hold.status === "confirmed" || hold.status === "paying") throw new BookingError("hold_not_active", "A hold that is being paid or is booked can't be replaced.");
  return hold.status === "held" && hold.expiresAt > hold.now ? hold : undefined;
}

interface Look {
  chosen: ChosenCombination | Refused;
  /** Chooses among what was seen and is not `occupied`. */
  choose: (occupied: readonly LiveClaim[]) => ChosenCombination | undefined;
  seen: Seen;
  /** Whether an endpoint of the tenant's wants to be told of a new hold. */
  isHeard: boolean;
}

/** What could be had of a start at this moment, or why nothing. @throws `validation_failed` for a party that no session could seat. */
async function look(reads: Reads, tenantId: string, service: BookableService, wish: Wish, myHoldId?: string): Promise<Look> {
  const rules = rulesFor(service, wish);
  const state = await loadSlotState(reads, tenantId, service, { startMs: wish.startMs, endMs: wish.startMs + 1 }, myHoldId);
  const { now, holdsAreHeard: isHeard } = state;
  const seen = { now, readMs: performance.now() };
  const query = { nowMs: decidedAtMs(wish, now), quantity: wish.quantity, ...(wish.resourceId && { resourceId: wish.resourceId }) };
  const choose = (claims: readonly LiveClaim[]) => chooseCombination(rules, { ...state, claims: [...state.claims, ...claims] }, { ...query, startMs: wish.startMs, pick: (n) => randomInt(n) });
  const chosen = choose([]);
  if (chosen) return { chosen, choose, seen, isHeard };
  // Never, not only now: what no session here can seat is wrong input. A published one may seat more than the service's own.
  const most = Math.max(service.capacity, ...state.published.map(({ capacity }) => capacity));
  if (wish.quantity > most) throw invalidField("quantity", `Must be at most ${most}: more don't fit into one booking.`);
  return { chosen: new Refused(wish, whyNot(rules, state, wish.startMs, query) ?? { reason: "booked" }, now), choose, seen, isHeard };
}

function newHold(tenantId: string, service: BookableService, wish: Wish, clientHash: Buffer | null, chosen: ChosenCombination): NewHold {
  const terms = agreeOnTerms(service, wish);
  return {
    tenantId,
    holdId: newId("hold"),
    serviceId: service.serviceId,
    slotId: chosen.slotId ?? null,
    startsAt: new Date(chosen.slot.startMs),
    endsAt: new Date(chosen.slot.endMs),
    durationMinutes: Math.round((chosen.slot.endMs - chosen.slot.startMs) / MINUTE_MS),
    quantity: wish.quantity,
    resourceIds: chosen.resourceIds,
    sessionKey: chosen.sessionKey,
    sessionCapacity: chosen.capacity,
    claimStartMs: chosen.claimed.startMs,
    claimEndMs: chosen.claimed.endMs,
    amountMinor: terms.total.amount,
    currency: service.currency,
    terms,
    questions: service.questions,
    clientHash,
    holdSeconds: service.holdSeconds,
    mostSeconds: mostSecondsOf(service.holdSeconds),
    extensionsLeft: MOST_EXTENSIONS,
  };
}

/** Places the hold of a wish, in a transaction of the caller's. @throws Refused, to be told with `describeRefusal` once the transaction is over. */
export async function winClaims(
  tx: Transaction,
  tenantId: string,
  service: BookableService,
  wish: Wish,
  clientHash: Buffer | null,
  firstLook?: ChosenCombination,
  replaced?: HoldRow,
): Promise<NewHold & HoldTimes> {
  for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
    const chosen = (tries === 0 && firstLook) || (await look(readsOn(tx), tenantId, service, wish, replaced?.holdId)).chosen;
    if (chosen instanceof Refused) throw chosen;
    const hold = newHold(tenantId, service, wish, clientHash, chosen);
    const times = await claimAll(tx, hold, chosen.seats, replaced);
    if (times) return { ...hold, ...times };
  }
  throw new BookingError("service_unavailable", undefined, { retryAfterSeconds: 1 });
}

/** Inserts the hold with all its claims and gives up the replaced one, or leaves everything as it was. @returns when it began, or undefined where it lost. */
function claimAll(tx: Transaction, hold: NewHold, seats: number[], replaced: HoldRow | undefined): Promise<HoldTimes | undefined> {
  const { tenantId, resourceIds, claimStartMs: startMs, claimEndMs: endMs } = hold;
  return attempt(tx, async (inner) => {
    const [times] = await Promise.all([insertHold(inner, hold), retireLapsedClaims(inner, tenantId, resourceIds, startMs, endMs)]);
    const claims = { ...hold, ...times, seats, capacity: hold.sessionCapacity, startMs, endMs };
    if (replaced && standsInTheWay(replaced, hold)) await swapInPlace(inner, claims, replaced);
    else {
      if ((await insertClaims(inner, claims)) < resourceIds.length * seats.length) throw new Lost();
      // Given up only now, when the new one is won: two swaps that want each other's slots never wait for each other.
      if (replaced) await deleteClaimsOfHold(inner, tenantId, replaced.holdId);
    }
    if (replaced) await endHold(inner, tenantId, replaced.holdId, "released");
    return times;
  });
}

const standsInTheWay = (old: HoldRow, hold: NewHold) =>
  old.claimStartMs < hold.claimEndMs && hold.claimStartMs < old.claimEndMs && old.resourceIds.some((id) => hold.resourceIds.includes(id));

/**
 * The old claims overlap the new ones, so they have to go first. Resource by resource in everybody's order, and
 * one swap at a time on each, so that nobody is waited for who waits for us.
 */
async function swapInPlace(tx: Transaction, claims: Parameters<typeof insertClaims>[1], old: HoldRow) {
  for (const resourceId of [...new Set([...old.resourceIds, ...claims.resourceIds])].sort()) {
    await lockResourceForSwap(tx, claims.tenantId, resourceId);
    await deleteClaimsOfHold(tx, claims.tenantId, old.holdId, resourceId);
    if (!claims.resourceIds.includes(resourceId)) continue;
    if ((await insertClaims(tx, { ...claims, resourceIds: [resourceId] })) < claims.seats.length) throw new Lost();
  }
}
