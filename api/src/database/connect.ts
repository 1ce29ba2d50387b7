import postgres from "postgres";

/** A connection pool: the only thing that can begin a transaction. */
export type Sql = postgres.Sql;

/** A pool or an open transaction: what every query takes as its first argument. */
export type Connection = postgres.ISql;

/** An open transaction, with savepoints. */
export type Transaction = postgres.TransactionSql;

export interface ConnectOptions {
  /** Most transactions open at once. Default is 10; 1 makes one connection serve everything. */
  max?: number;
  /**
   * Whether statements are prepared by name. Default is true; false behind a pooler that lends a server
   * connection per transaction (PgBouncer before 1.21).
   */
  prepare?: boolean;
  /** Seconds to wait for a connection before the query fails. Default is 10. */
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
}

/** Single statements are answered fast and share connections, so a few are enough. */
const MOST_FOR_STATEMENTS = 8;

/**
 * Opens a pool; connections are made when first needed.
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
  const statements = open(url, { ...options, max: max === 1 ? 1 : Math.min(max, MOST_FOR_STATEMENTS) });
  if (max === 1) return statements;
  const transactions = open(url, { ...options, max });
  const endStatements = statements.end;
  return Object.assign(statements, {
    begin: transactions.begin,
    reserve: transactions.reserve,
    end: async (ending?: { timeout?: number }) => void (await Promise.all([endStatements(ending), transactions.end(ending)])),
  });
}

function open(url: string, options: ConnectOptions & { max: number }): Sql {
  return postgres(url, {
    max: options.max,
    prepare: options.prepare ?? true,
    connect_timeout: options.connectTimeoutSeconds ?? 10,
    ...(options.idleTimeoutSeconds === undefined ? {} : { idle_timeout: options.idleTimeoutSeconds }),
    ...(options.maxLifetimeSeconds === undefined ? {} : { max_lifetime: options.maxLifetimeSeconds }),
    onnotice: options.onNotice ?? (() => {}),
    // Not `postgres.camel`: that rewrites the keys inside json values too, so a stored webhook body would change.
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    types: {
      int8: { to: 20, from: [20], serialize: (value: number | bigint) => value.toString(), parse: parseInt8 },
      // Left as text: a calendar date has no instant, and a Date would shift it with the process's zone.
      calendarDate: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (raw: string) => raw },
    },
    // One zone whatever the server's configuration says, so that casts between text and instants never vary.
    connection: { application_name: "holdfast", TimeZone: "UTC" },
  }) as unknown as Sql;
}

function parseInt8(raw: string): number {
  const value = Number(raw);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The bigint ${raw} does not fit a JavaScript number exactly`);
  return value;
}
