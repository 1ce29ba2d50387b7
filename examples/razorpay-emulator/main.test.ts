import { spawn } from "node:child_process";
import { once } from "node:events";
import { access } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

/** What the README runs after a build; `npm test` builds too. */
const program = fileURLToPath(new URL("../dist/razorpay-emulator/main.js", import.meta.url));
beforeAll(() => access(program));

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [program], { env: { PATH: process.env["PATH"] ?? "", ...env }, stdio: ["ignore", "pipe", "pipe"] });
  return { child, exited: once(child, "exit"), errors: createInterface({ input: child.stderr }), output: createInterface({ input: child.stdout }) };
}

test("it serves on the loopback address, and ends on SIGTERM", async () => {
  const { child, exited, output } = run({ PORT: "0" });
  let url: string | undefined;
  for await (const line of output) if ((url = /API\s+(\S+)/.exec(line)?.[1])) break;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${url}/checkout.js`)).headers.get("content-type")).toContain("text/javascript");
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});

test.each([
  [{ RAZORPAY_KEY_ID: "rzp_live_x", RAZORPAY_KEY_SECRET: "x" }, "The emulator refuses live keys: use one that begins with rzp_test_."],
  [{ PORT: "eighty" }, "PORT should be a number up to 65535."],
  [{ RAZORPAY_WEBHOOK_URL: "http://127.0.0.1/hook" }, "Set RAZORPAY_WEBHOOK_URL and RAZORPAY_WEBHOOK_SECRET together, or neither."],
])("%j ends it with one sentence", async (env, sentence) => {
  const { exited, errors } = run(env);
  const [line] = await once(errors, "line");
  expect(line).toBe(sentence);
  expect((await exited)[0]).toBe(1);
});
