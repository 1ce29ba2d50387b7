import { spawn } from "node:child_process";
import { open, readFile, stat } from "node:fs/promises";
import { type Finished, identity, run, serverEnvironment } from "./account.js";
import type { Binaries } from "./binaries.js";
import { EmbeddedServerError, reasonOf } from "./error.js";
import type { Home } from "./home.js";
import { holderOf, untilGone } from "./lock-file.js";

export interface LaunchedServer {
  /** Undefined where the program could not be started at all; `ended` then says why. */
  pid: number | undefined;
  /** Resolves with the last words of its log when the server has ended; never rejects. */
  ended: Promise<string>;
}

/** Beyond this size the log is begun anew. */
const logLimitBytes = 5_000_000;

/**
 * Starts the server in a session of its own, so that Ctrl-C in the terminal reaches only this process, which drains
 * before it stops the database, and so that the server outlives a kill of this process.
 */
export async function launch(home: Home, binaries: Binaries, settings: Record<string, string>): Promise<LaunchedServer> {
  const size = await stat(home.logFile).then((info) => info.size, () => 0);
  const startsAt = size > logLimitBytes ? 0 : size;
  // A file and not a pipe: the server goes on writing when this process is gone.
  const log = await open(home.logFile, startsAt === 0 ? "w" : "a");
  try {
    const child = spawn(
      binaries.postgres,
      ["-D", home.data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      {
        cwd: home.folder,
        env: serverEnvironment(),
        stdio: ["ignore", log.fd, log.fd],
        detached: true,
        windowsHide: true,
        ...identity(home.account),
      },
    );
    child.unref();
    return {
      pid: child.pid,
      ended: new Promise((resolve) => {
        child.once("error", (error) => resolve(reasonOf(error)));
        child.once("exit", () => {
          readFile(home.logFile).then(
            (bytes) => resolve(bytes.subarray(startsAt).toString("utf8")),
            (error: unknown) => resolve(reasonOf(error)),
          );
        });
      }),
    };
  } finally {
    await log.close();
  }
}

/** Ends the server: sessions are ended at once and their transactions undone; after `graceSeconds` it is cut off. */
export async function shutDown(home: Home, binaries: Binaries, graceSeconds: number): Promise<void> {
  const pid = await holderOf(home.data);
  if (pid === undefined) return;
  // Not by signals alone: on Windows there are none.
  const stop = (mode: string): Promise<Finished> =>
    run(binaries.pgCtl, ["stop", "-s", "-w", "-D", home.data, "-m", mode, "-t", String(graceSeconds)], {
      account: home.account,
      cwd: home.folder,
    });
  if ((await stop("fast")).code !== 0 && (await holderOf(home.data)) === pid) {
    const { output } = await stop("immediate");
    if ((await holderOf(home.data)) === pid) {
      throw new EmbeddedServerError(`The PostgreSQL server on ${home.folder} could not be stopped: ${output.trim()}`);
    }
  }
  await untilGone(pid);
}
