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

/** Others who use the machine make every figure worse, and not all by the same. @returns a sentence, or undefined where it is quiet. */
export function describeLoad(): string | undefined {
  const load = loadavg()[0]!;
  return load > 0.5 * cpus().length ? `Others use this machine: its load is ${load.toFixed(1)} before the bench begins. Ratios suffer less than figures.` : undefined;
}
