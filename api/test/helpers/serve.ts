import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { freePort } from "./free-port.js";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** Node itself cannot read TypeScript, but vite can, and vitest brings it. */
const loader = `
  const { createServer } = await import("vite");
  const server = { middlewareMode: true, hmr: false, ws: false, watch: null };
  const vite = await createServer({ configFile: false, appType: "custom", logLevel: "error", server });
  await vite.ssrLoadModule(process.argv[1]);
`;

export interface Served {
  url: string;
  process: ChildProcess;
  /** Every line it wrote. */
  lines: string[];
  /** Its exit code, once it has ended; null where a signal ended it. */
  exited: Promise<number | null>;
}

/** `npm run serve` in a process of its own, with these variables; it is killed after the test. */
export async function serve(env: Record<string, string>): Promise<Served> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--input-type=module", "-e", loader, main], {
    env: { PATH: process.env["PATH"], PORT: String(port), HOLDFAST_SECRET: "a secret of at least thirty-two characters", LOG_LEVEL: "silent", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  const lines: string[] = [];
  const listening = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on("line", (line) => {
        lines.push(line);
        if (line.startsWith("Holdfast listens")) resolve();
      });
  });
  await Promise.race([listening, exited]);
  return { url: `http://127.0.0.1:${port}`, process: child, lines, exited };
}
