import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { StatementUse } from "../server/databases.js";
import { digits, table } from "./table.js";

interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
}

interface CpuProfile {
  nodes: { id: number; callFrame: CallFrame }[];
  samples: number[];
  timeDeltas: number[];
}

const SHOWN = 30;

/** In which packages and functions the profiled processes spent their time, callees not counted. */
export async function describeProfiles(folder: string): Promise<string> {
  const functions = new Map<string, number>();
  const packages = new Map<string, number>();
  const add = (to: Map<string, number>, name: string, us: number) => to.set(name, (to.get(name) ?? 0) + us);
  for (const file of await readdir(folder)) {
    const { nodes, samples, timeDeltas } = JSON.parse(await readFile(join(folder, file), "utf8")) as CpuProfile;
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
    samples.forEach((id, index) => {
      const frame = frames.get(id)!;
      if (frame.functionName === "(idle)" || frame.functionName === "(root)") return;
      add(functions, nameOf(frame), timeDeltas[index]!);
      add(packages, packageOf(frame), timeDeltas[index]!);
    });
  }
  const total = [...packages.values()].reduce((sum, us) => sum + us, 0);
  const longest = (from: Map<string, number>, count: number) => [...from].sort(([, a], [, b]) => b - a).slice(0, count)
    .map(([name, us]) => [name, `${((us / total) * 100).toFixed(1)} %`]);
  return [
    table([["API processes, self time", "share"], ...longest(packages, 10)]),
    table([["functions", "share"], ...longest(functions, SHOWN)]),
    `Profiles for Chromium's DevTools: ${folder}`,
  ].join("\n\n");
}

function packageOf({ functionName, url }: CallFrame): string {
  if (url === "") return functionName === "(garbage collector)" ? functionName : "system calls and the like";
  if (url.startsWith("node:")) return url.startsWith("node:internal/deps/undici") ? "node: fetch" : "node";
  return /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? "api";
}

/** The statements that took PostgreSQL longest; parsing, planning and commits are not in their time. */
export function describeStatements(statements: readonly StatementUse[]): string {
  const rows = statements.map(({ database, statement, calls, milliseconds }) => [
    `${statement.slice(0, 100)}`, database.split("_").at(-1)!, digits(calls), digits(milliseconds / calls), digits(milliseconds),
  ]);
  return table([["statements", "database", "calls", "ms each", "ms"], ...rows]);
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const place = url.replace(/^.*\/node_modules\//, "").replace(/^file:.*\/(?=api\/dist)/, "");
  return `${functionName || "(anonymous)"}${place && ` ${place}:${lineNumber + 1}`}`;
}
