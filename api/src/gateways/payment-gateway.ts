/** A tenant's account at the provider. */
export interface ProviderCredentials {
  keyId: string;
  keySecret: string;
  webhookSecret?: string;
}

/** The provider's order, as far as we rely on it. */
export interface ProviderOrder {
  id: string;
  amountMinor: number;
  currency: string;
  status: "created" | "attempted" | "paid";
  receipt: string | null;
}

/** The provider's payment, as far as we rely on it. */
export interface ProviderPayment {
  id: string;
  orderId: string | null;
  amountMinor: number;
  currency: string;
  status: "created" | "authorized" | "captured" | "refunded" | "failed";
  /** Whether the merchant ever had the money: what was only authorised goes back as "refunded", too. */
  captured: boolean;
  refundedMinor: number;
  errorDescription: string | null;
}

export interface ProviderRefund {
  id: string;
  amountMinor: number;
  status: "pending" | "processed" | "failed";
  /** The key that it was asked for with; null for one made in the provider's dashboard. */
  receipt: string | null;
}

/**
 * Why a call to the provider failed: `unreachable` (no answer, 429 or 5xx: what happened there is unknown, ask
 * again later), `unauthorized` (the keys are wrong), or `refused` (a definite no).
 */
export class GatewayError extends Error {
  override readonly name = "GatewayError";

  constructor(
    readonly kind: "unreachable" | "unauthorized" | "refused",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Razorpay, or an emulator of it. Every method throws only {@link GatewayError}. */
export interface PaymentGateway {
  /** Where browsers load checkout.js from. */
  readonly checkoutScriptUrl: string;
  /** Creates the order of a hold, or finds the one that an earlier, unanswered call created. */
  createOrder(
    credentials: ProviderCredentials,
    order: { receipt: string; amountMinor: number; currency: string; notes: Record<string, string>; captureWithinMinutes: number },
  ): Promise<ProviderOrder>;
  fetchPayment(credentials: ProviderCredentials, paymentId: string): Promise<ProviderPayment>;
  paymentsOfOrder(credentials: ProviderCredentials, orderId: string): Promise<ProviderPayment[]>;
  capture(credentials: ProviderCredentials, paymentId: string, amountMinor: number, currency: string): Promise<ProviderPayment>;
  /** Every refund of a payment, whoever made it. */
  refundsOf(credentials: ProviderCredentials, paymentId: string): Promise<ProviderRefund[]>;
  /** The same `idempotencyKey` refunds once; it comes back as the refund's `receipt`. */
  refund(credentials: ProviderCredentials, paymentId: string, amountMinor: number, idempotencyKey: string): Promise<ProviderRefund>;
  /** Whether checkout's handler was given this signature; in constant time. */
  isCheckoutSignature(credentials: ProviderCredentials, orderId: string, paymentId: string, signature: string): boolean;
  /** Whether the provider signed this raw body with one of the secrets; in constant time. */
  isWebhookSignature(body: Uint8Array, secrets: readonly string[], signature: string): boolean;
  /** Whether these keys are good. @throws {GatewayError} `unreachable` where it can't be told. */
  checkCredentials(credentials: ProviderCredentials): Promise<boolean>;
}
