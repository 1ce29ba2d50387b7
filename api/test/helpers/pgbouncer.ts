import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { freePort } from "./free-port.js";
import { temporaryFolder } from "./temporary-folder.js";

/** Debian keeps it where only root's PATH leads. */
const PATHS = ["pgbouncer", "/usr/sbin/pgbouncer"];

/** The command, or undefined where there is none: the tests' machines need not have one. */
export const findPgBouncer = (): string | undefined => PATHS.find((path) => spawnSync(path, ["--version"]).status === 0);

/** A PgBouncer in transaction mode with few server connections, until the test is over. @returns the database's address through it. */
export async function startPgBouncer(command: string, databaseUrl: string, { connections }: { connections: number }): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const listenPort = await freePort();
  const folder = await temporaryFolder();
  const file = join(folder, "pgbouncer.ini");
  const server = `host=${hostname} port=${port} user=${decodeURIComponent(username)} password=${decodeURIComponent(password)}`;
  await writeFile(file, [
    "[databases]", `* = ${server}`,
    "[pgbouncer]", "listen_addr = 127.0.0.1", `listen_port = ${listenPort}`, "unix_socket_dir =", "auth_type = any",
    "pool_mode = transaction", `default_pool_size = ${connections}`, "max_client_conn = 200", "",
  ].join("\n"));
  // It does not run as root; whoever it becomes has to read the file.
  await chmod(folder, 0o755);
  await chmod(file, 0o644);
  const asNobody = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const child = spawn(command, [...asNobody, file], { stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await exited;
  });
  await untilUp(child);
  const url = new URL(databaseUrl);
  url.port = String(listenPort);
  url.pathname = pathname;
  return url.href;
}

async function untilUp(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  for await (const line of createInterface(child.stderr!)) {
    said.push(line);
    if (/process up/.test(line)) {
      // A pipe that nobody reads would stop it one day.
      child.stderr!.resume();
      return;
    }
  }
  throw new Error(`PgBouncer ended: ${said.join("\n")}`);
}
