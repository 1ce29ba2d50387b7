import { prepareBinaries, type Binaries } from "./embedded/binaries.js";
import { openData } from "./embedded/data-folder.js";
import { EmbeddedServerError, reasonOf } from "./embedded/error.js";
import { type Home, openHome } from "./embedded/home.js";
import { launch, shutDown } from "./embedded/launch.js";
import { answers, type Lease, takeLease, urlOf } from "./embedded/lease.js";
import { findLiving, untilReady } from "./embedded/lock-file.js";
import { choosePort, portTaken } from "./embedded/port.js";

export { EmbeddedServerError } from "./embedded/error.js";

export interface EmbeddedServerOptions {
  /** Folder that keeps the database from one start to the next; made where it is missing. */
  dataDirectory: string;
  /** Port on 127.0.0.1. Default is the one used last time, or a free one. */
  port?: number;
  /** Whether what is committed survives a power failure. Default is true; false is faster, for tests. */
  durable?: boolean;
  /** Server settings (postgresql.conf) beside or instead of ours, for a server that this call starts. */
  settings?: Record<string, string>;
  /** Seconds that `stop` waits for the server's own shutdown before it is cut off. Default is 10. */
  stopGraceSeconds?: number;
  /** Told, in sentences, what a person may wonder about. Default is nobody. */
  onLog?: (line: string) => void;
}

export interface EmbeddedServer {
  /** Address of the database `holdfast`, with its password; its role may do everything on this server. */
  url: string;
  port: number;
  /** Whether the server ran already: left by a process that was killed, or used by another one at the same time. */
  reused: boolean;
  /** Ends the server, unless another process still uses it. Close your own connections first. */
  stop(): Promise<void>;
}

interface Running {
  port: number;
  reused: boolean;
  lease: Lease;
}

const maxStarts = 5;

/**
 * Starts a real PostgreSQL on a folder, or takes over the one that already runs on it. It listens on 127.0.0.1 alone,
 * with a password that is made with the data. It outlives this process where `stop` is not called, and the next start
 * finds it.
 *
 * @throws EmbeddedServerError with one sentence that says what to do
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  try {
    return await open(options);
  } catch (error) {
    if (error instanceof EmbeddedServerError) throw error;
    throw new EmbeddedServerError(
      `PostgreSQL cannot be started on ${options.dataDirectory}: ${reasonOf(error)}. Mend that, or set DATABASE_URL to a server of your own.`,
      { cause: error },
    );
  }
}

async function open(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { durable = true, stopGraceSeconds = 10, onLog = () => {} } = options;
  const home = await openHome(options.dataDirectory, onLog);
  const binaries = await prepareBinaries(home.folder, home.account);
  const password = await openData(home, binaries, { durable });
  const { port, reused, lease } = await reuseOrStart(home, binaries, password, options);
  if (reused) onLog(`Using the PostgreSQL server that already runs on ${home.folder}`);

  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    // A server that no longer answers has no other users either.
    const alone = await lease.claimAlone().catch(() => true);
    if (alone) await shutDown(home, binaries, stopGraceSeconds);
    else onLog(`Another process still uses the PostgreSQL server on ${home.folder}: it is left running`);
    await lease.end();
  };
  return { url: urlOf(port, password), port, reused, stop: () => (stopping ??= stop()) };
}

/** Two processes may start at once, and a server may end while it is being found: so the question is asked again. */
async function reuseOrStart(
  home: Home,
  binaries: Binaries,
  password: string,
  options: EmbeddedServerOptions,
): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    const running = (await reuse(home, binaries, password, options)) ?? (await start(home, binaries, password, options));
    if (typeof running === "object") return running;
    if (attempt === maxStarts) {
      throw new EmbeddedServerError(`PostgreSQL did not start; its last words, from ${home.logFile}: ${lastWords(running)}`);
    }
  }
}

async function reuse(
  home: Home,
  binaries: Binaries,
  password: string,
  options: EmbeddedServerOptions,
): Promise<Running | undefined> {
  const living = await findLiving(home.data, ({ port }) => answers(port, password));
  if (!living) return undefined;
  const lease = await takeLease(living.port, password).catch(() => undefined);
  if (!lease) return undefined;
  if (options.port === undefined || options.port === living.port) return { port: living.port, reused: true, lease };
  const alone = await lease.claimAlone();
  if (alone) await shutDown(home, binaries, options.stopGraceSeconds ?? 10);
  await lease.end();
  if (alone) return undefined;
  throw new EmbeddedServerError(
    `Another process uses the database in ${home.folder} on port ${living.port}: stop it, or leave the port ${options.port} out.`,
  );
}

/** The running server; or the log of one that ended for a reason that another attempt may not meet. */
async function start(
  home: Home,
  binaries: Binaries,
  password: string,
  options: EmbeddedServerOptions,
): Promise<Running | string> {
  const port = await choosePort(home, options.port);
  const outcome = await untilReady(home.data, await launch(home, binaries, settingsOf(port, options)));
  if (outcome === undefined) {
    // Refused where a process that came to it first has already stopped it again.
    const lease = await takeLease(port, password).catch(reasonOf);
    return typeof lease === "string" ? lease : { port, reused: false, lease };
  }
  const isPortTaken = /could not bind IPv4 address|could not create any TCP\/IP sockets/.test(outcome);
  if (isPortTaken && options.port !== undefined) throw portTaken(port);
  if (isPortTaken || /lock file "postmaster.pid" already exists|shared memory block/.test(outcome)) return outcome;
  throw new EmbeddedServerError(
    `PostgreSQL ended while it started: ${lastWords(outcome)} (all of it is in ${home.logFile}); move ${home.folder} away for a new start.`,
  );
}

function settingsOf(port: number, options: EmbeddedServerOptions): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    logging_collector: "off",
    log_destination: "stderr",
    // Refused statements are the application's to report: a lost race is an error to the server, and would fill a log.
    log_min_messages: "log",
    log_checkpoints: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(options.durable === false ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
    ...options.settings,
  };
}

/** What PostgreSQL said to explain its end, without its time stamps. */
function lastWords(log: string): string {
  const said = log.split("\n").filter((line) => /(FATAL|PANIC|DETAIL|HINT):/.test(line));
  const lines = said.length > 0 ? said : log.trim().split("\n").slice(-3);
  return lines.map((line) => line.replace(/^.*?(?:FATAL|PANIC|DETAIL|HINT):\s*/, "")).join(" ");
}
