import type { Deps } from "../deps.js";
import { checkRefund } from "../operations/payments/check-refund.js";
import { reconcilePayment } from "../operations/payments/reconcile-payment.js";
import { leaseDuePayments } from "../queries/payments.js";
import { leaseDueRefunds } from "../queries/refunds.js";
import { periodic } from "./periodic.js";

const BATCH = 10;
/** Longer than the calls to the provider take that one order needs, their time-outs included. */
const LEASE_SECONDS = 180;

/**
 * Asks the provider about orders and refunds that are not over: what callback and webhook never told is found here. A
 * lease keeps two processes from working on one; should one die, the other takes over when it runs out.
 */
export const reconcilePayments = (deps: Deps) =>
  periodic("reconcile-payments", 2000, deps, async () => {
    const [payments, refunds] = await Promise.all([leaseDuePayments(deps.sql, BATCH, LEASE_SECONDS), leaseDueRefunds(deps.sql, BATCH, LEASE_SECONDS)]);
    const warn = (about: object) => (err: unknown) => deps.log.warn({ err, ...about }, "reconciliation failed");
    await Promise.all([
      ...payments.map(({ tenantId, paymentId }) => reconcilePayment(deps, tenantId, paymentId).catch(warn({ tenantId, paymentId }))),
      ...refunds.map((due) => checkRefund(deps, due).catch(warn({ tenantId: due.tenantId, refundId: due.refundId }))),
    ]);
    return payments.length === BATCH || refunds.length === BATCH ? "more" : "done";
  });
