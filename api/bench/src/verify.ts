import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Database } from "./server/databases.js";

const VERIFY = fileURLToPath(new URL("../../dist/commands/verify.js", import.meta.url));

/** `npm run verify` on a database. @returns the rows that it names, none when all is well. */
export function verify({ url }: Database): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [VERIFY], { env: { ...process.env, DATABASE_URL: url }, encoding: "utf8", maxBuffer: 1e8 });
  if (status === 0) return [];
  if (status === 1) return stdout.split("\n").filter((line) => /^I\d/.test(line));
  throw new Error(`verify could not look: ${stderr}`);
}
