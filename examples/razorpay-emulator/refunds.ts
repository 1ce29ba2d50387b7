import type { Account } from "./accounts.js";
import { minimumAmount, requireWholeSteps } from "./currencies.js";
import type { PaymentEntity, RefundEntity } from "./entities.js";
import { badRequest, conflict, invalidField } from "./errors.js";
import { newId } from "./ids.js";
import { type Fields, integer, notes, receipt, refuseOthers } from "./input.js";
import type { World } from "./world.js";

const FIELDS = new Set(["amount", "speed", "notes", "receipt", "reverse_all"]);

/**
 * Refunds a captured payment, wholly or in part. The same idempotency key with the same body gives the same refund again.
 *
 * @throws {ApiError} 409 for the same key with another body
 */
export function createRefund(world: World, account: Account, paymentId: string, fields: Fields, idempotencyKey?: string): RefundEntity {
  const payment = account.payment(paymentId);
  const body = JSON.stringify([paymentId, Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))]);
  if (idempotencyKey !== undefined) {
    if (!/^[\w-]{10,}$/.test(idempotencyKey)) throw badRequest("The idempotency key must have at least 10 letters, digits, hyphens or underscores.");
    const known = account.refundRequests.get(idempotencyKey);
    if (known && known.body !== body) throw conflict("Different request with the same idempotency key has already been processed.");
    if (known) return account.refund(known.refundId);
  }
  const refund = addRefund(world, account, payment, checkRefund(payment, fields));
  // Kept only now: a refused request may be sent again with its key.
  if (idempotencyKey !== undefined) account.refundRequests.set(idempotencyKey, { body, refundId: refund.id });
  world.webhooks.emit(account, "refund.created", { refund, payment });
  if (account.refundMode === "processed") settleRefund(world, account, refund, "processed");
  // What is answered is still pending: a failure is only ever learned later.
  if (account.refundMode === "failed") failLater(world, account, refund);
  return refund;
}

/** As soon as the answer to its request is on the way. */
export function failLater(world: World, account: Account, refund: RefundEntity): void {
  world.clock.schedule(0, () => settleRefund(world, account, refund, "failed"));
}

type Wanted = Pick<RefundEntity, "amount" | "notes" | "receipt" | "speed_requested">;

function checkRefund(payment: PaymentEntity, fields: Fields): Wanted {
  refuseOthers(fields, FIELDS);
  if (payment.status === "refunded") throw badRequest("The payment has been fully refunded already");
  if (payment.status !== "captured") throw badRequest("The payment status should be captured for action to be taken");
  const left = payment.amount - payment.amount_refunded;
  const amount = fields["amount"] === undefined || fields["amount"] === null ? left : integer(fields, "amount");
  if (amount < minimumAmount(payment.currency)) throw invalidField("amount", "The amount must be atleast INR 1.00");
  if (amount > payment.amount) throw invalidField("amount", "The refund amount provided is greater than amount captured.");
  if (amount > left) throw invalidField("amount", "The total refund amount is greater than the refund payment amount");
  if (amount < left) requireWholeSteps(amount, payment.currency);
  const speed = fields["speed"] ?? "normal";
  if (speed !== "normal" && speed !== "optimum") throw invalidField("speed", "The selected speed is invalid.");
  return { amount, notes: notes(fields["notes"]), receipt: receipt(fields), speed_requested: speed };
}

function addRefund({ clock, changed }: World, account: Account, payment: PaymentEntity, wanted: Wanted): RefundEntity {
  const refund: RefundEntity = {
    id: newId("rfnd"),
    entity: "refund",
    currency: payment.currency,
    payment_id: payment.id,
    acquirer_data: { arn: null },
    created_at: clock.seconds,
    batch_id: null,
    status: "pending",
    speed_processed: wanted.speed_requested === "optimum" ? "instant" : "normal",
    ...wanted,
  };
  account.refunds.set(refund.id, refund);
  changeRefunded(payment, refund.amount);
  changed();
  return refund;
}

/** The bank's word on a pending refund. What fails goes back to the merchant, who may refund anew. */
export function settleRefund({ webhooks, changed }: World, account: Account, refund: RefundEntity, status: "processed" | "failed"): void {
  if (refund.status !== "pending") return;
  const payment = account.payment(refund.payment_id);
  refund.status = status;
  if (status === "processed") refund.acquirer_data = { arn: refund.id.replace(/\D/g, "").padStart(11, "7") };
  else changeRefunded(payment, -refund.amount);
  changed();
  webhooks.emit(account, status === "processed" ? "refund.processed" : "refund.failed", { refund, payment });
}

/** Nobody captured it in time: the customer gets it back, and the merchant never had it. */
export function giveBackUncaptured(world: World, account: Account, payment: PaymentEntity): void {
  if (payment.status !== "authorized") return;
  const refund = addRefund(world, account, payment, { amount: payment.amount, notes: [], receipt: null, speed_requested: "normal" });
  payment.status = "refunded";
  world.webhooks.emit(account, "refund.created", { refund, payment });
  settleRefund(world, account, refund, "processed");
}

function changeRefunded(payment: PaymentEntity, by: number): void {
  payment.amount_refunded += by;
  const { amount, amount_refunded } = payment;
  payment.refund_status = amount_refunded === 0 ? null : amount_refunded < amount ? "partial" : "full";
  if (payment.captured) payment.status = payment.refund_status === "full" ? "refunded" : "captured";
}
