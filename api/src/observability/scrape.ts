import { poolUse } from "../database/connect.js";
import { type Backlog, readBacklog } from "../queries/backlog.js";
import type { Deps } from "../deps.js";
import { Gauge, type Instrument } from "./instruments.js";
import { instrumentsOf, type Metrics } from "./metrics.js";
import { processGauges } from "./process-gauges.js";
import { within } from "./within.js";

/** How long the database has to answer, in milliseconds. Scrapers wait ten seconds. */
const ANSWER_MS = 2000;
/** Several scrapers, or one that asks often, cost the database one query in this time, in milliseconds. */
const KEPT_MS = 5000;

type Observed = Pick<Deps, "sql" | "metrics" | "live">;

const scrapes = new WeakMap<Metrics, () => Promise<string>>();

/** Everything that is known, in the text format of Prometheus. A database that does not answer is told of, and fails nothing. */
export function scrape(deps: Observed): Promise<string> {
  let ask = scrapes.get(deps.metrics);
  if (!ask) scrapes.set(deps.metrics, (ask = createScrape(deps)));
  return ask();
}

function createScrape({ sql, metrics, live }: Observed): () => Promise<string> {
  let backlog: Backlog | undefined;
  const waiting = (name: string, help: string, read: (backlog: Backlog) => ReturnType<Gauge["read"]>) =>
    new Gauge(name, `${help} In all processes: the same from each.`, () => backlog && read(backlog));
  const pool = (name: string, help: string, read: (use: NonNullable<ReturnType<typeof poolUse>>) => number, type?: "counter") =>
    new Gauge(name, help, () => {
      const use = poolUse(sql);
      return use && read(use);
    }, type);
  const instruments: Instrument[] = [
    ...instrumentsOf(metrics),
    new Gauge("holdfast_live_listeners", "Who watches availability in this process.", () => live.listeners),
    new Gauge("holdfast_database_up", "Whether the database answered when this was asked.", () => (backlog ? 1 : 0)),
    waiting("holdfast_holds_live", "Holds that keep their slot.", ({ liveHolds }) => liveHolds),
    waiting("holdfast_outbox_messages", "Messages that are not delivered yet.", ({ outboxMessages }) => outboxMessages),
    waiting("holdfast_outbox_oldest_due_seconds", "How long the message that waits longest is due.", ({ outboxOldestSeconds }) => outboxOldestSeconds),
    waiting("holdfast_webhook_deliveries", "Deliveries to webhook endpoints that are neither done nor given up.", ({ webhookDeliveries }) => webhookDeliveries),
    waiting("holdfast_webhook_oldest_due_seconds", "How long the delivery to a webhook endpoint that waits longest is due.", ({ webhookOldestSeconds }) => webhookOldestSeconds),
    waiting("holdfast_payments_due", "Payments and refunds that the reconciler should ask about now.", ({ paymentsDue }) => paymentsDue),
    waiting("holdfast_refunds_pending", "Refunds that are not over.", ({ refundsPending }) => refundsPending),
    waiting("holdfast_payment_alerts_open", "What about payments needs a person, by kind.", ({ openAlerts }) => openAlerts.map(({ kind, count }) => [{ kind }, count] as const)),
    pool("holdfast_database_connections", "Connections that are open or being opened.", ({ connections }) => connections),
    pool("holdfast_database_transactions", "Transactions under way.", ({ transactions }) => transactions),
    pool("holdfast_database_transactions_limit", "Most transactions at once (DATABASE_POOL).", ({ mostTransactions }) => mostTransactions),
    pool("holdfast_database_transactions_waiting", "Transactions that wait for a connection.", ({ waiting }) => waiting),
    pool("holdfast_database_statements", "Single statements under way.", ({ statements }) => statements),
    pool("holdfast_database_wait_timeouts_total", "Transactions and statements that waited too long for a connection (DATABASE_WAIT).", ({ timeouts }) => timeouts, "counter"),
    pool("holdfast_database_connections_cut_total", "Connections that were cut because the database had fallen silent.", ({ cut }) => cut, "counter"),
    ...processGauges(),
  ];
  let known: Promise<Backlog | undefined> | undefined;
  let knownUntil = 0;
  return async () => {
    if (!known || performance.now() >= knownUntil) {
      known = within(ANSWER_MS, readBacklog(sql)).catch(() => undefined);
      knownUntil = performance.now() + KEPT_MS;
    }
    backlog = await known;
    // What is down is asked again the next time: a database that is back should be seen at once.
    if (!backlog) known = undefined;
    return instruments.map((instrument) => instrument.text()).join("");
  };
}
