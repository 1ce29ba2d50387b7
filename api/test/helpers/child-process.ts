import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** Node itself cannot read TypeScript, but vite can, and vitest brings it. */
const loader = `
  const { createServer } = await import("vite");
  const [file, ...args] = process.argv.slice(1);
  const server = { middlewareMode: true, hmr: false, ws: false, watch: null };
  const vite = await createServer({ configFile: false, appType: "custom", logLevel: "error", server });
  const module = await vite.ssrLoadModule(file);
  console.log(JSON.stringify(await module.default(...args)));
`;

export interface Child {
  process: ChildProcess;
  /** What the module's default export returned. */
  result: unknown;
  /** Kills the process as a crash would, and waits until it is gone. */
  crash(): Promise<void>;
}

/**
 * Runs a module's default export in a process of its own with these arguments, and returns once that has resolved.
 * The process stays as long as something keeps it busy; it is killed after the test.
 *
 * @param module address of the module, as `new URL("./name.ts", import.meta.url)`
 */
export async function startChild(module: URL, args: string[]): Promise<Child> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", loader, fileURLToPath(module), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const crash = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exited;
  };
  onTestFinished(crash);
  for await (const line of createInterface(child.stdout)) return { process: child, result: JSON.parse(line), crash };
  throw new Error(`${fileURLToPath(module)} ended without a result`);
}
