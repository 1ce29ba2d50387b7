import type { Account, CaptureMode, ReceiptRule, RefundMode, WebhookTarget } from "../accounts.js";
import type { OrderRecord, PaymentEntity, RefundEntity } from "../entities.js";
import type { World } from "../world.js";

/** What an emulator remembers of one merchant. */
export interface AccountSnapshot {
  id: string;
  keyId: string;
  keySecret: string;
  name: string | null;
  webhook: WebhookTarget | null;
  captureMode: CaptureMode;
  receiptRule: ReceiptRule;
  refundMode: RefundMode;
  orders: OrderRecord[];
  payments: PaymentEntity[];
  refunds: RefundEntity[];
  /** Refund requests that had an idempotency key. */
  refundRequests: { key: string; body: string; refundId: string }[];
}

/**
 * An emulator's memory as plain JSON, secrets included. What waits for its time is not in it: that an authorised payment
 * goes back follows from the payment. Webhooks under way, arranged trouble and the list lag are forgotten.
 */
export interface EmulatorSnapshot {
  version: 1;
  /** How far `control.advance` has moved the clock. */
  clockOffsetMs: number;
  /** The first one is meant where no key is named. */
  accounts: AccountSnapshot[];
}

/** A copy: what happens afterwards does not show in it. */
export const takeSnapshot = ({ clock, accounts }: World): EmulatorSnapshot =>
  structuredClone({ version: 1, clockOffsetMs: clock.offsetMs, accounts: accounts.all().map(accountSnapshot) });

const accountSnapshot = (account: Account): AccountSnapshot => ({
  id: account.id,
  keyId: account.options.keyId,
  keySecret: account.options.keySecret,
  name: account.options.name ?? null,
  webhook: account.webhook ?? null,
  captureMode: account.captureMode,
  receiptRule: account.receiptRule,
  refundMode: account.refundMode,
  orders: [...account.orders.values()],
  payments: [...account.payments.values()],
  refunds: [...account.refunds.values()],
  refundRequests: Array.from(account.refundRequests, ([key, request]) => ({ key, ...request })),
});
