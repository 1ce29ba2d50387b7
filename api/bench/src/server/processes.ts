import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { usageOf } from "./usage.js";

export interface ProcessOptions {
  args?: string[];
  env?: Record<string, string>;
  /** Folder for CPU profiles, written as the processes end. Default is not to profile. */
  profileFolder?: string | undefined;
}

/** Node processes that do the same, each on a port of its own. */
export interface Processes {
  urls: string[];
  pids: number[];
  /** From `spawn` until the first one listened. */
  startMs: number;
  /** CPU used so far, of all. */
  cpuSeconds(): number;
  /** Resident memory now, of the largest. */
  residentMb(): number;
  stop(): Promise<void>;
}

const STOP_GRACE_MS = 15_000;

/** Starts `count` processes of a module that listens on PORT and prints its address. @throws what it said where it ended instead. */
export async function startProcesses(module: string, count: number, options: ProcessOptions = {}): Promise<Processes> {
  const startedAt = performance.now();
  const started = await Promise.all(Array.from({ length: count }, () => startOne(module, options)));
  const pids = started.map(({ child }) => child.pid!);
  return {
    urls: started.map(({ url }) => url),
    pids,
    startMs: Math.min(...started.map(({ listenedAt }) => listenedAt)) - startedAt,
    cpuSeconds: () => pids.reduce((sum, pid) => sum + usageOf(pid).cpuSeconds, 0),
    residentMb: () => Math.max(...pids.map((pid) => usageOf(pid).residentMb)),
    stop: async () => void (await Promise.all(started.map(({ child }) => stopOne(child)))),
  };
}

async function startOne(module: string, { args = [], env = {}, profileFolder }: ProcessOptions) {
  const port = await freePort();
  const profiling = profileFolder ? ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`] : [];
  const child = spawn(process.execPath, [...profiling, module, ...args], {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Whatever ends the bench, nothing of it goes on running.
  const end = () => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  const said: string[] = [];
  createInterface(child.stderr!).on("line", (line) => said.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${module} ended with ${code}: ${said.join(" ")}`)));
    createInterface(child.stdout!).on("line", (line) => {
      const address = /http:\/\/\S+/.exec(line)?.[0];
      if (address) resolve(address);
      // What an API logs as an error is worth seeing; it keeps the rest to itself.
      else console.error(line);
    });
  });
  return { child, url, listenedAt: performance.now() };
}

async function stopOne(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const inTime = await Promise.race([exited.then(() => true), sleep(STOP_GRACE_MS, false, { ref: false })]);
  if (!inTime) child.kill("SIGKILL");
  await exited;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
