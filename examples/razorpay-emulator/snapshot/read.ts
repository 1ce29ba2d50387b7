import type { CaptureTerms, Notes, OrderEntity, OrderRecord, PaymentEntity, RefundEntity } from "../entities.js";
import { refuseLiveKey, type WebhookTarget } from "../accounts.js";
import { atLeastZero, dictionary, filled, list, nothing, orNull, type Read, record, text, whole, word, yesOrNo } from "./shapes.js";
import type { AccountSnapshot, EmulatorSnapshot } from "./snapshot.js";

const note: Read<string | number> = (value, at) => (typeof value === "number" ? value : text(value, at));
// What is empty is an array, as the API writes it.
const notes: Read<Notes> = (value, at) => (Array.isArray(value) && value.length === 0 ? [] : dictionary(note)(value, at));

const order = record<OrderRecord>({
  entity: record<OrderEntity>({
    id: filled,
    entity: word("order"),
    amount: whole,
    amount_paid: whole,
    amount_due: whole,
    currency: filled,
    receipt: orNull(text),
    offer_id: nothing,
    status: word("created", "attempted", "paid"),
    attempts: whole,
    notes,
    created_at: whole,
  }),
  terms: record<CaptureTerms>({ capture: word("manual", "automatic"), automaticExpiryMinutes: whole, manualExpiryMinutes: whole }),
});

const payment = record<PaymentEntity>({
  id: filled,
  entity: word("payment"),
  amount: whole,
  currency: filled,
  status: word("created", "authorized", "captured", "refunded", "failed"),
  order_id: filled,
  invoice_id: nothing,
  international: yesOrNo,
  method: text,
  amount_refunded: whole,
  refund_status: orNull(word("partial", "full")),
  captured: yesOrNo,
  description: orNull(text),
  card_id: nothing,
  bank: orNull(text),
  wallet: orNull(text),
  vpa: orNull(text),
  email: orNull(text),
  contact: orNull(text),
  notes,
  fee: orNull(whole),
  tax: orNull(whole),
  error_code: orNull(text),
  error_description: orNull(text),
  error_source: orNull(text),
  error_step: orNull(text),
  error_reason: orNull(text),
  acquirer_data: dictionary(text),
  created_at: whole,
});

const refund = record<RefundEntity>({
  id: filled,
  entity: word("refund"),
  amount: whole,
  currency: filled,
  payment_id: filled,
  notes,
  receipt: orNull(text),
  acquirer_data: record<RefundEntity["acquirer_data"]>({ arn: orNull(text) }),
  created_at: whole,
  batch_id: nothing,
  status: word("pending", "processed", "failed"),
  speed_requested: word("normal", "optimum"),
  speed_processed: word("normal", "instant"),
});

const account = record<AccountSnapshot>({
  id: filled,
  keyId: filled,
  keySecret: filled,
  name: orNull(text),
  webhook: orNull(record<WebhookTarget>({ url: text, secret: text })),
  captureMode: word("as_ordered", "always"),
  receiptRule: word("refuse", "same_order"),
  refundMode: word("processed", "pending", "failed"),
  orders: list(order),
  payments: list(payment),
  refunds: list(refund),
  refundRequests: list(record<AccountSnapshot["refundRequests"][number]>({ key: filled, body: text, refundId: filled })),
});

const snapshot = record<EmulatorSnapshot>({ version: word(1), clockOffsetMs: atLeastZero, accounts: list(account) });

/**
 * Looks at every field of what should be a snapshot, such as a parsed file, and gives a copy.
 *
 * @throws {TypeError} naming the first field that is wrong, such as the version of another release
 */
export function readSnapshot(value: unknown): EmulatorSnapshot {
  const read = snapshot(value, "snapshot");
  requireEach("snapshot.accounts", "a key of its own", read.accounts, ({ keyId }, index) => read.accounts.findIndex((other) => other.keyId === keyId) === index);
  for (const [index, kept] of read.accounts.entries()) requireWhole(kept, `snapshot.accounts[${index}]`);
  return read;
}

/** What refers to something must find it: a refund without its payment would break a request much later. */
function requireWhole({ keyId, orders, payments, refunds, refundRequests }: AccountSnapshot, at: string): void {
  refuseLiveKey(keyId);
  const orderIds = new Set(orders.map(({ entity }) => entity.id));
  const paymentIds = new Set(payments.map(({ id }) => id));
  const refundIds = new Set(refunds.map(({ id }) => id));
  requireEach(`${at}.payments`, "one of the orders", payments, ({ order_id }) => orderIds.has(order_id));
  requireEach(`${at}.refunds`, "one of the payments", refunds, ({ payment_id }) => paymentIds.has(payment_id));
  requireEach(`${at}.refundRequests`, "one of the refunds", refundRequests, ({ refundId }) => refundIds.has(refundId));
}

function requireEach<T>(at: string, needed: string, items: readonly T[], has: (item: T, index: number) => boolean): void {
  const index = items.findIndex((item, index) => !has(item, index));
  if (index >= 0) throw new TypeError(`Not a snapshot of the emulator: ${at}[${index}] should have ${needed}.`);
}
