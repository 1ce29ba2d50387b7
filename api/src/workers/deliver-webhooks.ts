import type { Deps } from "../deps.js";
import { deliverEvent } from "../operations/webhook-endpoints/deliver-event.js";
import { deleteOldEvents } from "../queries/events.js";
import { type LeasedDelivery, leaseDeliveries, parkDeliveries } from "../queries/webhook-deliveries.js";
import { periodic, type Worker } from "./periodic.js";

/** Most deliveries under way in this process, and to one endpoint of them: a slow one leaves room for all others. */
const MOST_AT_ONCE = 50;
const PER_ENDPOINT = 5;
/** How long a wake waits for others, in milliseconds. */
const GATHER_MS = 50;
/** Longer than a try takes. */
const LEASE_SECONDS = 60;
/** How long events and what became of them can be read. */
const KEPT_DAYS = 30;

/**
 * Sends events to the endpoints that want them, at least once each, in any order. A round begins tries and does not wait
 * for them: whoever takes ten seconds keeps one place of many for that long, and nobody else waiting.
 */
export function deliverWebhooks(deps: Deps): Worker {
  const underWay = new Set<Promise<void>>();
  const perEndpoint = new Map<string, number>();
  /** Whether there was more to do than places to do it. */
  let isFull = false;

  const worker = periodic("deliver-webhooks", 500, deps, async () => {
    const limit = MOST_AT_ONCE - underWay.size;
    isFull = limit <= 0;
    if (isFull) return "done";
    const busy = [...perEndpoint].filter(([, count]) => count >= PER_ENDPOINT).map(([endpointId]) => endpointId);
    const leased = await leaseDeliveries(deps.sql, { limit, perEndpoint: PER_ENDPOINT, busy, leaseSeconds: LEASE_SECONDS });
    for (const delivery of leased) begin(delivery);
    isFull = busy.length > 0 || leased.length === limit;
    return leased.length > 0 ? "more" : "done";
  }, GATHER_MS);

  function begin(delivery: LeasedDelivery) {
    const { tenantId, endpointId, eventId } = delivery;
    perEndpoint.set(endpointId, (perEndpoint.get(endpointId) ?? 0) + 1);
    const tried = deliverEvent(deps, delivery)
      // Its lease ends, and it is tried again.
      .then(() => {}, (err: unknown) => deps.log.warn({ err, tenantId, endpointId, eventId }, "webhook delivery could not be noted"))
      .finally(() => {
        underWay.delete(tried);
        const left = perEndpoint.get(endpointId)! - 1;
        if (left > 0) perEndpoint.set(endpointId, left);
        else perEndpoint.delete(endpointId);
        if (isFull) worker.wake();
      });
    underWay.add(tried);
  }

  return {
    ...worker,
    async stop() {
      await worker.stop();
      await Promise.all(underWay);
    },
  };
}

/** Lets what is due wait where its endpoint is disabled, and forgets what is old. */
export const tidyWebhooks = (deps: Deps) =>
  periodic("tidy-webhooks", 10_000, deps, async () => {
    await parkDeliveries(deps.sql);
    return (await deleteOldEvents(deps.sql, KEPT_DAYS, 500)) === 500 ? "more" : "done";
  });
