import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Database } from "../server/databases.js";
import { CLIENTS, type Load } from "./closed-loop.js";

/** Transactions of statements in terms of `:id`, which is a different whole number each time. */
export type Transactions = readonly (readonly string[])[];

/** Debian keeps it in a folder for each version; what it puts into PATH is a Perl script that looks for one of them. */
export function findPgbench(given: string | undefined): string | undefined {
  if (given !== undefined) return given === "none" ? undefined : given;
  const folders = [18, 17, 16, 15].map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`);
  return [...folders.filter((path) => existsSync(path)), "pgbench"].find((path) => {
    try {
      execFileSync(path, ["--version"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
}

/** @param pipelined - all of a transaction is sent at once, and answered at once; else each statement is waited for. */
export function scriptOf(transactions: Transactions, { pipelined = false } = {}): string {
  const each = transactions.flatMap((statements) => [
    ...(pipelined ? ["\\startpipeline"] : []),
    ...["begin", ...statements, "commit"].map((statement) => `${statement.replaceAll("\n", " ")};`),
    ...(pipelined ? ["\\endpipeline"] : []),
  ]);
  return ["\\set n :n + 1", `\\set id :base + :n * ${CLIENTS} + :client_id`, ...each, ""].join("\n");
}

/** Runs a script with 16 clients and prepared statements; ids begin at `base`. */
export async function runPgbench(pgbench: string, { url }: Database, script: string, seconds: number, base: number): Promise<Load> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-pgbench-"));
  try {
    const file = join(folder, "script.sql");
    await writeFile(file, script);
    const { hostname, port, username, password, pathname } = new URL(url);
    const { stdout } = await promisify(execFile)(
      pgbench,
      ["-n", "-M", "prepared", "-c", String(CLIENTS), "-j", "2", "-T", String(Math.ceil(seconds)), "-D", "n=0", "-D", `base=${base}`,
        "-f", file, "-l", `--log-prefix=${join(folder, "log")}`, "-h", hostname, "-p", port, "-U", decodeURIComponent(username), pathname.slice(1)],
      { env: { ...process.env, PGPASSWORD: decodeURIComponent(password) }, maxBuffer: 1e7 },
    );
    const perSecond = Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1]);
    if (!(perSecond > 0)) throw new Error(`pgbench did nothing: ${stdout}`);
    const latenciesMs: number[] = [];
    for (const name of await readdir(folder)) {
      if (!name.startsWith("log")) continue;
      // client, transaction, µs, …
      for (const line of (await readFile(join(folder, name), "utf8")).split("\n")) if (line) latenciesMs.push(Number(line.split(" ", 3)[2]) / 1000);
    }
    return { operations: latenciesMs.length, seconds: latenciesMs.length / perSecond, latenciesMs };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
