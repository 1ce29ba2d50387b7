import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

// Served as they are written, these scripts are no part of the build, which would check their types.
test("the scripts for browsers have no type errors", async () => {
  const compiler = createRequire(import.meta.url).resolve("@typescript/native/package.json").replace("package.json", "bin/tsc");
  const project = fileURLToPath(new URL("browser/jsconfig.json", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, "-p", project]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe("");
});
