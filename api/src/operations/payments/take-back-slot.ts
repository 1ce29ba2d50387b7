import type { Transaction } from "../../database/connect.js";
import { deleteClaimsOfHold, findLiveClaims, insertClaims, retireLapsedClaims } from "../../queries/claims.js";
import type { HoldRow } from "../../queries/holds.js";
import { attempt, Lost } from "../claims/attempt.js";

/** Seats of a session race with others'; each loss means one was sold, so the tries are few. */
const MOST_ATTEMPTS = 20;

/**
 * Claims again what an expired or released hold kept, if it is still free: same resources, same time, any seats.
 * Never for a start that has passed.
 * @returns whether it was won; otherwise nothing changed.
 */
export async function takeBackSlot(tx: Transaction, hold: HoldRow): Promise<boolean> {
  if (hold.startsAt <= hold.now || hold.status === "confirmed" || !hold.customer) return false;
  const { tenantId, holdId, resourceIds, sessionKey, sessionCapacity, claimStartMs, claimEndMs, quantity } = hold;
  await deleteClaimsOfHold(tx, tenantId, holdId);
  await retireLapsedClaims(tx, tenantId, resourceIds, claimStartMs, claimEndMs);
  for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
    const claims = await findLiveClaims(tx, tenantId, resourceIds, claimStartMs, claimEndMs);
    if (claims.some((claim) => claim.sessionKey !== sessionKey)) return false;
    const taken = new Set(claims.map((claim) => claim.seat));
    const seats: number[] = [];
    for (let seat = 1; seat <= sessionCapacity && seats.length < quantity; seat++) if (!taken.has(seat)) seats.push(seat);
    if (seats.length < quantity) return false;
    const wanted = { tenantId, holdId, resourceIds, sessionKey, seats, capacity: sessionCapacity, startMs: claimStartMs, endMs: claimEndMs, expiresAt: new Date(hold.now.getTime() + 60_000) };
    const won = await attempt(tx, async (inner) => {
      if ((await insertClaims(inner, wanted)) < resourceIds.length * quantity) throw new Lost();
      return true;
    });
    if (won) return true;
  }
  return false;
}
