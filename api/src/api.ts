import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "./app.js";
import { connect, type DatabaseOptions } from "./database/connect.js";
import type { Deps } from "./deps.js";
import { createCalendarReader } from "./gateways/calendar-reader.js";
import { type CapturedMail, createMailer } from "./gateways/mailer.js";
import type { ProviderCredentials } from "./gateways/payment-gateway.js";
import { createWebhookSender, type WebhookSenderOptions } from "./gateways/webhook-sender.js";
import { createRazorpayGateway, type RazorpayOptions } from "./gateways/razorpay.js";
import { createKeyring } from "./keyring.js";
import { createLog } from "./observability/log.js";
import { createMetrics } from "./observability/metrics.js";
import { expandApart } from "./operations/calendars/expand-apart.js";
import { LiveAvailability } from "./operations/live/live-availability.js";
import { declineUnanswered } from "./workers/decline-unanswered.js";
import { deliverOutbox } from "./workers/deliver-outbox.js";
import { deliverWebhooks, tidyWebhooks } from "./workers/deliver-webhooks.js";
import { expireHolds, forgetAnswers } from "./workers/expire-holds.js";
import { forgetSignIns } from "./workers/forget-sign-ins.js";
import { readCalendars } from "./workers/read-calendars.js";
import { reconcilePayments } from "./workers/reconcile-payments.js";
import { remindCustomers } from "./workers/remind-customers.js";

export interface ApiOptions {
  databaseUrl: string;
  /** Connections to PostgreSQL, 2 at least. Default is 20. */
  databasePool?: number;
  database?: DatabaseOptions;
  /** At least 32 characters; every key is derived from it. */
  secret: string;
  /** The address customers reach the server at. */
  publicUrl: string;
  mail: { smtpUrl?: string; from: string; onMail?: (mail: CapturedMail) => void };
  razorpay?: RazorpayOptions & { defaultCredentials?: ProviderCredentials };
  webhooks?: Pick<WebhookSenderOptions, "allowPrivateNetworks">;
  /** Default is false. */
  trustProxy?: boolean;
  /** Default is info. */
  logLevel?: string;
}

/** The API with its workers, ready to be mounted or listened with; nothing runs until asked to. */
export function createApi(options: ApiOptions) {
  const log = createLog(options.logLevel ?? "info");
  const { statementTimeoutSeconds = 15, idleInTransactionSeconds = 30, waitSeconds = 10, pooled = false, directUrl } = options.database ?? {};
  const sql = connect(options.databaseUrl, {
    ...options.database,
    max: options.databasePool ?? 20,
    connectTimeoutSeconds: 5,
    waitSeconds,
    statementTimeoutSeconds,
    idleInTransactionSeconds,
    // Whatever the server was asked, it has said something by then.
    silentSeconds: statementTimeoutSeconds + 5,
  });
  if (pooled && !directUrl) log.warn("DATABASE_DIRECT_URL is not set: who watches availability here learns of other processes' changes only by asking again.");
  const stopping = new AbortController();
  const mailer = createMailer(options.mail);
  const deps: Deps = {
    sql,
    keyring: createKeyring(options.secret),
    payments: createRazorpayGateway(options.razorpay),
    defaultPaymentCredentials: options.razorpay?.defaultCredentials,
    mailer,
    webhooks: createWebhookSender(options.webhooks),
    calendars: createCalendarReader(options.webhooks),
    expandCalendar: expandApart(),
    log,
    metrics: createMetrics(),
    publicUrl: options.publicUrl.replace(/\/+$/, ""),
    live: new LiveAvailability(sql, log),
    wakeOutbox() {
      for (const worker of [...outbox, webhooks]) worker.wake();
    },
    stopping: stopping.signal,
  };
  const outbox = [deliverOutbox(deps, "mail"), deliverOutbox(deps, "payment"), deliverOutbox(deps, "booking")];
  const webhooks = deliverWebhooks(deps);
  const workers = [
    ...outbox,
    webhooks,
    tidyWebhooks(deps),
    expireHolds(deps),
    forgetAnswers(deps),
    forgetSignIns(deps),
    reconcilePayments(deps),
    remindCustomers(deps),
    declineUnanswered(deps),
    readCalendars(deps),
  ];
  return {
    app: createApp(deps, { trustProxy: options.trustProxy ?? false }),
    startWorkers() {
      for (const worker of workers) worker.start();
    },
    /** From now on /readyz says 503, and streams of events end. Requests are still answered. */
    drain() {
      stopping.abort();
      void deps.live.stop();
    },
    /** Ends the workers after their round, or leaves it where that takes longer than `graceMs` (default 10,000); then the connections. */
    async stop(graceMs = 10_000) {
      stopping.abort();
      const ended = Promise.all([deps.live.stop(), ...workers.map((worker) => worker.stop())]);
      // What a round was at is leased: another process takes it over.
      await Promise.race([ended, sleep(graceMs, undefined, { ref: false })]);
      mailer.close();
      await sql.end({ timeout: 5 });
    },
  };
}
