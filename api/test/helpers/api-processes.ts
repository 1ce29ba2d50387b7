import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { until } from "./until.js";

const dist = new URL("../../dist/index.js", import.meta.url);

/**
 * What each process runs: the built API on a free port. It ends when its parent does, whose end of the pipe closes.
 * Its workers look for work every 100 ms instead of every second or two: here days go by in minutes.
 */
const program = `
  const later = globalThis.setTimeout;
  globalThis.setTimeout = (work, ms, ...rest) => later(work, ms === 1000 || ms === 2000 ? 100 : ms, ...rest);
  const { createApi, listen } = await import(process.argv[1]);
  const api = createApi(JSON.parse(process.argv[2]));
  const server = await listen(api.app.fetch, { port: 0, host: "127.0.0.1" });
  api.startWorkers();
  process.stdin.resume().on("end", () => process.exit());
  console.log(server.url);
`;

interface Slot {
  options: object;
  child: ChildProcess | undefined;
  /** Undefined while it is not listening. */
  url: string | undefined;
}

/** Some API processes side by side, each started again as soon as it was killed. */
export class Processes {
  /** What they logged as an error, the newest last; for the findings. */
  readonly errors: string[] = [];
  /** Processes that ended though nobody killed them. */
  readonly deaths: string[] = [];
  kills = 0;
  readonly #slots: Slot[];
  #turn = 0;
  #stopped = false;

  /** @param options - of `createApi`, for each process. */
  constructor(options: readonly object[]) {
    if (!existsSync(dist)) throw new Error("The API is not built: run npm run build:types.");
    this.#slots = options.map((own) => ({ options: own, child: undefined, url: undefined }));
  }

  async start(): Promise<void> {
    await Promise.all(this.#slots.map((slot) => this.#start(slot)));
  }

  /** The next living one, in turn; undefined where all are dead. */
  pick(): { slot: number; url: string } | undefined {
    for (let tries = 0; tries < this.#slots.length; tries++) {
      const slot = this.#turn++ % this.#slots.length;
      const { url } = this.#slots[slot]!;
      if (url) return { slot, url };
    }
    return undefined;
  }

  /** The address of one of them; undefined while it is not listening. */
  at(slot: number): string | undefined {
    return this.#slots[slot]?.url;
  }

  /** Waits until one of them lives. */
  living(): Promise<{ slot: number; url: string }> {
    return until("an API process listens", () => this.pick(), (found) => found !== undefined) as Promise<{ slot: number; url: string }>;
  }

  /** Ends a process as a power cut would, and starts another one in its place. */
  kill(slot: number): void {
    const { child, url } = this.#slots[slot]!;
    if (!child || !url || this.#stopped) return;
    this.kills += 1;
    this.#slots[slot]!.url = undefined;
    child.kill("SIGKILL");
  }

  killAll(): void {
    for (const slot of this.#slots.keys()) this.kill(slot);
  }

  /** Ends all of them, for good. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const children = this.#slots.flatMap(({ child }) => (child && child.exitCode === null && child.signalCode === null ? [child] : []));
    await Promise.all(children.map((child) => (child.kill("SIGKILL"), once(child, "exit"))));
  }

  async #start(slot: Slot): Promise<void> {
    const child = spawn(process.execPath, ["--input-type=module", "-e", program, dist.href, JSON.stringify(slot.options)], { stdio: ["pipe", "pipe", "pipe"] });
    slot.child = child;
    // Writing to a dead child's pipe is no error of ours.
    child.stdin.on("error", () => {});
    child.once("exit", (code, signal) => {
      slot.url = undefined;
      if (this.#stopped) return;
      if (signal !== "SIGKILL") this.deaths.push(`a process ended by itself with ${code ?? signal}: ${this.errors.slice(-3).join(" ")}`);
      // One that can't even start would be started for ever.
      if (this.deaths.length < 5) void this.#start(slot);
    });
    createInterface(child.stderr).on("line", (line) => this.#keep(line));
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      createInterface(child.stdout).on("line", (line) => {
        if (!line.startsWith("http")) return this.#keep(line);
        slot.url = line;
        resolve();
      });
    });
  }

  #keep(line: string): void {
    this.errors.push(line.slice(0, 2000));
    if (this.errors.length > 500) this.errors.shift();
  }
}
