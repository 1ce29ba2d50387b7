import type { Account } from "../accounts.js";
import type { PaymentEntity } from "../entities.js";

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
}

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
  const payments = [...account.payments.values()];
  const orders = Array.from(account.orders.values(), ({ entity: { id, receipt, currency, amount } }): LedgerOrder => {
    const attempts = payments.filter((payment) => payment.order_id === id).map((payment) => entryOf(account, payment));
    return { orderId: id, receipt, currency, amount, ...sumOf(attempts), payments: attempts };
  });
  const currencies = [...new Set(orders.map(({ currency }) => currency))];
  const totals = currencies.map((currency) => [currency, sumOf(orders.filter((order) => order.currency === currency))]);
  return { keyId: account.options.keyId, totals: Object.fromEntries(totals), orders };
}

function entryOf(account: Account, { id, status, captured, amount }: PaymentEntity): LedgerPayment {
  // What goes back uncaptured was never the merchant's.
  if (!captured) return { paymentId: id, status, captured: 0, refunded: 0, refundsPending: 0 };
  const refunds = [...account.refunds.values()].filter((refund) => refund.payment_id === id);
  const total = (wanted: string) => refunds.reduce((sum, refund) => sum + (refund.status === wanted ? refund.amount : 0), 0);
  return { paymentId: id, status, captured: amount, refunded: total("processed"), refundsPending: total("pending") };
}

function sumOf(rows: readonly LedgerSums[]): LedgerSums {
  const sum = (name: keyof LedgerSums) => rows.reduce((total, row) => total + row[name], 0);
  return { captured: sum("captured"), refunded: sum("refunded"), refundsPending: sum("refundsPending") };
}
