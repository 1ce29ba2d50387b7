import { pino } from "pino";
import { createApp } from "./app.js";
import { connect } from "./database/connect.js";
import type { Deps } from "./deps.js";
import { type CapturedMail, createMailer } from "./gateways/mailer.js";
import type { ProviderCredentials } from "./gateways/payment-gateway.js";
import { createRazorpayGateway, type RazorpayOptions } from "./gateways/razorpay.js";
import { createKeyring } from "./keyring.js";
import { LiveAvailability } from "./operations/live/live-availability.js";
import { deliverOutbox } from "./workers/deliver-outbox.js";
import { expireHolds, forgetAnswers } from "./workers/expire-holds.js";
import { reconcilePayments } from "./workers/reconcile-payments.js";

export interface ApiOptions {
  databaseUrl: string;
  /** Connections to PostgreSQL. Default is 20. */
  databasePool?: number;
  /** At least 32 characters; every key is derived from it. */
  secret: string;
  /** The address customers reach the server at. */
  publicUrl: string;
  mail: { smtpUrl?: string; from: string; onMail?: (mail: CapturedMail) => void };
  razorpay?: RazorpayOptions & { defaultCredentials?: ProviderCredentials };
  /** Default is false. */
  trustProxy?: boolean;
  /** Default is info. */
  logLevel?: string;
}

/** The API with its workers, ready to be mounted or listened with; nothing runs until asked to. */
export function createApi(options: ApiOptions) {
  const log = pino({ level: options.logLevel ?? "info", base: { name: "holdfast" } });
  const sql = connect(options.databaseUrl, { max: options.databasePool ?? 20 });
  const mailer = createMailer(options.mail);
  const deps: Deps = {
    sql,
    keyring: createKeyring(options.secret),
    payments: createRazorpayGateway(options.razorpay),
    defaultPaymentCredentials: options.razorpay?.defaultCredentials,
    mailer,
    log,
    publicUrl: options.publicUrl.replace(/\/+$/, ""),
    live: new LiveAvailability(sql, log),
    wakeOutbox: () => outbox.wake(),
  };
  const outbox = deliverOutbox(deps);
  const workers = [outbox, expireHolds(deps), forgetAnswers(deps), reconcilePayments(deps)];
  return {
    app: createApp(deps, { trustProxy: options.trustProxy ?? false }),
    startWorkers() {
      for (const worker of workers) worker.start();
    },
    /** Ends the workers after their round, then the connections. */
    async stop() {
      await Promise.all([deps.live.stop(), ...workers.map((worker) => worker.stop())]);
      mailer.close();
      await sql.end({ timeout: 5 });
    },
  };
}
