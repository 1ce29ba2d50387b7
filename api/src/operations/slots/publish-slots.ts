import type { CreateSlot, SlotView } from "../../contract/slots.js";
import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { matchPools } from "../../domain/combinations.js";
import { sessionKeyOfSlot } from "../../domain/sessions.js";
import { BookingError } from "../../errors.js";
import { newId } from "../../ids.js";
import { findBookableService, type ReadService } from "../../queries/bookable-services.js";
import { findLiveClaims, retireLapsedClaims } from "../../queries/claims.js";
import { findSlot, insertSlot, insertSlotClaims } from "../../queries/slots.js";
import { slotView } from "../../views/slot.js";
import { attempt, Lost } from "../claims/attempt.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";

const MINUTE_MS = 60_000;
/** Each loss is a resource that somebody else took, so the tries are bounded by the pools. */
const MOST_ATTEMPTS = 20;

/**
 * Publishes one-off sessions: all of them, or none. Each reserves its resources from now on.
 * @throws `slot_unavailable` where a resource is taken, `not_found`, `validation_failed`; all with the path of the slot.
 */
export const publishSlots = ({ sql, keyring }: Deps, tenantId: string, inputs: readonly CreateSlot[], pathOf: (index: number) => string, requestKey?: RequestKey): Promise<Once<SlotView[]>> =>
  inTransaction(sql, (tx) =>
    once(tx, keyring, tenantId, requestKey, async () => {
      const services = new Map<string, ReadService>();
      const views: SlotView[] = [];
      for (const [index, input] of inputs.entries()) {
        const path = (field: string) => [pathOf(index), field].filter(Boolean).join(".");
        const service = services.get(input.serviceId) ?? (await findBookableService(tx, tenantId, input.serviceId));
        if (!service || service.archived) throw at("not_found", path("serviceId"), "There is no such service.");
        services.set(input.serviceId, service);
        views.push(await publish(tx, tenantId, service, input, path));
      }
      return views;
    }),
  );

const at = (code: "not_found" | "validation_failed" | "slot_unavailable", path: string, message: string) =>
  new BookingError(code, code === "validation_failed" ? undefined : message, { errors: [{ path, message }], ...(code === "slot_unavailable" && { reason: "booked" as const }) });

async function publish(tx: Transaction, tenantId: string, service: ReadService, input: CreateSlot, path: (field: string) => string): Promise<SlotView> {
  const { startMs, endMs } = timesOf(service, input, path);
  const claimStartMs = startMs - service.bufferBeforeMinutes * MINUTE_MS;
  const claimEndMs = endMs + service.bufferAfterMinutes * MINUTE_MS;
  const pools = poolsFor(service, input.resourceIds, path);
  const ids = [...new Set(pools.flat())];
  const capacity = input.capacity ?? service.capacity;
  await retireLapsedClaims(tx, tenantId, ids, claimStartMs, claimEndMs);
  for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
    const claims = await findLiveClaims(tx, tenantId, ids, claimStartMs, claimEndMs);
    const busy = new Set(claims.map(({ resourceId }) => resourceId));
    const resourceIds = matchPools(pools.map((pool) => pool.filter((id) => !busy.has(id))))?.sort();
    if (!resourceIds) break;
    const slotId = newId("slot");
    const slot = { slotId, serviceId: service.serviceId, startsAt: new Date(startMs), endsAt: new Date(endMs), capacity, resourceIds, sessionKey: sessionKeyOfSlot(slotId) };
    if (await reserve(tx, tenantId, slot, claimStartMs, claimEndMs)) return slotView((await findSlot(tx, tenantId, slotId))!);
  }
  throw at("slot_unavailable", path("start"), "The resources it needs are taken at this time.");
}

async function reserve(tx: Transaction, tenantId: string, slot: Parameters<typeof insertSlot>[2], startMs: number, endMs: number): Promise<boolean> {
  const won = await attempt(tx, async (inner) => {
    await insertSlot(inner, tenantId, slot);
    if ((await insertSlotClaims(inner, { tenantId, ...slot, startMs, endMs })) < slot.resourceIds.length) throw new Lost();
    return true;
  });
  return won === true;
}

function timesOf(service: ReadService, { start, end, durationMinutes }: CreateSlot, path: (field: string) => string) {
  const startMs = Date.parse(start);
  if (end !== undefined && durationMinutes !== undefined) throw at("validation_failed", path("end"), "Give end or durationMinutes, not both.");
  const endMs = end === undefined ? startMs + (durationMinutes ?? service.durations[0]!.minutes) * MINUTE_MS : Date.parse(end);
  if (startMs < service.now.getTime()) throw at("validation_failed", path("start"), "Is in the past.");
  if (endMs <= startMs) throw at("validation_failed", path("end"), "Must be after the start.");
  if (endMs - startMs > 7 * 24 * 60 * MINUTE_MS) throw at("validation_failed", path("end"), "Must be at most seven days after the start.");
  return { startMs, endMs };
}

/** The service's pools, or those that are left of them where the resources are named. */
function poolsFor(service: ReadService, named: string[] | undefined, path: (field: string) => string): string[][] {
  const pools = service.requirements.map(({ resourceIds }) => resourceIds);
  if (!named) return pools;
  for (const [index, id] of named.entries())
    if (!service.resources.has(id)) throw at("not_found", path(`resourceIds[${index}]`), "This service has no such resource.");
  const chosen = pools.map((pool) => pool.filter((id) => named.includes(id)));
  const all = new Set(named);
  if (all.size !== pools.length || !matchPools(chosen)) throw at("validation_failed", path("resourceIds"), "Name one resource of each of the service's pools.");
  return chosen;
}
