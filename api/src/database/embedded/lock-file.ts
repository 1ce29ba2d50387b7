import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "./account.js";
import { EmbeddedServerError } from "./error.js";

/** A server that runs on a data folder. */
export interface LivingServer {
  pid: number;
  port: number;
}

/** Whether a process of this number runs, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The number of the server's process, where a server holds the folder. */
export async function holderOf(data: string): Promise<number | undefined> {
  const lock = await readLock(data);
  return lock && isAlive(lock.pid) ? lock.pid : undefined;
}

/** Waits until a server's process is gone, which is a moment after it has let go of its folder. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid) && (await isServer(pid))) await sleep(5);
}

interface Lock extends LivingServer {
  /** "starting", "ready", "stopping" or "standby". */
  status: string | undefined;
}

/** What postmaster.pid says, true or not. */
async function readLock(data: string): Promise<Lock | undefined> {
  const lines = (await readFile(lockPath(data), "utf8").catch(() => undefined))?.split("\n");
  return lines && { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() };
}

function lockPath(data: string): string {
  return join(data, "postmaster.pid");
}

/** Waits for a server that was just launched. Returns undefined once it is ready, or its log once it has ended. */
export async function untilReady(data: string, server: { pid: number | undefined; ended: Promise<string> }): Promise<string | undefined> {
  let log: string | undefined;
  void server.ended.then((text) => (log = text));
  for (;;) {
    if (log !== undefined) return log;
    const lock = await readLock(data);
    if (lock?.pid === server.pid && lock?.status === "ready") return undefined;
    await sleep(10);
  }
}

/**
 * The server that postmaster.pid tells of, once it answers: one that is just starting or stopping is waited for.
 *
 * A lock file that tells of no server is removed where PostgreSQL would refuse to start over it: an unreadable one, or
 * one whose number now belongs to another program (usual after a container's restart). A dead process's is left,
 * because PostgreSQL first checks by it that no orphan of the old server still uses the data, and removes it itself.
 *
 * @throws EmbeddedServerError where a server holds the folder but does not answer for a minute
 */
export async function findLiving(
  data: string,
  answers: (server: LivingServer) => Promise<boolean>,
): Promise<LivingServer | undefined> {
  const giveUpAtMs = performance.now() + 60_000;
  for (;;) {
    const server = await readLock(data);
    if (!server) return undefined;
    if (!Number.isInteger(server.pid) || server.pid <= 0) return removeLock(data);
    if (!isAlive(server.pid)) return undefined;
    if (!(await isServer(server.pid))) return removeLock(data);
    if (server.status === "ready" && (await answers(server))) return server;
    if (performance.now() > giveUpAtMs) {
      throw new EmbeddedServerError(
        `A PostgreSQL server (process ${server.pid}) holds ${data} but does not answer: stop that process and start again.`,
      );
    }
    await sleep(20);
  }
}

async function removeLock(data: string): Promise<undefined> {
  await rm(lockPath(data), { force: true });
}

/**
 * Whether a living process is a PostgreSQL server and not one of a server's children, which call themselves
 * "postgres: …", nor a dead one that its parent has not taken note of, which has no command. Yes where that cannot be told, as two servers on one folder would ruin it.
 */
async function isServer(pid: number): Promise<boolean> {
  const command =
    process.platform === "linux"
      ? await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined)
      : await commandOf(pid);
  return command === undefined || (command.includes("postgres") && !command.startsWith("postgres: "));
}

async function commandOf(pid: number): Promise<string | undefined> {
  const { code, output } = await run("ps", ["-p", String(pid), "-o", "command="], {});
  return code === 0 ? output : undefined;
}
