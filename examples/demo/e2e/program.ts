import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";

/** What `npm start` runs after its build; `npm test` builds too. */
export const program = fileURLToPath(new URL("../../dist/demo/start.js", import.meta.url));

/** A demonstration in a process of its own. */
export interface Demo {
  process: ChildProcess;
  port: number;
  url: string;
  folder: string;
  output(): string;
  /** Exit code and signal. */
  exited: Promise<unknown[]>;
}

/** Ends it and waits for that. */
export async function stop(demo: Demo, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  demo.process.kill(signal);
  await demo.exited;
}

/** Starts the demonstration and returns once it has said that it is open. */
export async function startDemo(folder: string, env: Record<string, string> = {}): Promise<Demo> {
  const port = await freePort();
  const child = run({ PORT: String(port), HOLDFAST_DATA: folder, ...env });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await exited;
  });
  const lines: string[] = [];
  const demo = { process: child, port, url: `http://127.0.0.1:${port}`, folder, output: () => lines.join("\n"), exited };
  const isOpen = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!])
      createInterface(stream).on("line", (line) => {
        lines.push(line);
        if (line.includes("Ctrl-C stops everything")) resolve();
      });
    void exited.then(() => reject(new Error(`The demonstration ended:\n${demo.output()}`)));
  });
  await isOpen;
  return demo;
}

/** The sentence that a start with this environment ends with. */
export async function failure(env: Record<string, string>): Promise<string> {
  const child = run({ PORT: String(await freePort()), HOLDFAST_DATA: await temporaryFolder(), ...env });
  const text: string[] = [];
  child.stderr!.setEncoding("utf8").on("data", (chunk: string) => text.push(chunk));
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  const sentence = text.join("").trim();
  expect(sentence.split("\n")).toHaveLength(1);
  return sentence;
}

const run = (env: Record<string, string>) =>
  spawn(process.execPath, [program], { env: { PATH: process.env["PATH"], ...env }, stdio: ["ignore", "pipe", "pipe"] });

/** A hold or a booking, and the token that opens it. */
export interface Held {
  id: string;
  token: string;
}

/** Opens a service's page, and goes on with what stands on it, as the widget would. */
export async function visit(demo: Demo, slug: string) {
  const page = await (await fetch(`${demo.url}/book/${slug}`)).text();
  const [, key = "", serviceId = ""] = /publishable-key="(pk_[^"]+)" service="(svc_[^"]+)"/.exec(page) ?? [];
  const headers = (token?: string) => ({ authorization: `Bearer ${key}`, ...(token && { "holdfast-token": token }) });
  const get = async (path: string, token?: string) => (await fetch(`${demo.url}/v1${path}`, { headers: headers(token) })).json();
  return {
    async holdFirst(afterDays = 1): Promise<Held> {
      const query = new URLSearchParams({ serviceId, from: dateIn(afterDays), to: dateIn(7), timeZone: "Asia/Kolkata" });
      const { days } = await get(`/availability?${query}`);
      const { start } = days.flatMap((day: { slots: { start: string }[] }) => day.slots)[0];
      return post(`${demo.url}/v1/holds`, { serviceId, start }, headers());
    },
    checkout: ({ id, token }: Held, answers = {}) =>
      post(
        `${demo.url}/v1/holds/${id}/checkout`,
        { customer: { name: "Asha", email: "asha@example.com" }, answers },
        headers(token),
      ),
    confirm: ({ id, token }: Held, proof: Record<`razorpay_${"order_id" | "payment_id" | "signature"}`, string>) =>
      post(
        `${demo.url}/v1/holds/${id}/confirm`,
        { razorpayOrderId: proof.razorpay_order_id, razorpayPaymentId: proof.razorpay_payment_id, razorpaySignature: proof.razorpay_signature },
        headers(token),
      ),
    cancel: ({ id, token }: Held) => post(`${demo.url}/v1/bookings/${id}/cancel`, {}, headers(token)),
    booking: ({ id, token }: Held) => get(`/bookings/${id}`, token),
    read: ({ id, token }: Held) => get(`/holds/${id}`, token),
  };
}

/** Fails the test where the answer is not a success. */
export async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
  expect([url, answer.status]).toEqual([url, expect.toSatisfy((status: number) => status < 300)]);
  return answer.json();
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** Deleted when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-demo-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Asks again until it is so; the test's own time-out bounds it. */
export async function until<T>(ask: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
