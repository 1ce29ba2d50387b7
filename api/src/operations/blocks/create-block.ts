import type { BlockView, CreateBlock } from "../../contract/blocks.js";
import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { BookingError, invalidField } from "../../errors.js";
import { newId } from "../../ids.js";
import { type BlockRow, findInTheWay, insertBlock, insertBlockClaim, type InTheWayRow } from "../../queries/blocks.js";
import { retireLapsedClaims } from "../../queries/claims.js";
import { databaseNow } from "../../queries/clock.js";
import { blockView } from "../../views/block.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { readResource } from "../resources/manage-resources.js";

const MOST_DAYS = 366;
/** So many of those in the way are named. */
const MOST_NAMED = 100;
/** What was in the way can be gone when it is looked for, which leads to another try. */
const MOST_ATTEMPTS = 20;

/**
 * Takes a resource's time out of use, by a claim like everybody's: of a block and a booking that want the same time at
 * once one wins, and no block lies over what was promised.
 * @throws `resource_in_use` with what is in the way; `not_found`; `validation_failed`.
 */
export async function createBlock(deps: Deps, tenantId: string, resourceId: string, { start, end, reason }: CreateBlock, requestKey?: RequestKey): Promise<Once<BlockView>> {
  const block = { blockId: newId("block"), resourceId, startsAt: new Date(start), endsAt: new Date(end), reason: reason ?? null };
  if (block.endsAt <= block.startsAt) throw invalidField("end", "Must be after the start.");
  if (block.endsAt.getTime() - block.startsAt.getTime() > MOST_DAYS * 86_400_000) throw invalidField("end", `Must be at most ${MOST_DAYS} days after the start.`);
  const made = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      await readResource(tx, tenantId, resourceId);
      if (block.endsAt <= (await databaseNow(tx))) throw invalidField("end", "Is in the past.");
      const row = await insertBlock(tx, tenantId, block);
      await winTime(tx, tenantId, block);
      return blockView(row);
    }),
  );
  deps.live.changed({ tenantId, resourceIds: [resourceId], startMs: block.startsAt.getTime(), endMs: block.endsAt.getTime() });
  return made;
}

async function winTime(tx: Transaction, tenantId: string, block: Omit<BlockRow, "createdAt">) {
  for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
    await retireLapsedClaims(tx, tenantId, [block.resourceId], block.startsAt.getTime(), block.endsAt.getTime());
    if (await insertBlockClaim(tx, tenantId, block)) return;
    const inTheWay = await findInTheWay(tx, tenantId, block, MOST_NAMED);
    if (inTheWay.length > 0) throw inUse(inTheWay);
  }
  throw new BookingError("service_unavailable", undefined, { retryAfterSeconds: 1 });
}

const NAMES = { booking: ["booking", "bookings"], hold: ["hold", "holds"], slot: ["published session", "published sessions"], block: ["block", "blocks"] } as const;
const TO_DO = {
  booking: "Move or cancel the bookings first.",
  slot: "Withdraw the sessions first.",
  hold: "A customer is booking this very moment: try again in some minutes.",
  block: "It is blocked already.",
};

function inUse(rows: readonly InTheWayRow[]): BookingError {
  const kinds = (["booking", "slot", "hold", "block"] as const).map((kind) => ({ kind, count: rows.filter((row) => row.kind === kind).length })).filter(({ count }) => count > 0);
  const counted = kinds.map(({ kind, count }) => `${count} ${NAMES[kind][count === 1 ? 0 : 1]}`).join(" and ");
  return new BookingError("resource_in_use", `This time is taken by ${counted}. ${TO_DO[kinds[0]!.kind]}`, {
    inTheWay: rows.map(({ kind, id, startsAt, endsAt, reference }) => ({ kind, id, start: startsAt.toISOString(), end: endsAt.toISOString(), ...(reference && { reference }) })),
  });
}
