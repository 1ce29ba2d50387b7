import type { Account } from "../accounts.js";
import type { PaymentEntity, RefundEntity } from "../entities.js";

/** Amounts in the smallest unit of their currency. */
export interface LedgerSums {
  /** What the merchant got. */
  captured: number;
  /** Of that, what went back to the customers for good. */
  refunded: number;
  /** Of that, what is on its way back: neither processed nor failed yet. */
  refundsPending: number;
}

export interface LedgerPayment extends LedgerSums {
  paymentId: string;
  status: PaymentEntity["status"];
  /** The payment's own, which may be another than the order's. */
  currency: string;
}

/** Its sums are of the payments in its own currency: others stand only with their payment, and in the totals. */
export interface LedgerOrder extends LedgerSums {
  orderId: string;
  receipt: string | null;
  currency: string;
  amount: number;
  payments: LedgerPayment[];
}

/** Where the money is: what a test compares with its own books. */
export interface Ledger {
  keyId: string;
  /** By currency. */
  totals: Record<string, LedgerSums>;
  orders: LedgerOrder[];
}

export function ledgerOf(account: Account): Ledger {
  // Grouped once: asking every payment for every order takes seconds after a load test.
  const paymentsOf = groupBy(account.payments.values(), ({ order_id }) => order_id);
  const refundsOf = groupBy(account.refunds.values(), ({ payment_id }) => payment_id);
  const orders = Array.from(account.orders.values(), ({ entity: { id, receipt, currency, amount } }): LedgerOrder => {
    const attempts = (paymentsOf.get(id) ?? []).map((payment) => entryOf(payment, refundsOf.get(payment.id) ?? []));
    return { orderId: id, receipt, currency, amount, ...sumOf(attempts, currency), payments: attempts };
  });
  const payments = orders.flatMap((order) => order.payments);
  const currencies = new Set([...orders, ...payments].map(({ currency }) => currency));
  const totals = Array.from(currencies, (currency) => [currency, sumOf(payments, currency)]);
  return { keyId: account.options.keyId, totals: Object.fromEntries(totals), orders };
}

function entryOf({ id, status, currency, captured, amount }: PaymentEntity, refunds: readonly RefundEntity[]): LedgerPayment {
  // What goes back uncaptured was never the merchant's.
  if (!captured) return { paymentId: id, status, currency, captured: 0, refunded: 0, refundsPending: 0 };
  const total = (wanted: string) => refunds.reduce((sum, refund) => sum + (refund.status === wanted ? refund.amount : 0), 0);
  return { paymentId: id, status, currency, captured: amount, refunded: total("processed"), refundsPending: total("pending") };
}

function sumOf(payments: readonly LedgerPayment[], currency: string): LedgerSums {
  const counted = payments.filter((payment) => payment.currency === currency);
  const sum = (name: keyof LedgerSums) => counted.reduce((total, payment) => total + payment[name], 0);
  return { captured: sum("captured"), refunded: sum("refunded"), refundsPending: sum("refundsPending") };
}

function groupBy<T>(rows: Iterable<T>, keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
