import type { Account } from "../accounts.js";

/** One payment's money, in the smallest unit of its currency. */
export interface LedgerPayment {
  paymentId: string;
  status: string;
  /** What the merchant got. */
  captured: number;
  /** What went back to the customer for good. */
  refunded: number;
  /** Refunds that are neither processed nor failed yet. */
  refundsPending: number;
}

export interface LedgerOrder {
  orderId: string;
  receipt: string | null;
  currency: string;
  amount: number;
  captured: number;
  refunded: number;
  payments: LedgerPayment[];
}

/** Where the money is: what a test compares with its own books. */
export interface Ledger {
  keyId: string;
  orders: LedgerOrder[];
}

export function ledgerOf(account: Account): Ledger {
  const orders = Array.from(account.orders.values(), ({ entity: { id, receipt, currency, amount } }): LedgerOrder => {
    const payments = paymentsOf(account, id);
    return { orderId: id, receipt, currency, amount, captured: sum(payments, "captured"), refunded: sum(payments, "refunded"), payments };
  });
  return { keyId: account.options.keyId, orders };
}

function paymentsOf(account: Account, orderId: string): LedgerPayment[] {
  return [...account.payments.values()]
    .filter((payment) => payment.order_id === orderId)
    .map(({ id, status, captured, amount }) => {
      const refunds = [...account.refunds.values()].filter((refund) => refund.payment_id === id);
      const total = (wanted: string) => sum(refunds.filter((refund) => refund.status === wanted), "amount");
      return { paymentId: id, status, captured: captured ? amount : 0, refunded: total("processed"), refundsPending: total("pending") };
    });
}

const sum = <K extends string>(rows: readonly { [name in K]: number }[], name: K) => rows.reduce((total, row) => total + row[name], 0);
