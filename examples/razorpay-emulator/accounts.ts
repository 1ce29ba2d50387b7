import { createHash, timingSafeEqual } from "node:crypto";
import type { OrderRecord, PaymentEntity, RefundEntity } from "./entities.js";
import { unknownId } from "./errors.js";
import { newId } from "./ids.js";

/** Where an account's events are sent, and what they are signed with. */
export interface WebhookTarget {
  url: string;
  secret: string;
}

/** A merchant that the emulator knows. */
export interface AccountOptions {
  /** Must not begin with `rzp_live_`. */
  keyId: string;
  keySecret: string;
  webhook?: WebhookTarget;
  /** Shown by the checkout where the page names nobody. Default is "Test merchant". */
  name?: string;
}

/** `always`: the merchant's dashboard captures every payment, whatever the order asked for. */
export type CaptureMode = "as_ordered" | "always";
/** What `unique_receipt: true` does with a known receipt; Razorpay's documentation tells both. */
export type ReceiptRule = "refuse" | "same_order";
/** `processed`: at once. `pending`: until settled by hand. `failed`: first pending, then failed. */
export type RefundMode = "processed" | "pending" | "failed";

/** All that one merchant has: nothing of it is seen with another merchant's keys. */
export class Account {
  id = newId("acc");
  webhook: WebhookTarget | undefined;
  captureMode: CaptureMode = "as_ordered";
  receiptRule: ReceiptRule = "refuse";
  refundMode: RefundMode = "processed";
  readonly orders = new Map<string, OrderRecord>();
  readonly payments = new Map<string, PaymentEntity>();
  readonly refunds = new Map<string, RefundEntity>();
  /** Refund requests by their idempotency key. */
  readonly refundRequests = new Map<string, { body: string; refundId: string }>();

  constructor(readonly options: AccountOptions) {
    this.webhook = options.webhook;
  }

  /** Forgets everything but the keys and the webhook it was made with. */
  reset(): void {
    this.webhook = this.options.webhook;
    this.captureMode = "as_ordered";
    this.receiptRule = "refuse";
    this.refundMode = "processed";
    for (const rows of [this.orders, this.payments, this.refunds, this.refundRequests]) rows.clear();
  }

  order(id: string): OrderRecord {
    return this.orders.get(id) ?? fail();
  }
  payment(id: string): PaymentEntity {
    return this.payments.get(id) ?? fail();
  }
  refund(id: string): RefundEntity {
    return this.refunds.get(id) ?? fail();
  }
}

const fail = (): never => {
  throw unknownId();
};

/** @throws {TypeError} for the key of an account where money moves */
export function refuseLiveKey(keyId: string): void {
  if (keyId.startsWith("rzp_live_")) throw new TypeError("The emulator refuses live keys: use one that begins with rzp_test_.");
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** The merchants, by key id. */
export class Accounts {
  readonly #byKey = new Map<string, Account>();

  /** @throws {TypeError} for a live key, or a key id that is taken. */
  add(options: AccountOptions): Account {
    refuseLiveKey(options.keyId);
    if (!options.keyId || !options.keySecret) throw new TypeError("An account needs a key id and a key secret.");
    if (this.#byKey.has(options.keyId)) throw new TypeError(`There is an account with the key ${options.keyId} already.`);
    const account = new Account(options);
    this.#byKey.set(options.keyId, account);
    return account;
  }

  all(): Account[] {
    return [...this.#byKey.values()];
  }

  /** The account of a key; without one, the first. */
  get(keyId?: string): Account {
    const account = keyId === undefined ? this.all()[0] : this.#byKey.get(keyId);
    return account ?? fail();
  }

  /** Undefined unless both halves of the key are right. */
  authenticate(keyId: string, keySecret: string): Account | undefined {
    const account = this.#byKey.get(keyId);
    return account && timingSafeEqual(digest(account.options.keySecret), digest(keySecret)) ? account : undefined;
  }

  /** The account that an order, a payment or a refund belongs to. */
  owning(id: string): Account {
    return this.all().find(({ orders, payments, refunds }) => orders.has(id) || payments.has(id) || refunds.has(id)) ?? fail();
  }
}
