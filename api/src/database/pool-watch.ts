import { connect as connectSocket, type Socket } from "node:net";
import type postgres from "postgres";

/** No connection came free in time. Nothing was sent to the server, unless it was a statement in line behind others. */
export class PoolTimeout extends Error {
  override readonly name = "PoolTimeout";
  readonly code = "POOL_TIMEOUT";
}

export interface PoolLimits {
  /** Most transactions at once; more wait in line. */
  most: number;
  /** How long a transaction or a statement waits for a connection, in milliseconds. Default is for ever. */
  waitMs: number | undefined;
  /**
   * How long a connection may say nothing while an answer is due, in milliseconds; then it is cut. More than the
   * server's statement time-out. Default is for ever.
   */
  silentMs: number | undefined;
}

/** How a pool is used at this moment, and what happened to it since it was opened. */
export interface PoolUse {
  /** Connections that are open or being opened. */
  connections: number;
  transactions: number;
  mostTransactions: number;
  /** Transactions that wait for a connection. */
  waiting: number;
  /** Single statements under way. */
  statements: number;
  /** How many waited too long. */
  timeouts: number;
  /** How many connections were cut because their server had fallen silent. */
  cut: number;
}

/** What the types of postgres.js 3.4.9 leave out of its queries. */
interface Statement {
  handler(statement: Statement): void;
  resolve(value: unknown): void;
  reject(error: unknown): void;
  cancel(): void;
  /** The connection that has it; null while it waits for one. */
  state: object | null;
  /** Whether it is the one that its connection works on, and not in line behind others. */
  active: boolean;
  cancelled: unknown;
}

interface Waiting {
  since: number;
  enter: () => void;
  reject: (error: PoolTimeout) => void;
}

/**
 * Bounds what postgres.js leaves open: how long work waits for a connection, and how long for a server that has gone
 * without a word (its network, not its process: TCP alone tells after a quarter of an hour).
 */
export class PoolWatch {
  /** A clock that stands still while this process does: what a busy process has not read yet is nobody's silence. */
  #nowMs = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Transactions that could begin now. */
  #places: number;
  #waiting: Waiting[] = [];
  #transactions = new Set<{ since: number }>();
  #statements = new Map<Statement, { since: number }>();
  #sockets = new Map<Socket, { bytes: number; since: number }>();
  #timeouts = 0;
  #cut = 0;

  constructor(readonly limits: PoolLimits) {
    this.#places = limits.most;
    const shortest = Math.min(limits.waitMs ?? Infinity, limits.silentMs ?? Infinity);
    if (shortest === Infinity) return;
    const tickMs = Math.min(250, shortest / 4);
    let last = performance.now();
    this.#timer = setInterval(() => {
      const now = performance.now();
      this.#nowMs += Math.min(now - last, tickMs * 2);
      last = now;
      this.#look();
    }, tickMs).unref();
  }

  get use(): PoolUse {
    this.#forgetClosed();
    return {
      connections: this.#sockets.size,
      transactions: this.#transactions.size,
      mostTransactions: this.limits.most,
      waiting: this.#waiting.length,
      statements: this.#statements.size,
      timeouts: this.#timeouts,
      cut: this.#cut,
    };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Runs a transaction once fewer than the most are running. @throws {PoolTimeout} where that takes too long. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.#places > 0) this.#places -= 1;
    else await new Promise<void>((enter, reject) => this.#waiting.push({ since: this.#nowMs, enter, reject }));
    const running = { since: this.#nowMs };
    this.#transactions.add(running);
    try {
      return await work();
    } finally {
      this.#transactions.delete(running);
      // Handed over, or somebody who did not wait could come in between.
      const next = this.#waiting.shift();
      if (next) next.enter();
      else this.#places += 1;
    }
  }

  /** Looks after a statement from when it is sent until it is answered. */
  watch(query: postgres.PendingQuery<postgres.Row[]>): void {
    const statement = query as unknown as Statement;
    const send = statement.handler;
    statement.handler = () => {
      const { resolve, reject } = statement;
      this.#statements.set(statement, { since: this.#nowMs });
      statement.resolve = (value) => {
        this.#statements.delete(statement);
        resolve(value);
      };
      statement.reject = (error) => {
        this.#statements.delete(statement);
        reject(error);
      };
      send(statement);
    };
  }

  /** Makes the sockets of a pool, in place of postgres.js. Of several hosts each is tried in turn. */
  socketMaker() {
    let turn = 0;
    return ({ host, port, path }: { host: string[]; port: number[]; path: string | false }): Socket => {
      const at = turn++ % host.length;
      const place = path ? { path } : { host: host[at]!, port: Number(port[at]) };
      const socket = connectSocket(place);
      this.#forgetClosed();
      this.#sockets.set(socket, { bytes: 0, since: this.#nowMs });
      // postgres.js reads these: for its messages, and for the server's name in TLS.
      return Object.assign(socket, place);
    };
  }

  /** Not by an event: postgres.js takes all listeners off where it turns a socket over to TLS. */
  #forgetClosed(): void {
    for (const socket of this.#sockets.keys()) if (socket.destroyed) this.#sockets.delete(socket);
  }

  #look(): void {
    this.#forgetClosed();
    for (const [socket, heard] of this.#sockets)
      if (socket.bytesRead !== heard.bytes) Object.assign(heard, { bytes: socket.bytesRead, since: this.#nowMs });
    this.#giveUp();
    this.#cutSilent();
  }

  #giveUp(): void {
    const { waitMs } = this.limits;
    if (waitMs === undefined) return;
    const limit = this.#nowMs - waitMs;
    while (this.#waiting[0] && this.#waiting[0].since <= limit) this.#waiting.shift()!.reject(this.#timeout());
    for (const [statement, { since }] of this.#statements) {
      if (since > limit) break;
      if (statement.active) continue;
      statement.reject(this.#timeout());
      if (statement.state) continue;
      // Out of the line, so that nobody does what nobody waits for any more. Not marked as cancelled: a connection that
      // is being made for it would take that for a reason to do nothing at all, ever.
      statement.cancel();
      statement.cancelled = null;
    }
  }

  #timeout(): PoolTimeout {
    this.#timeouts += 1;
    return new PoolTimeout("No connection to the database came free in time.");
  }

  /**
   * The server ends every statement in less time than this: where one is still not answered, its connection is dead.
   * postgres.js does not say which one that is, so all go that were silent for so long; idle ones are made again.
   */
  #cutSilent(): void {
    const { silentMs } = this.limits;
    if (silentMs === undefined) return;
    const limit = this.#nowMs - silentMs;
    const isOld = ({ since }: { since: number }) => since <= limit;
    // Each in the order they began: the first is the oldest.
    const [transaction] = this.#transactions;
    const [statement] = this.#statements.values();
    if (!(transaction && isOld(transaction)) && !(statement && isOld(statement))) return;
    for (const [socket, heard] of this.#sockets) {
      if (!isOld(heard)) continue;
      this.#cut += 1;
      socket.destroy(Object.assign(new Error("The database does not answer."), { code: "ETIMEDOUT" }));
    }
  }
}
