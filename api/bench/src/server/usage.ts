import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface Usage {
  cpuSeconds: number;
  residentMb: number;
}

const UNKNOWN: Usage = { cpuSeconds: NaN, residentMb: NaN };
/** Linux counts CPU time in hundredths of a second on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/** CPU and memory of a process; NaN where the system does not tell. */
export function usageOf(pid: number): Usage {
  if (process.platform === "linux") {
    const stat = readStat(pid);
    return stat ? { cpuSeconds: stat.ownTicks / TICKS_PER_SECOND, residentMb: (stat.residentPages * PAGE_BYTES) / 1e6 } : UNKNOWN;
  }
  try {
    const [kilobytes = "", time = ""] = execFileSync("ps", ["-o", "rss=,time=", "-p", String(pid)], { encoding: "utf8" }).trim().split(/\s+/);
    const cpuSeconds = time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    return { cpuSeconds, residentMb: (Number(kilobytes) * 1024) / 1e6 };
  } catch {
    return UNKNOWN;
  }
}

/**
 * CPU of a process, its children, and its children that have ended: what a PostgreSQL server and all its connections
 * used. Only Linux tells.
 */
export function familyCpuSeconds(pid: number): number {
  const parent = process.platform === "linux" ? readStat(pid) : undefined;
  if (!parent) return NaN;
  let ticks = parent.ownTicks + parent.waitedTicks;
  for (const name of readdirSync("/proc")) {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : undefined;
    if (stat?.parent === pid) ticks += stat.ownTicks;
  }
  return ticks / TICKS_PER_SECOND;
}

/** CPU of this process's children that have ended. Only Linux tells. */
export function endedChildrenCpuSeconds(): number {
  const own = process.platform === "linux" ? readStat(process.pid) : undefined;
  return own ? own.waitedTicks / TICKS_PER_SECOND : NaN;
}

function readStat(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything, brackets and spaces too. After it the fields count from 3.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const field = (number: number) => Number(fields[number - 3]);
    return { parent: field(4), ownTicks: field(14) + field(15), waitedTicks: field(16) + field(17), residentPages: field(24) };
  } catch {
    return undefined;
  }
}
