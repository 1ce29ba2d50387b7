import { expect } from "vitest";
import type { PaymentAlertView, PaymentDetailsView, PaymentView, RefundView } from "../../../src/contract/payments.js";
import type { ProviderRefund } from "../../../src/gateways/payment-gateway.js";
import type { Answer, RequestOptions, TestApp } from "../../helpers/app.js";
import type { Business } from "../../helpers/business.js";
import { type Booking, createJourney, type Hold } from "../../helpers/journey.js";
import { monday } from "../../helpers/times.js";

/** 500 rupees, what everything here costs. */
export const PRICE = 50_000;

/** What an owner sees of the money, beside what the provider has done. */
export function createTill(app: TestApp, business: Business) {
  const customer = createJourney(app, business);
  const get = (path: string, key = business.sk) => app.request("GET", path, undefined, { key });
  const good = async <T>(path: string): Promise<T> => {
    const { status, body } = await get(path);
    expect(status, JSON.stringify(body)).toBe(200);
    return body as T;
  };

  const till = {
    customer,
    get,
    service: async (options: object = {}) => (await customer.service({ price: { amount: PRICE, currency: "INR" }, ...options })).serviceId,
    /** A hold whose order waits to be paid. */
    async order(options: object = {}, time = "12:00") {
      const hold = await customer.hold({ serviceId: await till.service(options), start: monday(time) });
      return { hold, orderId: await customer.order(hold) };
    },
    /** A paid booking whose money was captured. */
    async sell(options: object = {}) {
      const booking = await customer.buy({ serviceId: await till.service(options), start: monday("12:00") });
      await app.deliverOutbox();
      return { booking, payment: await till.paymentOf(booking) };
    },
    list: async (query = "") => (await good<{ data: PaymentView[] }>(`/v1/payments?${query}`)).data,
    read: (paymentId: string) => good<PaymentDetailsView>(`/v1/payments/${paymentId}`),
    /** The payment that a hold or booking asked for. */
    async paymentOf(of: Hold | Booking): Promise<PaymentDetailsView> {
      const holdId = "holdId" in of ? of.holdId : of.id;
      const [row] = await app.sql<{ id: string }[]>`select payment_id as id from payments where hold_id = ${holdId} and purpose <> 'stray'`;
      return till.read(row!.id);
    },
    history: async (paymentId: string) => (await till.read(paymentId)).history.map(({ type }) => type),
    alerts: async (query = "") => (await good<{ data: PaymentAlertView[] }>(`/v1/payment-alerts?${query}`)).data,
    resolve: (alertId: string, key = business.sk) => app.request("POST", `/v1/payment-alerts/${alertId}/resolve`, undefined, { key }),
    refund: (paymentId: string, body: object = {}, options: RequestOptions = {}): Promise<Answer<any>> =>
      app.request("POST", `/v1/payments/${paymentId}/refunds`, body, { key: business.sk, ...options }),
    retry: ({ id, paymentId }: Pick<RefundView, "id" | "paymentId">, options: RequestOptions = {}): Promise<Answer<any>> =>
      app.request("POST", `/v1/payments/${paymentId}/refunds/${id}/retry`, undefined, { key: business.sk, ...options }),
    /** The provider's payment of one of ours. */
    provided: (payment: PaymentView) => app.gateway.payments.get(payment.razorpayPaymentId!)!,
    /** What the provider has given back of a payment, in order. */
    givenBack: (payment: PaymentView) => app.gateway.refunds.filter(({ paymentId }) => paymentId === payment.razorpayPaymentId),
    /** The provider's refund goes on. */
    settleRefund(refund: ProviderRefund & { paymentId: string }, status: "processed" | "failed") {
      refund.status = status;
      const payment = app.gateway.payments.get(refund.paymentId)!;
      if (status === "failed") Object.assign(payment, { refundedMinor: payment.refundedMinor - refund.amountMinor, status: "captured" });
    },
    /** Somebody gives money back in the provider's dashboard. */
    refundInDashboard(payment: PaymentView, amountMinor = payment.amount, status: ProviderRefund["status"] = "processed") {
      const provided = till.provided(payment);
      provided.refundedMinor += amountMinor;
      if (provided.refundedMinor === provided.amountMinor) provided.status = "refunded";
      const refund = { id: `rfnd_dashboard${String(app.gateway.refunds.length).padStart(6, "0")}`, paymentId: provided.id, amountMinor, status, receipt: null };
      app.gateway.refunds.push(refund);
      return refund;
    },
    /** Time goes on, then the reconciler looks at what is due, and the outbox sends what it left. */
    async later(ms: number) {
      await app.clock.advance(ms);
      await app.deliverOutbox();
      await app.reconcile();
      await app.deliverOutbox();
    },
  };
  return till;
}

export type Till = ReturnType<typeof createTill>;
