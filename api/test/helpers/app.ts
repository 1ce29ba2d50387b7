import { afterAll } from "vitest";
import { createApp } from "../../src/app.js";
import type { Deps } from "../../src/deps.js";
import { busyTimesOf } from "../../src/domain/busy-calendar.js";
import { createCalendarReader, type CalendarReaderOptions } from "../../src/gateways/calendar-reader.js";
import { type CapturedMail, createMailer } from "../../src/gateways/mailer.js";
import type { PaymentGateway, ProviderCredentials } from "../../src/gateways/payment-gateway.js";
import { createWebhookSender, type WebhookSenderOptions } from "../../src/gateways/webhook-sender.js";
import { createKeyring } from "../../src/keyring.js";
import { createLog } from "../../src/observability/log.js";
import { createMetrics } from "../../src/observability/metrics.js";
import { LiveAvailability } from "../../src/operations/live/live-availability.js";
import { deliverMessage } from "../../src/operations/outbox/deliver-message.js";
import { checkRefund } from "../../src/operations/payments/check-refund.js";
import { reconcilePayment } from "../../src/operations/payments/reconcile-payment.js";
import { deliverEvent } from "../../src/operations/webhook-endpoints/deliver-event.js";
import { findBreaches } from "../../src/queries/invariants.js";
import { failOutbox, finishOutbox, leaseOutbox } from "../../src/queries/outbox.js";
import { leaseDuePayments } from "../../src/queries/payments.js";
import { leaseDueRefunds } from "../../src/queries/refunds.js";
import { leaseDeliveries } from "../../src/queries/webhook-deliveries.js";
import { createTestDatabase } from "./database.js";
import { FakeGateway } from "./fake-gateway.js";

export interface TestAppOptions {
  payments?: PaymentGateway;
  defaultPaymentCredentials?: ProviderCredentials;
  /** Default is the production one, that reaches the public internet alone. */
  webhooks?: WebhookSenderOptions;
  /** Default is the production one, likewise. */
  calendars?: CalendarReaderOptions;
  /** Connections to the database. Default is 20. */
  max?: number;
  /** Whether X-Forwarded-For names the client. Default is false: all requests come from one. */
  trustProxy?: boolean;
  /** A mail server that mails really go to; they are in `mails` and `ownerMails` too. Default is none. */
  smtpUrl?: string;
}

/** An answer, with its JSON parsed. */
export interface Answer<T = any> {
  status: number;
  body: T;
  headers: Headers;
}

export interface RequestOptions {
  key?: string | undefined;
  token?: string | undefined;
  idempotencyKey?: string | undefined;
  headers?: Record<string, string>;
}

/** Where the owners of tests read mail. */
const OWNERS_HOST = "@business.test";

/** The whole API in process, on a database of its own. Call it at the top level of a test file. */
export async function createTestApp(options: TestAppOptions = {}) {
  const database = await createTestDatabase({ max: options.max ?? 20 });
  const mails: CapturedMail[] = [];
  const ownerMails: CapturedMail[] = [];
  const gateway = new FakeGateway();
  const mailer = createMailer({ ...(options.smtpUrl && { smtpUrl: options.smtpUrl }), from: "Holdfast <bookings@test.example>", onMail: (mail) => (mail.to.includes(OWNERS_HOST) ? ownerMails : mails).push(mail) });
  const log = createLog(process.env.TEST_LOG ?? "silent");
  const deps: Deps = {
    sql: database.sql,
    keyring: createKeyring("a secret of at least thirty-two characters"),
    payments: options.payments ?? gateway,
    defaultPaymentCredentials: options.defaultPaymentCredentials,
    mailer,
    webhooks: createWebhookSender(options.webhooks),
    calendars: createCalendarReader(options.calendars),
    // In this thread: the one that is apart has a test of its own.
    expandCalendar: async (text, query) => busyTimesOf(text, query),
    log,
    metrics: createMetrics(),
    publicUrl: "https://booking.test",
    live: new LiveAvailability(database.sql, log, { gatherMs: 1 }),
    wakeOutbox: () => {},
    stopping: new AbortController().signal,
  };
  const app = createApp(deps, { trustProxy: options.trustProxy ?? false });
  afterAll(async () => {
    await deps.live.stop();
    mailer.close();
  });

  async function request<T = any>(method: string, path: string, body?: unknown, { key, token, idempotencyKey, headers }: RequestOptions = {}): Promise<Answer<T>> {
    const response = await app.request(path, {
      method,
      headers: {
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(key && { Authorization: `Bearer ${key}` }),
        ...(token && { "Holdfast-Token": token }),
        ...(idempotencyKey && { "Idempotency-Key": idempotencyKey }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" || body instanceof Uint8Array ? body as string : JSON.stringify(body) }),
    });
    // A stream never ends by itself: its beginning tells enough.
    const text = response.headers.get("Content-Type")?.startsWith("text/event-stream") ? await firstChunk(response) : await response.text();
    const isJson = response.headers.get("Content-Type")?.includes("json");
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T, headers: response.headers };
  }

  return {
    ...database,
    deps,
    app,
    /** To customers. */
    mails,
    /** To the owners of businesses that `createBusiness` made. */
    ownerMails,
    gateway,
    request,
    /** Does what the outbox worker does, until nothing is due. */
    async deliverOutbox() {
      for (;;) {
        const batch = await leaseOutbox(deps.sql, "", 50, 60);
        if (batch.length === 0) return;
        for (const message of batch) {
          try {
            await deliverMessage(deps, message);
            await finishOutbox(deps.sql, message);
          } catch (error) {
            await failOutbox(deps.sql, message, String(error), 60_000);
          }
        }
      }
    },
    /** Does what the webhook worker does, until nothing is due. */
    async deliverWebhooks() {
      for (;;) {
        const batch = await leaseDeliveries(deps.sql, { limit: 50, perEndpoint: 50, busy: [], leaseSeconds: 60 });
        if (batch.length === 0) return;
        await Promise.all(batch.map((delivery) => deliverEvent(deps, delivery)));
      }
    },
    /** Does what the reconciler does, until nothing is due. */
    async reconcile() {
      for (;;) {
        const [payments, refunds] = await Promise.all([leaseDuePayments(deps.sql, 50, 180), leaseDueRefunds(deps.sql, 50, 180)]);
        if (payments.length + refunds.length === 0) return;
        for (const { tenantId, paymentId } of payments) await reconcilePayment(deps, tenantId, paymentId);
        for (const due of refunds) await checkRefund(deps, due);
      }
    },
    /** Every row that breaks an invariant; empty when all is well. */
    breaches: () => findBreaches(deps.sql),
  };
}

async function firstChunk(response: Response): Promise<string> {
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

export type TestApp = Awaited<ReturnType<typeof createTestApp>>;
