import { createHmac } from "node:crypto";
import { GatewayError, type PaymentGateway, type ProviderCredentials, type ProviderOrder, type ProviderPayment, type ProviderRefund } from "../../src/gateways/payment-gateway.js";

/** The credentials it accepts. */
export const FAKE_CREDENTIALS: ProviderCredentials = { keyId: "rzp_test_fake", keySecret: "fake secret" };

let counter = 0;
const providerId = (kind: string) => `${kind}_${String(++counter).padStart(14, "0")}`;

/** Orders, payments and refunds in memory, with a switch for each thing that goes wrong. */
export class FakeGateway implements PaymentGateway {
  readonly checkoutScriptUrl = "https://checkout.test/v1/checkout.js";
  readonly orders = new Map<string, ProviderOrder>();
  readonly payments = new Map<string, ProviderPayment>();
  readonly refunds: (ProviderRefund & { paymentId: string })[] = [];
  /** How refunds begin: processed at once, pending until told, failed, or not taken at all. */
  refundMode: ProviderRefund["status"] | "refused" = "processed";
  /** While true, nothing answers. */
  unreachable = false;

  #answer() {
    if (this.unreachable) throw new GatewayError("unreachable", "No answer from the provider.");
  }

  async createOrder(_credentials: ProviderCredentials, order: { receipt: string; amountMinor: number; currency: string }): Promise<ProviderOrder> {
    this.#answer();
    const known = [...this.orders.values()].find(({ receipt }) => receipt === order.receipt);
    if (known) return known;
    const created: ProviderOrder = { id: providerId("order"), amountMinor: order.amountMinor, currency: order.currency, status: "created", receipt: order.receipt };
    this.orders.set(created.id, created);
    return created;
  }

  /** A customer pays an order; what checkout's handler would get. */
  pay(orderId: string, status: ProviderPayment["status"] = "authorized", change: Partial<ProviderPayment> = {}) {
    const order = this.orders.get(orderId)!;
    const payment: ProviderPayment = {
      id: providerId("pay"), orderId, amountMinor: order.amountMinor, currency: order.currency, status, captured: status === "captured" || status === "refunded", refundedMinor: 0,
      errorDescription: status === "failed" ? "The bank declined." : null, ...change,
    };
    this.payments.set(payment.id, payment);
    return { razorpayPaymentId: payment.id, razorpayOrderId: orderId, razorpaySignature: this.signature(orderId, payment.id) };
  }

  signature(orderId: string, paymentId: string) {
    return createHmac("sha256", FAKE_CREDENTIALS.keySecret).update(`${orderId}|${paymentId}`).digest("hex");
  }

  async fetchPayment(_credentials: ProviderCredentials, paymentId: string): Promise<ProviderPayment> {
    this.#answer();
    const payment = this.payments.get(paymentId);
    if (!payment) throw new GatewayError("refused", "The id provided does not exist");
    return { ...payment };
  }

  async paymentsOfOrder(_credentials: ProviderCredentials, orderId: string) {
    this.#answer();
    return [...this.payments.values()].filter((payment) => payment.orderId === orderId);
  }

  async capture(credentials: ProviderCredentials, paymentId: string): Promise<ProviderPayment> {
    await this.fetchPayment(credentials, paymentId);
    const payment = this.payments.get(paymentId)!;
    if (payment.status !== "authorized") throw new GatewayError("refused", "This payment has already been captured");
    Object.assign(payment, { status: "captured", captured: true });
    return { ...payment };
  }

  async refundsOf(_credentials: ProviderCredentials, paymentId: string): Promise<ProviderRefund[]> {
    this.#answer();
    return this.refunds.filter((refund) => refund.paymentId === paymentId).map((refund) => ({ ...refund }));
  }

  async refund(_credentials: ProviderCredentials, paymentId: string, amountMinor: number, key: string): Promise<ProviderRefund> {
    this.#answer();
    const known = this.refunds.find((refund) => refund.receipt === key);
    if (known) return { ...known };
    if (this.refundMode === "refused") throw new GatewayError("refused", "Your account does not have enough balance.");
    const payment = this.payments.get(paymentId);
    if (!payment?.captured || payment.refundedMinor + amountMinor > payment.amountMinor) throw new GatewayError("refused", "It can't be refunded.");
    if (this.refundMode !== "failed") payment.refundedMinor += amountMinor;
    if (payment.refundedMinor === payment.amountMinor) payment.status = "refunded";
    const refund = { id: providerId("rfnd"), paymentId, amountMinor, status: this.refundMode, receipt: key };
    this.refunds.push(refund);
    return { ...refund };
  }

  isCheckoutSignature(_credentials: ProviderCredentials, orderId: string, paymentId: string, signature: string) {
    return this.signature(orderId, paymentId) === signature;
  }

  isWebhookSignature(body: Uint8Array, secrets: readonly string[], signature: string) {
    return secrets.some((secret) => createHmac("sha256", secret).update(body).digest("hex") === signature);
  }

  async checkCredentials(credentials: ProviderCredentials) {
    this.#answer();
    return credentials.keySecret === FAKE_CREDENTIALS.keySecret;
  }
}
