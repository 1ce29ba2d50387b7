import type { Logger } from "pino";
import type { Sql } from "./database/connect.js";
import type { CalendarReader } from "./gateways/calendar-reader.js";
import type { Mailer } from "./gateways/mailer.js";
import type { PaymentGateway, ProviderCredentials } from "./gateways/payment-gateway.js";
import type { WebhookSender } from "./gateways/webhook-sender.js";
import type { Keyring } from "./keyring.js";
import type { Metrics } from "./observability/metrics.js";
import type { ExpandCalendar } from "./operations/calendars/expand-apart.js";
import type { LiveAvailability } from "./operations/live/live-availability.js";

/** What operations need of the world; built once per process in `api.ts`, by hand in tests. */
export interface Deps {
  sql: Sql;
  keyring: Keyring;
  payments: PaymentGateway;
  /** The account that takes payments for tenants who have not connected their own. Default is none. */
  defaultPaymentCredentials: ProviderCredentials | undefined;
  mailer: Mailer;
  /** Posts to addresses that tenants name, and nowhere that they must not reach. */
  webhooks: WebhookSender;
  /** Reads calendars at addresses that tenants name, and nowhere that it must not look. */
  calendars: CalendarReader;
  /** Works out when somebody is busy by a calendar, whatever stands in it. */
  expandCalendar: ExpandCalendar;
  /** Of one request, each line with its id. */
  log: Logger;
  metrics: Metrics;
  /** The address customers reach the server at, without a trailing slash; links in mails begin with it. */
  publicUrl: string;
  /** Told after a commit what became free or was taken; tells those who watch. */
  live: LiveAvailability;
  /** Wakes the workers that deliver, after a commit that left something for them. */
  wakeOutbox: () => void;
  /** Aborted once this process is to stop: running requests finish, streams end, nothing long is begun. */
  stopping: AbortSignal;
}
