import type { Connection } from "../database/connect.js";
import { type EventRow, tellOf } from "./events.js";
import type { NewHold } from "./holds.js";

/** The answer of an Idempotency-Key, sealed, and where it is kept. */
export interface StoredAnswer {
  place: string;
  keyHash: Buffer;
  requestHash: Buffer;
  answer: Buffer;
}

export interface HoldToPlace extends NewHold {
  seats: number[];
  /** How many live holds its client may have; secret keys have no client. */
  liveLimit: number;
  /** What its Idempotency-Key will answer. */
  stored?: StoredAnswer | undefined;
}

export type PlacingOutcome = "placed" | "lost" | "in_flight" | "limit";

/**
 * Places many holds by one call of `place_holds` (migrations/0003-place-holds.sql), each whole or not at all.
 * @param placedAt - when their time begins.
 * @param events - what endpoints are told of the holds that they are `about`, where those are placed.
 * @returns the outcome of each by its id.
 */
export async function placeHolds(
  sql: Connection,
  holds: readonly HoldToPlace[],
  placedAt: Date,
  events: readonly (EventRow & { about: string })[] = [],
): Promise<Map<string, PlacingOutcome>> {
  const call = sql`select * from place_holds(${sql.json(holds.map(elementOf) as never)}, ${placedAt})`;
  const rows = await sql<{ placedHoldId: string; outcome: PlacingOutcome }[]>`${
    events.length === 0
      ? call
      : sql`with placed as materialized (${call}), ${tellOf(sql, events, sql`e.about in (select placed_hold_id from placed where outcome = 'placed')`)} select * from placed`
  }`;
  return new Map(rows.map(({ placedHoldId, outcome }) => [placedHoldId, outcome]));
}

const seconds = (ms: number) => ms / 1000;
const hex = (bytes: Buffer) => bytes.toString("hex");

/** An element's part about its Idempotency-Key, as `place_holds` and `book_holds` read it. */
export const keyFields = (stored: StoredAnswer | undefined) =>
  stored && { key_place: stored.place, key_hash: hex(stored.keyHash), request_hash: hex(stored.requestHash), answer: hex(stored.answer) };

function elementOf({ stored, ...hold }: HoldToPlace) {
  return {
    tenant_id: hold.tenantId,
    hold_id: hold.holdId,
    service_id: hold.serviceId,
    slot_id: hold.slotId,
    starts_at: seconds(hold.startsAt.getTime()),
    ends_at: seconds(hold.endsAt.getTime()),
    duration_minutes: hold.durationMinutes,
    quantity: hold.quantity,
    resource_ids: hold.resourceIds,
    session_key: hold.sessionKey,
    session_capacity: hold.sessionCapacity,
    seats: hold.seats,
    claim_start: seconds(hold.claimStartMs),
    claim_end: seconds(hold.claimEndMs),
    amount_minor: hold.amountMinor,
    currency: hold.currency,
    terms: hold.terms,
    questions: hold.questions,
    client_hash: hold.clientHash && hex(hold.clientHash),
    live_limit: hold.liveLimit,
    hold_seconds: hold.holdSeconds,
    most_seconds: hold.mostSeconds,
    extensions_left: hold.extensionsLeft,
    ...keyFields(stored),
  };
}
