import type { Account, AccountOptions } from "../accounts.js";
import { awaitCapture } from "../payments.js";
import { failLater } from "../refunds.js";
import type { World } from "../world.js";
import type { AccountSnapshot, EmulatorSnapshot } from "./snapshot.js";

/** The given accounts, then those that only the snapshot knows; what the caller says goes before what was kept. */
export function mergeAccounts(kept: EmulatorSnapshot | undefined, given: readonly AccountOptions[]): AccountOptions[] {
  const known = (kept?.accounts ?? []).map(optionsOf);
  const merged = given.map((options) => ({ ...known.find(({ keyId }) => keyId === options.keyId), ...options }));
  return [...merged, ...known.filter(({ keyId }) => given.every((options) => options.keyId !== keyId))];
}

const optionsOf = ({ keyId, keySecret, name, webhook }: AccountSnapshot): AccountOptions => ({
  keyId,
  keySecret,
  ...(name !== null && { name }),
  ...(webhook && { webhook }),
});

/** Gives the accounts their data back, and schedules anew what follows from them. */
export function restore(world: World, { accounts }: EmulatorSnapshot): void {
  for (const kept of accounts) {
    const account = world.accounts.get(kept.keyId);
    fill(account, kept);
    for (const payment of account.payments.values()) if (payment.status === "authorized") awaitCapture(world, account, payment);
    // Their failure was due at once, and the emulator stopped before it came.
    if (account.refundMode === "failed")
      for (const refund of account.refunds.values()) if (refund.status === "pending") failLater(world, account, refund);
  }
}

function fill(account: Account, { id, captureMode, receiptRule, refundMode, orders, payments, refunds, refundRequests }: AccountSnapshot): void {
  Object.assign(account, { id, captureMode, receiptRule, refundMode });
  for (const order of orders) account.orders.set(order.entity.id, order);
  for (const payment of payments) account.payments.set(payment.id, payment);
  for (const refund of refunds) account.refunds.set(refund.id, refund);
  for (const { key, body, refundId } of refundRequests) account.refundRequests.set(key, { body, refundId });
}
