import { dirname } from "node:path";
import { onStopSignals } from "@holdfast/api";
import { Closers } from "./closers.js";
import { startDemo } from "./demo.js";
import { greeting } from "./greeting.js";
import { readSettings } from "./settings.js";
import { examplesFolder } from "./site/folders.js";
import { sentenceOf } from "./start-error.js";

/** How long a forced stop may take before the process ends whatever still runs, in milliseconds. */
const FORCE_MS = 3000;

const closers = new Closers();
const starting = start();

onStopSignals({
  stop() {
    console.log("\n  Stopping: running requests are finished, then the database is closed.");
    // A start that is under way ends first, so that what it just opened is closed too.
    void starting.then(closeAndExit);
  },
  force() {
    console.log("  Stopping at once.");
    setTimeout(() => process.exit(1), FORCE_MS).unref();
    void closers.closeAtOnce().finally(() => process.exit(1));
  },
});

async function start(): Promise<number> {
  try {
    const settings = readSettings(process.env, dirname(examplesFolder));
    const demo = await startDemo(settings, closers);
    console.log(greeting(settings, demo, process.stdout.isTTY));
    return 0;
  } catch (error) {
    console.error(sentenceOf(error) ?? error);
    return 1;
  }
}

async function closeAndExit(code: number): Promise<never> {
  await closers.close().catch((error: unknown) => {
    console.error(error);
    code = 1;
  });
  process.exit(code);
}

const code = await starting;
if (code !== 0) await closeAndExit(code);
