import type { Account, AccountOptions, CaptureMode, ReceiptRule, RefundMode, WebhookTarget } from "../accounts.js";
import type { PaymentEntity, PaymentProof, RefundEntity } from "../entities.js";
import { badRequest } from "../errors.js";
import type { Fault } from "../faults.js";
import { requireWithin } from "../input.js";
import { type Attempt, attemptPayment, authorizePayment, failPayment, proofOf, settleCapture } from "../payments.js";
import { createRefund, settleRefund } from "../refunds.js";
import type { WebhookPayload } from "../webhooks/events.js";
import type { WebhookRule } from "../webhooks/rules.js";
import type { WebhookDelivery } from "../webhooks/delivery.js";
import { type EmulatorSnapshot, takeSnapshot } from "../snapshot/snapshot.js";
import type { World } from "../world.js";
import { type Ledger, ledgerOf } from "./ledger.js";

export interface PayOptions extends Attempt {
  /** Where the payment stops. An order that is captured automatically is captured even by `authorized`, the default. */
  outcome?: "authorized" | "captured" | "failed";
}

export type EmulatorControl = ReturnType<typeof createControl>;

/** Arranges what the real thing can't be made to do on purpose. Without a key id, the first account is meant. */
export function createControl(world: World) {
  const { accounts, clock, webhooks, faults, checkout } = world;

  const attempt = (account: Account, orderId: string, { outcome = "authorized", ...customer }: PayOptions): PaymentEntity => {
    const payment = attemptPayment(world, account, account.order(orderId), customer);
    if (outcome === "failed") failPayment(world, account, payment);
    else authorizePayment(world, account, payment);
    if (outcome === "captured" && !payment.captured) settleCapture(world, account, payment);
    return payment;
  };

  const arrange = (keyId: string | undefined, settings: Partial<Pick<Account, "webhook" | "captureMode" | "receiptRule" | "refundMode">>): void => {
    Object.assign(accounts.get(keyId), settings);
    world.changed();
  };

  return {
    /** Another merchant, with data of its own. @throws {TypeError} for a live key or one that is taken */
    addAccount(options: AccountOptions): void {
      accounts.add(options);
      world.changed();
    },
    /** Where events go from now on; `null` for nowhere. An address that was given up on is tried again. */
    setWebhook(target: WebhookTarget | null, keyId?: string): void {
      arrange(keyId, { webhook: target ?? undefined });
      if (target) webhooks.enable(target.url);
    },
    setCaptureMode: (mode: CaptureMode, keyId?: string): void => arrange(keyId, { captureMode: mode }),
    setReceiptRule: (rule: ReceiptRule, keyId?: string): void => arrange(keyId, { receiptRule: rule }),
    setRefundMode: (mode: RefundMode, keyId?: string): void => arrange(keyId, { refundMode: mode }),
    /** How long lists do not show what is new, in seconds. */
    setListLag(seconds: number): void {
      requireWithin("seconds", seconds, 0);
      world.listLagSeconds = seconds;
    },

    /** Pays as a customer would, without a browser. A failed attempt is signed too: a signature is not a payment. */
    pay(orderId: string, options: PayOptions = {}): PaymentProof {
      const account = accounts.owning(orderId);
      return proofOf(account, attempt(account, orderId, options));
    },
    /** The customer pays one order twice, and both payments are captured. */
    captureTwice(orderId: string): [PaymentProof, PaymentProof] {
      const account = accounts.owning(orderId);
      const twice = () => proofOf(account, attempt(account, orderId, { outcome: "captured" }));
      return [twice(), twice()];
    },
    /** The bank says yes to a payment that failed. */
    authorizeLate(paymentId: string): PaymentProof {
      const account = accounts.owning(paymentId);
      const payment = account.payment(paymentId);
      if (payment.status !== "failed") throw badRequest(`The payment is ${payment.status}: only a failed one is authorised late.`);
      authorizePayment(world, account, payment);
      return proofOf(account, payment);
    },
    /** The merchant presses "capture" in Razorpay's dashboard. */
    captureByHand(paymentId: string): PaymentEntity {
      const account = accounts.owning(paymentId);
      const payment = account.payment(paymentId);
      if (payment.status !== "authorized") throw badRequest(`The payment is ${payment.status}: only an authorised one can be captured.`);
      settleCapture(world, account, payment);
      return structuredClone(payment);
    },
    /** The merchant refunds in the dashboard, which sends no idempotency key. Without an amount, all that is left. */
    refundByHand(paymentId: string, { amount }: { amount?: number } = {}): RefundEntity {
      const refund = createRefund(world, accounts.owning(paymentId), paymentId, { ...(amount !== undefined && { amount }) });
      return structuredClone(refund);
    },
    /** How a pending refund ends. */
    settleRefund(refundId: string, status: "processed" | "failed" = "processed"): RefundEntity {
      const account = accounts.owning(refundId);
      const refund = account.refund(refundId);
      if (refund.status !== "pending") throw badRequest(`The refund is ${refund.status} already.`);
      settleRefund(world, account, refund, status);
      return structuredClone(refund);
    },

    /** The next payments succeed, and the page never hears of it. */
    dropCallbacks: (count = 1): void => checkout.dropCallbacks(count),
    /** The next requests to the API meet trouble. */
    failNext: (fault: Fault): void => faults.add(fault),
    /** Takes all arranged trouble back, and lets go of requests that hang. What is held or delayed stays so. */
    clearFaults(): void {
      faults.clear();
      checkout.clear();
      webhooks.rules.clear();
    },

    /** Loses, duplicates or delays the next webhooks. */
    tamperWebhooks: (rule: WebhookRule): void => webhooks.rules.add(rule),
    /** Keeps webhooks back until {@link releaseWebhooks}. */
    holdWebhooks: (): void => webhooks.hold(),
    /** Sends what was kept: as it happened, reversed, or by event id. Resolves when all were tried. */
    releaseWebhooks: (order: "as_happened" | "reversed" | readonly string[] = "as_happened"): Promise<void> => webhooks.release(order),
    /** Sends an event of a kind that nothing here causes, such as "subscription.charged", in the usual envelope, and signed. */
    sendEvent: (event: string, payload: WebhookPayload = {}, keyId?: string): WebhookDelivery =>
      structuredClone(webhooks.send(accounts.get(keyId), event, payload)),
    /** Sends one again, byte for byte. */
    resendWebhook: (eventId: string): Promise<void> => webhooks.resend(eventId),
    /** Resolves when no webhook is under way; retries that wait for their time do not count. */
    webhooksSettled: (): Promise<void> => webhooks.settled(),
    /** Every webhook so far, and what became of it. */
    webhooks: (): WebhookDelivery[] => structuredClone([...webhooks.deliveries]),

    /** Moves the clock forward, in milliseconds; what falls due on the way happens. */
    async advance(ms: number): Promise<void> {
      if (!(ms >= 0)) throw badRequest("ms must be 0 or more: the clock only moves forward.", { field: "ms" });
      await clock.advance(ms);
      world.changed();
    },
    now: (): string => new Date(clock.nowMs).toISOString(),
    /** Where the money is. */
    ledger: (keyId?: string): Ledger => ledgerOf(accounts.get(keyId)),
    /** Everything to go on with in another process: see {@link EmulatorSnapshot}. Take it before the emulator stops. */
    snapshot: (): EmulatorSnapshot => takeSnapshot(world),
    /** Forgets all but the accounts. */
    reset(): void {
      faults.clear();
      checkout.clear();
      webhooks.reset();
      clock.reset();
      world.listLagSeconds = 0;
      for (const account of accounts.all()) account.reset();
      world.changed();
    },
  };
}
