import { mkdtemp } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench, Findings, Part } from "./part.js";
import { describeProfiles, describeStatements } from "./report/profile.js";
import { describeLoad, describeMachine } from "./report/machine.js";
import { describeFindings, isReached } from "./report/report.js";
import { type DatabaseServer, startDatabaseServer } from "./server/databases.js";
import { type ProcessOptions, type Processes, startProcesses } from "./server/processes.js";
import { SECRET } from "./server/secret.js";
import type { Settings } from "./settings.js";

const API = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** Runs the parts one after the other, each with databases and processes of its own, and prints what each found. */
export async function runParts(settings: Settings, parts: ReadonlyMap<string, Part>) {
  const loadBefore = loadavg();
  const server = await startDatabaseServer(settings);
  // Ctrl-C ends the server as well: it would outlive the bench.
  const interrupted = () => void server.stop().finally(() => process.exit(130));
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const machine = describeMachine(server.version);
    console.log(`${machine.cores} × ${machine.processor}, ${machine.memoryGb} GB, Node ${machine.node}, PostgreSQL ${machine.postgres}`);
    const load = describeLoad();
    if (load) console.log(load);
    const results: ({ part: string; title: string } & Findings)[] = [];
    for (const [name, part] of parts) {
      console.log(`\n## ${name}: ${part.title}\n`);
      const findings = await runPart(settings, server, part);
      console.log(`\n${describeFindings(findings)}`);
      results.push({ part: name, title: part.title, ...findings, figures: findings.figures.map((figure) => ({ ...figure, reached: isReached(figure) })) });
    }
    return { at: new Date().toISOString(), machine, loadBefore, settings: { ...settings, databaseUrl: undefined }, parts: results };
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    await server.stop();
  }
}

async function runPart(settings: Settings, server: DatabaseServer, part: Part): Promise<Findings> {
  const running: Processes[] = [];
  const profileFolder = settings.profile ? await mkdtemp(join(settings.folder, "profile-")) : undefined;
  const start = async (module: string, count: number, options: ProcessOptions) => {
    const processes = await startProcesses(module, count, options);
    running.push(processes);
    return processes;
  };
  const bench: Bench = {
    settings,
    createDatabase: ({ copyOf } = {}) => server.create(copyOf),
    startApi: (database, count, env) => start(API, count, {
      env: { DATABASE_URL: database.url, HOLDFAST_SECRET: SECRET, LOG_LEVEL: "error", ...env },
      profileFolder,
    }),
    startServer: (module, count, options) => start(fileURLToPath(module), count, options ?? {}),
    analyze: server.analyze,
    databaseCpuSeconds: server.cpuSeconds,
    log: (line) => console.log(line),
  };
  const stop = () => Promise.all(running.splice(0).map((processes) => processes.stop()));
  try {
    await server.takeStatements();
    const findings = await part.run(bench);
    await stop();
    if (!profileFolder) return findings;
    const notes = [...(findings.notes ?? []), await describeProfiles(profileFolder), describeStatements(await server.takeStatements())];
    return { ...findings, notes };
  } finally {
    await stop();
  }
}
