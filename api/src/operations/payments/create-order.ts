import type { RequiresPaymentView } from "../../contract/payments.js";
import type { Transaction } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { GatewayError, type ProviderCredentials } from "../../gateways/payment-gateway.js";
import { newId } from "../../ids.js";
import { keepClaimsUntil } from "../../queries/claims.js";
import { checkOutHold as checkOutRow, type HoldRow } from "../../queries/holds.js";
import { recordEvent } from "../../queries/payment-events.js";
import { findPaymentOfHold, insertPayment, type PaymentRow } from "../../queries/payments.js";
import { PAYMENT_GRACE_MINUTES } from "../holds/deadlines.js";
import { holdExpired } from "../holds/live-hold.js";
import { accountsFor, credentialsOf } from "../tenants/payment-credentials.js";

/** An order at the provider, and the account that it was made with. */
export interface Order {
  id: string;
  amountMinor: number;
  credentials: ProviderCredentials;
}

/**
 * How long the provider keeps an authorised payment for its capture, in minutes: as long as it does by itself. A failed
 * payment may be authorised for three days, and an outage of ours or of theirs must cost nobody their booking; what came
 * too late goes back to its customer when this is over.
 */
const CAPTURE_WITHIN_MINUTES = 5 * 24 * 60;
/** The reconciler asks this long before the grace ends: who paid unseen gets the slot while it is still kept. */
const CHECK_BEFORE_END_MS = 60_000;

/**
 * The order of a hold: the one it has, or a new one. The receipt is the hold's id, so that however often this is tried
 * there is one order. Called outside of transactions, so that no connection waits for the provider.
 * @throws `payments_not_configured`, `payment_provider_unavailable`.
 */
export async function orderOf(deps: Deps, { tenantId, holdId, currency }: HoldRow, amountMinor: number): Promise<Order> {
  const known = await findPaymentOfHold(deps.sql, tenantId, holdId);
  if (known) {
    const [credentials] = await accountsFor(deps, deps.sql, tenantId, known.providerKeyId);
    if (!credentials) throw new BookingError("payments_not_configured");
    return { id: known.providerOrderId, amountMinor: known.amountMinor, credentials };
  }
  const credentials = await credentialsOf(deps, deps.sql, tenantId);
  if (!credentials) throw new BookingError("payments_not_configured");
  try {
    const order = await deps.payments.createOrder(credentials, { receipt: holdId, amountMinor, currency, notes: { hold: holdId }, captureWithinMinutes: CAPTURE_WITHIN_MINUTES });
    if (order.amountMinor !== amountMinor || order.currency !== currency) throw new GatewayError("refused", `Order ${order.id} is for another amount than hold ${holdId}.`);
    return { id: order.id, amountMinor, credentials };
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    throw new BookingError("payment_provider_unavailable", undefined, { retryAfterSeconds: 5 }, { cause });
  }
}

/**
 * Asks the customer to pay: notes the order, and once gives the hold the bounded time that paying takes.
 * @throws `hold_expired` where the hold ended before its claims could be kept.
 */
export async function requestPayment(
  deps: Deps,
  tx: Transaction,
  hold: HoldRow,
  details: Parameters<typeof checkOutRow>[2],
  order: Order,
  purpose: PaymentRow["purpose"] = "booking",
): Promise<RequiresPaymentView> {
  const { tenantId, holdId, currency } = hold;
  let { expiresAt } = hold;
  if (hold.status === "held") {
    expiresAt = new Date(Math.max(expiresAt.getTime(), hold.now.getTime() + PAYMENT_GRACE_MINUTES * 60_000));
    if ((await keepClaimsUntil(tx, tenantId, holdId, expiresAt)) < hold.resourceIds.length * hold.quantity) throw holdExpired(hold);
    const payment = { tenantId, paymentId: newId("payment"), holdId, purpose, providerOrderId: order.id, providerKeyId: order.credentials.keyId, amountMinor: order.amountMinor, currency };
    if (await insertPayment(tx, { ...payment, checkAt: new Date(expiresAt.getTime() - CHECK_BEFORE_END_MS) }))
      await recordEvent(tx, tenantId, payment.paymentId, "order_created", { razorpayOrderId: order.id });
    await checkOutRow(tx, hold, { ...details, grace: expiresAt });
  } else await checkOutRow(tx, hold, details);
  // Of two checkouts at once the first one's order counts.
  const payment = (await findPaymentOfHold(tx, tenantId, holdId))!;
  return {
    status: "requires_payment",
    payment: {
      provider: "razorpay",
      keyId: order.credentials.keyId,
      orderId: payment.providerOrderId,
      amount: payment.amountMinor,
      currency,
      scriptUrl: deps.payments.checkoutScriptUrl,
    },
    expiresAt: expiresAt.toISOString(),
    expiresInSeconds: Math.floor((expiresAt.getTime() - hold.now.getTime()) / 1000),
    serverTime: hold.now.toISOString(),
  };
}
