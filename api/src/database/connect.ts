import postgres from "postgres";
import { type PoolUse, PoolWatch } from "./pool-watch.js";

/** A connection pool: the only thing that can begin a transaction. */
export type Sql = postgres.Sql;

/** A pool or an open transaction: what every query takes as its first argument. */
export type Connection = postgres.ISql;

/** An open transaction, with savepoints. */
export type Transaction = postgres.TransactionSql;

export interface ConnectOptions {
  /** Most transactions open at once. Default is 10; 1 makes one connection serve everything, without the limits below. */
  max?: number;
  /** Whether statements are prepared by name. Default is true; PgBouncer before 1.21 needs false. */
  prepare?: boolean;
  /** Seconds to wait for a connection to be made before the query fails. Default is 10. */
  connectTimeoutSeconds?: number;
  /** Seconds after which an unused connection is closed. Default is never. */
  idleTimeoutSeconds?: number;
  /**
   * Seconds after which a connection is replaced by a fresh one. Default is 30 to 60 minutes, drawn by chance;
   * null keeps it for ever (a session whose locks matter).
   */
  maxLifetimeSeconds?: number | null;
  /** What the server says beside its answers ("relation already exists, skipping"). Default ignores it. */
  onNotice?: (notice: postgres.Notice) => void;
  /** Seconds to wait for a connection to come free before the query fails with `POOL_TIMEOUT`. Default is for ever. */
  waitSeconds?: number;
  /** Seconds after which the server ends a statement. Default is the server's, normally never. */
  statementTimeoutSeconds?: number;
  /** Seconds after which the server ends a session that does nothing in an open transaction. Default is the server's. */
  idleInTransactionSeconds?: number;
  /** Seconds that a connection may say nothing while an answer is due; then it is cut. Default is for ever. */
  silentSeconds?: number;
  /**
   * Whether a pooler lends a server connection per transaction. It refuses time-outs at the start of a session, so they
   * are set in each transaction; for single statements the role has to have them. Default is false.
   */
  pooled?: boolean;
  /** PostgreSQL past the pooler: LISTEN works only there. Default is `url`; behind a pooler nothing is heard then. */
  directUrl?: string;
}

/** What an installation can set. */
export type DatabaseOptions = Pick<ConnectOptions, "pooled" | "prepare" | "directUrl" | "waitSeconds" | "statementTimeoutSeconds" | "idleInTransactionSeconds">;

/** Single statements are answered fast and share connections, so a few are enough. */
const MOST_FOR_STATEMENTS = 8;

/** A dead peer is noticed on an unused connection after this many seconds and ten more; a used one is watched. */
const KEEP_ALIVE_SECONDS = 15;

const watches = new WeakMap<Sql, PoolWatch>();

/** How a pool is used; undefined for a single connection. */
export const poolUse = (sql: Sql): PoolUse | undefined => watches.get(sql)?.use;

/**
 * Opens a pool; connections are made when first needed, and again when they were lost.
 *
 * Transactions have connections of their own, beside up to 8 for single statements. On one that both share,
 * postgres.js 3.4.9 can send BEGIN behind other statements without reserving it: the transaction then fails with
 * UNSAFE_TRANSACTION, and statements of others run inside it. To be removed once porsager/postgres#1189 is mended.
 *
 * Column names are snake_case in SQL and camelCase in rows. Values: `int8` is a number (a value beyond
 * Number.MAX_SAFE_INTEGER fails the query), `date` is "YYYY-MM-DD", `timestamptz` is a Date, `json` is as stored,
 * `numeric` and ranges are strings.
 */
