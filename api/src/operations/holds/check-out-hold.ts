import type { Checkout, CheckoutResultView } from "../../contract/holds.js";
import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { GatewayError, type ProviderCredentials } from "../../gateways/payment-gateway.js";
import { newId } from "../../ids.js";
import { keepClaimsUntil } from "../../queries/claims.js";
import { checkOutHold as checkOutRow, findHold, type HoldRow } from "../../queries/holds.js";
import { findPaymentOfHold, insertPayment } from "../../queries/payments.js";
import { createBooking } from "../bookings/create-booking.js";
import { readBooking } from "../bookings/read-booking.js";
import { once, type Once, recall, type RequestKey } from "../idempotency/once.js";
import { credentialsOf } from "../tenants/payment-credentials.js";
import { checkAnswers } from "./check-answers.js";
import { PAYMENT_GRACE_MINUTES } from "./deadlines.js";
import { assertLive, holdExpired, lockLiveHold } from "./live-hold.js";

/**
 * Takes the customer's details. A free hold becomes a booking at once; a paid one gets its order, and one
 * bounded grace to pay it.
 *
 * The order is created before the transaction: its receipt is the hold's id, so that however often this is
 * tried there is one order, and no connection waits for the provider.
 *
 * @throws `hold_expired`, `hold_not_active`, `validation_failed`, `payments_not_configured`,
 * `payment_provider_unavailable` (the hold stays as it was).
 */
export async function checkOutHold(deps: Deps, tenantId: string, holdId: string, input: Checkout, requestKey?: RequestKey): Promise<Once<CheckoutResultView>> {
  const stored = await recall<CheckoutResultView>(deps.sql, deps.keyring, tenantId, requestKey);
  if (stored) return stored;
  const hold = await findHold(deps.sql, tenantId, holdId);
  if (!hold) throw notFound("hold");
  assertLive(hold);
  const details = { customer: input.customer, answers: checkAnswers(hold.questions, input.answers) };
  const order = hold.amountMinor > 0 ? await orderOf(deps, hold) : undefined;

  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async (): Promise<CheckoutResultView> => {
      const locked = await lockLiveHold(tx, tenantId, holdId);
      if (order) return requestPayment(deps, tx, locked, details, order);
      await checkOutRow(tx, locked, details);
      const bookingId = await createBooking(tx, { ...locked, ...details });
      return { status: "confirmed", booking: await readBooking(tx, deps.keyring, tenantId, bookingId, { withToken: true }) };
    }),
  );
  deps.wakeOutbox();
  return result;
}

interface Order {
  id: string;
  credentials: ProviderCredentials;
}

/** The hold's order at the provider: the one it has, or a new one. */
async function orderOf(deps: Deps, hold: HoldRow): Promise<Order> {
  const credentials = await credentialsOf(deps, deps.sql, hold.tenantId);
  if (!credentials) throw new BookingError("payments_not_configured");
  const known = await findPaymentOfHold(deps.sql, hold.tenantId, hold.holdId);
  if (known) return { id: known.providerOrderId, credentials };
  try {
    const order = await deps.payments.createOrder(credentials, {
      receipt: hold.holdId,
      amountMinor: hold.amountMinor,
      currency: hold.currency,
      notes: { hold: hold.holdId },
      expiresInMinutes: PAYMENT_GRACE_MINUTES + 5,
    });
    if (order.amountMinor !== hold.amountMinor || order.currency !== hold.currency)
      throw new GatewayError("refused", `Order ${order.id} is for another amount than hold ${hold.holdId}.`);
    return { id: order.id, credentials };
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    throw new BookingError("payment_provider_unavailable", undefined, { retryAfterSeconds: 5 }, { cause });
  }
}

async function requestPayment(
  deps: Deps,
  tx: Transaction,
  hold: HoldRow,
  details: { customer: Checkout["customer"]; answers: Record<string, string | boolean> },
  order: Order,
): Promise<CheckoutResultView> {
  const { tenantId, holdId } = hold;
  let { expiresAt } = hold;
  if (hold.status === "held") {
    const grace = new Date(Math.max(expiresAt.getTime(), hold.now.getTime() + PAYMENT_GRACE_MINUTES * 60_000));
    if ((await keepClaimsUntil(tx, tenantId, holdId, grace)) < hold.resourceIds.length * hold.quantity) throw holdExpired(hold);
    await insertPayment(tx, {
      tenantId,
      paymentId: newId("payment"),
      holdId,
      providerOrderId: order.id,
      amountMinor: hold.amountMinor,
      currency: hold.currency,
    });
    await checkOutRow(tx, hold, { ...details, grace });
    expiresAt = grace;
  } else await checkOutRow(tx, hold, details);
  // Of two checkouts at once the first one's order counts.
  const payment = await findPaymentOfHold(tx, tenantId, holdId);
  return {
    status: "requires_payment",
    payment: {
      provider: "razorpay",
      keyId: order.credentials.keyId,
      orderId: payment?.providerOrderId ?? order.id,
      amount: hold.amountMinor,
      currency: hold.currency,
      scriptUrl: deps.payments.checkoutScriptUrl,
    },
    expiresAt: expiresAt.toISOString(),
    expiresInSeconds: Math.floor((expiresAt.getTime() - hold.now.getTime()) / 1000),
    serverTime: hold.now.toISOString(),
  };
}
