import { cpus, loadavg, platform, release, totalmem } from "node:os";

/** Where the figures come from. */
export const describeMachine = (postgresVersion: string) => ({
  processor: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  system: `${platform()} ${release()}`,
  node: process.version,
  postgres: postgresVersion,
});

/** Others who use the machine spoil the figures. @returns a sentence, or undefined where it is quiet. */
export function describeLoad(): string | undefined {
  const load = loadavg()[0]!;
  return load > 0.5 * cpus().length ? `Others use this machine: its load is ${load.toFixed(1)} before the bench begins. Whoever runs more processes then gets more of it (pgbench has 16 in the database, an API process is one), so throughput and latency say little, and CPU per operation more.` : undefined;
}