export function connect(url: string, options: ConnectOptions = {}): Sql {
  const max = options.max ?? 10;
  if (max === 1) return open(url, { ...options, max });
  const inMs = (seconds: number | undefined) => seconds && seconds * 1000;
  const watch = new PoolWatch({ most: max, waitMs: inMs(options.waitSeconds), silentMs: inMs(options.silentSeconds) });
  const statements = open(url, { ...options, max: Math.min(max, MOST_FOR_STATEMENTS) }, watch);
  const transactions = open(url, { ...options, max }, watch);
  // Unwatched: it is silent for as long as nobody has anything to tell.
  const listener = open(options.directUrl ?? url, { ...options, pooled: false, max: 1 });

  const watched = <Q>(made: Q): Q => {
    if (made instanceof Promise) watch.watch(made as unknown as postgres.PendingQuery<postgres.Row[]>);
    return made;
  };
  // A statement, or what helps to write one: names, values, parts. Parts are never sent, so watching them costs nothing.
  const tag = (...args: Parameters<Sql>) => watched(statements(...args));
  const unsafe = (...args: Parameters<Sql["unsafe"]>) => watched(statements.unsafe(...args));
  const begin = (...args: [unknown]) => watch.transaction(() => beginWithTimeouts(transactions, options, args));
  const pool = Object.assign(tag, statements, {
    unsafe,
    begin,
    reserve: transactions.reserve,
    listen: options.pooled && !options.directUrl ? hearNothing : listener.listen,
    async end(ending?: { timeout?: number }) {
      watch.stop();
      await Promise.all([statements, transactions, listener].map((one) => one.end(ending)));
    },
  }) as unknown as Sql;
  watches.set(pool, watch);
  return pool;
}

/** Through a pooler, LISTEN succeeds on a connection that the next one gets. */
async function hearNothing(_channel: string, _onPayload: (payload: string) => void, onConnected?: () => void) {
  onConnected?.();
  return { state: undefined, unlisten: async () => {} };
}

type TransactionWork = (tx: Transaction) => unknown;

/** Begins a transaction; behind a pooler with its time-outs, which go with the first statement and cost no round trip. */
function beginWithTimeouts(transactions: Sql, options: ConnectOptions, args: [unknown] | [unknown, unknown]) {
  const work = args.at(-1) as TransactionWork;
  const mode = args.length > 1 ? (args[0] as string) : "";
  const settings = options.pooled ? Object.entries(timeouts(options)).map(([name, ms]) => `set local ${name} = ${ms}`) : [];
  if (settings.length === 0) return transactions.begin(mode, work);
  return transactions.begin(mode, (tx) => {
    // Where it fails, so does the statement behind it.
    tx.unsafe(settings.join("; ")).execute().catch(() => {});
    return work(tx);
  });
}

/** The server's settings, in milliseconds. */
const timeouts = ({ statementTimeoutSeconds, idleInTransactionSeconds }: ConnectOptions) => ({
  ...(statementTimeoutSeconds && { statement_timeout: statementTimeoutSeconds * 1000 }),
  ...(idleInTransactionSeconds && { idle_in_transaction_session_timeout: idleInTransactionSeconds * 1000 }),
});

/** Half a second at most: a database that is back is to be noticed at once, and one that is away is told of at once. */
const backoffSeconds = (failures: number) => Math.min(0.05 * 2 ** failures, 0.5) * (0.5 + Math.random() / 2);

function open(url: string, options: ConnectOptions & { max: number }, watch?: PoolWatch): Sql {
  return postgres(url, {
    max: options.max,
    prepare: options.prepare ?? true,
    connect_timeout: options.connectTimeoutSeconds ?? 10,
    keep_alive: KEEP_ALIVE_SECONDS,
    backoff: backoffSeconds,
    ...(options.idleTimeoutSeconds === undefined ? {} : { idle_timeout: options.idleTimeoutSeconds }),
    ...(options.maxLifetimeSeconds === undefined ? {} : { max_lifetime: options.maxLifetimeSeconds }),
    ...(watch && { socket: watch.socketMaker() }),
    onnotice: options.onNotice ?? (() => {}),
    // Not `postgres.camel`: that rewrites the keys inside json values too, so a stored webhook body would change.
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    types: {
      int8: { to: 20, from: [20], serialize: (value: number | bigint) => value.toString(), parse: parseInt8 },
      // Left as text: a calendar date has no instant, and a Date would shift it with the process's zone.
      calendarDate: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (raw: string) => raw },
    },
    // One zone whatever the server's configuration says, so that casts between text and instants never vary.
    connection: { application_name: "holdfast", TimeZone: "UTC", ...(options.pooled ? {} : timeouts(options)) },
  }) as unknown as Sql;
}

function parseInt8(raw: string): number {
  const value = Number(raw);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The bigint ${raw} does not fit a JavaScript number exactly`);
  return value;
}
