import type { Deps } from "../deps.js";
import { deliverMessage } from "../operations/outbox/deliver-message.js";
import { finishMessage } from "../operations/outbox/finish-message.js";
import { reportUndelivered } from "../operations/outbox/report-undelivered.js";
import { failOutbox, leaseOutbox, type OutboxKind, type OutboxRow } from "../queries/outbox.js";
import { periodic } from "./periodic.js";

const BATCH = 20;
/** Longer than any delivery takes, the provider's time-outs included. */
const LEASE_SECONDS = 60;
/** With the delays below the last try comes after about four days. */
const MOST_ATTEMPTS = 40;

/** 2 s, 4 s, 8 s … at most 3 hours, with up to a quarter of jitter so that tenants of one mail server spread. */
export const retryDelayMs = (attempts: number, random = Math.random) =>
  Math.min(1000 * 2 ** Math.min(attempts, 20), 3 * 3_600_000) * (1 + random() / 4);

/** Nobody notices when a mail leaves a tenth of a second later; captures wait for nothing. */
const GATHER_MS = { mail: 100, payment: 0, booking: 0 };

/**
 * What commits left to be done outside, of one kind: mails, captures and refunds, or bookings to cancel. At least once each, in any order.
 * Each kind has a worker of its own: a mail server that hangs keeps no money waiting.
 */
export const deliverOutbox = (deps: Deps, kind: OutboxKind) =>
  periodic(`deliver-${kind}s`, 1000, deps, async () => {
    const batch = await leaseOutbox(deps.sql, kind, BATCH, LEASE_SECONDS);
    await Promise.all(batch.map((message) => deliver(deps, message)));
    return batch.length === BATCH ? "more" : "done";
  }, GATHER_MS[kind]);

async function deliver(deps: Deps, message: OutboxRow) {
  try {
    await deliverMessage(deps, message);
  } catch (err) {
    const givesUp = message.attempts >= MOST_ATTEMPTS;
    const { topic, messageId, tenantId, attempts } = message;
    deps.metrics.outboxMessages.inc({ topic, outcome: givesUp ? "given_up" : "failed" });
    deps.log[givesUp ? "error" : "warn"]({ err, topic, messageId, tenantId, attempts }, "outbox message failed");
    if (givesUp) await reportUndelivered(deps, message);
    const text = err instanceof Error ? err.message.slice(0, 500) : "unknown";
    return failOutbox(deps.sql, message, text, givesUp ? undefined : retryDelayMs(attempts));
  }
  await finishMessage(deps.sql, message);
  deps.metrics.outboxMessages.inc({ topic: message.topic, outcome: "delivered" });
}
