import { createHmac } from "node:crypto";
import type { Account } from "./accounts.js";
import type { OrderRecord, PaymentEntity, PaymentProof } from "./entities.js";
import { requireAmount } from "./currencies.js";
import { badRequest, invalidField } from "./errors.js";
import { newId } from "./ids.js";
import { type Fields, integer, refuseOthers, text } from "./input.js";
import { giveBackUncaptured } from "./refunds.js";
import type { World } from "./world.js";

/** What the customer's side of an attempt says. */
export interface Attempt {
  /** Default is "upi". */
  method?: string;
  vpa?: string;
  email?: string;
  contact?: string;
  description?: string;
  /** In the smallest unit of the currency. Default is all that the order asks for; another one is what a receiver must not take for it. */
  amount?: number;
  /** Default is the order's. */
  currency?: string;
}

const NO_ERROR = { error_code: null, error_description: null, error_source: null, error_step: null, error_reason: null };
/** As the bank of Razorpay's test mode refuses. */
const DECLINED = {
  error_code: "BAD_REQUEST_ERROR",
  error_description: "Your payment has been cancelled. Try again or complete the payment later.",
  error_source: "customer",
  error_step: "payment_authentication",
  error_reason: "payment_cancelled",
};

/** An attempt to pay an order: it counts, whatever becomes of it. @throws {ApiError} for what is no amount or no currency */
export function attemptPayment({ clock, changed }: World, account: Account, order: OrderRecord, attempt: Attempt): PaymentEntity {
  const { notes, id } = order.entity;
  const { method = "upi", amount = order.entity.amount, currency = order.entity.currency } = attempt;
  requireAmount(amount, currency);
  const payment: PaymentEntity = {
    id: newId("pay"),
    entity: "payment",
    amount,
    currency,
    status: "created",
    order_id: id,
    invoice_id: null,
    international: currency !== "INR",
    method,
    amount_refunded: 0,
    refund_status: null,
    captured: false,
    description: attempt.description ?? null,
    card_id: null,
    bank: method === "netbanking" ? "HDFC" : null,
    wallet: method === "wallet" ? "freecharge" : null,
    vpa: method === "upi" ? (attempt.vpa ?? "success@razorpay") : null,
    email: attempt.email ?? null,
    contact: attempt.contact ?? null,
    notes,
    fee: null,
    tax: null,
    ...NO_ERROR,
    acquirer_data: {},
    created_at: clock.seconds,
  };
  account.payments.set(payment.id, payment);
  order.entity.attempts += 1;
  if (order.entity.status === "created") order.entity.status = "attempted";
  changed();
  return payment;
}

export function failPayment({ webhooks, changed }: World, account: Account, payment: PaymentEntity): void {
  Object.assign(payment, DECLINED, { status: "failed" });
  changed();
  webhooks.emit(account, "payment.failed", { payment });
}

/** The bank says yes: at once, or days after it said no. Then captures, where the order or the merchant wants that. */
export function authorizePayment(world: World, account: Account, payment: PaymentEntity): void {
  const { entity: order, terms } = account.order(payment.order_id);
  Object.assign(payment, NO_ERROR, { status: "authorized", acquirer_data: { rrn: String(world.clock.nowMs).slice(-12) } });
  world.changed();
  world.webhooks.emit(account, "payment.authorized", { payment });

  const capturesItself = terms.capture === "automatic" && ageMs(world, payment) <= terms.automaticExpiryMinutes * 60_000;
  if (order.status !== "paid" && (capturesItself || account.captureMode === "always")) return settleCapture(world, account, payment);
  awaitCapture(world, account, payment);
}

const ageMs = ({ clock }: World, { created_at }: PaymentEntity) => clock.nowMs - created_at * 1000;

/** The money goes back once the order's time for a capture is over: at once, where it is over already. */
export function awaitCapture(world: World, account: Account, payment: PaymentEntity): void {
  const { terms } = account.order(payment.order_id);
  const leftMs = terms.manualExpiryMinutes * 60_000 - ageMs(world, payment);
  world.clock.schedule(Math.max(0, leftMs), () => giveBackUncaptured(world, account, payment));
}

/** The merchant's capture. @throws {ApiError} unless it is the exact amount of an authorised payment. */
export function capturePayment(world: World, account: Account, id: string, fields: Fields): PaymentEntity {
  const payment = account.payment(id);
  refuseOthers(fields, new Set(["amount", "currency"]));
  const amount = integer(fields, "amount");
  const currency = fields["currency"] === undefined ? "INR" : text(fields, "currency");
  if (payment.captured) throw badRequest("This payment has already been captured");
  if (payment.status !== "authorized")
    throw badRequest("Only payments which have been authorized and not yet captured can be captured");
  if (currency !== payment.currency) throw invalidField("currency", "Capture currency must be equal to the currency authorized.");
  if (amount !== payment.amount) throw invalidField("amount", "Capture amount must be equal to the amount authorized.");
  if (account.order(payment.order_id).entity.status === "paid") throw badRequest("Payment already done for this order.");
  settleCapture(world, account, payment);
  return payment;
}

/** The money is the merchant's. Asks nothing: also how a control plane captures twice. */
export function settleCapture({ webhooks, changed }: World, account: Account, payment: PaymentEntity): void {
  const { entity: order } = account.order(payment.order_id);
  // Two per cent, and GST of 18 % on them: the tax is part of the fee.
  const tax = Math.round(payment.amount * 0.02 * 0.18);
  Object.assign(payment, { status: "captured", captured: true, tax, fee: Math.round(payment.amount * 0.02) + tax });
  payOff(order, payment);
  changed();
  webhooks.emit(account, "payment.captured", { payment });
  if (order.status === "paid") webhooks.emit(account, "order.paid", { payment, order });
}

/** An order is paid when nothing is due any more, and money of another currency pays nothing of it. */
function payOff(order: OrderRecord["entity"], { amount, currency }: PaymentEntity): void {
  if (currency !== order.currency) return;
  order.amount_paid = Math.min(order.amount, order.amount_paid + amount);
  order.amount_due = order.amount - order.amount_paid;
  if (order.amount_due === 0) order.status = "paid";
}

/** What the browser hands to the merchant's server, signed with the key's secret. */
export function proofOf(account: Account, payment: PaymentEntity): PaymentProof {
  const signed = `${payment.order_id}|${payment.id}`;
  return {
    razorpay_payment_id: payment.id,
    razorpay_order_id: payment.order_id,
    razorpay_signature: createHmac("sha256", account.options.keySecret).update(signed).digest("hex"),
  };
}
