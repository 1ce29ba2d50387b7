import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

/** What `npm start` runs after its build; `npm test` builds too. */
const program = fileURLToPath(new URL("../dist/demo/start.js", import.meta.url));

beforeAll(() => access(program));

// Each test starts real processes, some of them twice, beside other files that do the same.
vi.setConfig({ testTimeout: 60_000 });

describe("a start", () => {
  test("on an empty folder opens every page, and keeps its secrets to this user", async () => {
    const demo = await startDemo(await temporaryFolder());
    const pages = ["/", "/book/haircut", "/book/yoga", "/booking", "/demo/outbox", "/examples/plain/", "/examples/sdk/"];
    for (const path of pages) {
      const answer = await fetch(demo.url + path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.stringContaining("<!doctype html>")]);
      expect(answer.headers.get("content-security-policy")).toContain("require-trusted-types-for 'script'");
    }
    const parts = [
      "/readyz",
      "/v1/openapi.json",
      "/widget/booking-widget.js",
      "/sdk/holdfast.js",
      "/scripts/my-booking.js",
      "/assets/site.css",
      "/examples/sdk/page.js",
      "/razorpay/checkout.js",
    ];
    const statuses = await Promise.all(parts.map(async (path) => [path, (await fetch(demo.url + path)).status]));
    expect(statuses).toEqual(parts.map((path) => [path, 200]));
    for (const file of ["secret", "studio.json"]) expect((await stat(join(demo.folder, file))).mode & 0o777).toBe(0o600);
  });

  test("sells the menu: a free consultation is held, booked, and its mail can be read", async () => {
    const demo = await startDemo(await temporaryFolder());
    const visitor = await visit(demo, "consultation");
    const { booking } = await visitor.checkout(await visitor.holdFirst());
    expect(booking.status).toBe("confirmed");
    const outbox = await until(
      async () => (await fetch(`${demo.url}/demo/outbox`)).text(),
      (text) => text.includes("asha@example.com"),
    );
    expect(outbox).toContain("Consultation");
  });

  test("takes payments: a haircut that is paid is booked by the webhook alone", async () => {
    const demo = await startDemo(await temporaryFolder());
    const visitor = await visit(demo, "haircut");
    const hold = await visitor.holdFirst();
    const { status, payment } = await visitor.checkout(hold, { length: "Short" });
    expect([status, payment.amount]).toEqual(["requires_payment", 90_000]);
    // The customer pays and closes the page at once: the browser never reports the payment.
    await post(`${demo.url}/razorpay/control/pay`, { orderId: payment.orderId, outcome: "authorized" });
    const { booking } = await until(
      () => visitor.read(hold),
      (seen) => seen.status === "confirmed",
    );
    expect(booking.reference).toMatch(/^HF-/);
  });

  test("finds the data of the last one again", async () => {
    const folder = await temporaryFolder();
    const first = await startDemo(folder);
    const keyOf = async (demo: Demo) => /publishable-key="(pk_[^"]+)"/.exec(await (await fetch(`${demo.url}/book/haircut`)).text())?.[1];
    const key = await keyOf(first);
    first.process.kill("SIGTERM");
    await first.exited;
    const second = await startDemo(folder);
    expect(await keyOf(second)).toBe(key);
    expect(second.output()).toContain("found again");
  });
});

describe("a stop", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("by %s ends with code 0 and leaves no process", async (signal) => {
    const demo = await startDemo(await temporaryFolder());
    const database = await databaseProcess(demo.folder);
    demo.process.kill(signal);
    expect(await demo.exited).toEqual([0, null]);
    await isGone(database);
    await expect(fetch(`${demo.url}/healthz`)).rejects.toThrow();
  });

  test("pressed again does not wait for a request that never ends, and leaves no process either", async () => {
    const demo = await startDemo(await temporaryFolder());
    const database = await databaseProcess(demo.folder);
    const endless = connect(demo.port, "127.0.0.1", () => endless.write("POST /v1/holds HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"));
    endless.on("error", () => {});
    await once(endless, "connect");
    const impatience = setInterval(() => demo.process.kill("SIGINT"), 100);
    onTestFinished(() => clearInterval(impatience));
    expect(await demo.exited).toEqual([1, null]);
    await isGone(database);
  });
});

describe("what can't work is said in one sentence, with exit code 1", () => {
  test("a port that another program has", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    onTestFinished(() => void other.close());
    const port = (other.address() as { port: number }).port;
    const folder = join(await temporaryFolder(), "data");
    expect(await failure({ PORT: String(port), HOLDFAST_DATA: folder })).toMatch(new RegExp(`^Port ${port} is taken`));
    await expect(access(folder)).rejects.toThrow("ENOENT");
  });

  test("a variable of the wrong form", async () => {
    expect(await failure({ PORT: "eighty" })).toMatch(/^PORT is not valid: it should be/);
    expect(await failure({ DATABASE_URL: "mysql://localhost" })).toMatch(/^DATABASE_URL is not valid: it should be/);
  });

  test("a data folder that is a file", async () => {
    const file = join(await temporaryFolder(), "data");
    await writeFile(file, "");
    expect(await failure({ HOLDFAST_DATA: file })).toContain(`The data folder ${file} can't be used`);
  });

  test("a database that does not answer", async () => {
    const folder = await temporaryFolder();
    expect(await failure({ HOLDFAST_DATA: folder, DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" })).toMatch(
      /^The database of DATABASE_URL cannot be used/,
    );
  });

  test("a damaged file of its own", async () => {
    const folder = await temporaryFolder();
    const demo = await startDemo(folder);
    demo.process.kill("SIGTERM");
    await demo.exited;
    await writeFile(join(folder, "studio.json"), "{");
    expect(await failure({ HOLDFAST_DATA: folder })).toContain("studio.json is damaged");
  });
});

interface Demo {
  process: ChildProcess;
  port: number;
  url: string;
  folder: string;
  output(): string;
  /** Exit code and signal. */
  exited: Promise<unknown[]>;
}

/** Starts the demonstration and returns once it has said that it is open. */
async function startDemo(folder: string): Promise<Demo> {
  const port = await freePort();
  const child = run({ PORT: String(port), HOLDFAST_DATA: folder });
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
async function failure(env: Record<string, string>): Promise<string> {
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

interface Held {
  id: string;
  token: string;
}

/** Opens a service's page, and goes on with what stands on it, as the widget would. */
async function visit(demo: Demo, slug: string) {
  const page = await (await fetch(`${demo.url}/book/${slug}`)).text();
  const [, key = "", serviceId = ""] = /publishable-key="(pk_[^"]+)" service="(svc_[^"]+)"/.exec(page) ?? [];
  const headers = (token?: string) => ({ authorization: `Bearer ${key}`, ...(token && { "holdfast-token": token }) });
  const get = async (path: string, token?: string) => (await fetch(`${demo.url}/v1${path}`, { headers: headers(token) })).json();
  return {
    async holdFirst(): Promise<Held> {
      const query = new URLSearchParams({ serviceId, from: dateIn(1), to: dateIn(7), timeZone: "Asia/Kolkata" });
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
    read: ({ id, token }: Held) => get(`/holds/${id}`, token),
  };
}

async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
  expect([url, answer.status]).toEqual([url, expect.toSatisfy((status: number) => status < 300)]);
  return answer.json();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-demo-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function databaseProcess(folder: string): Promise<number> {
  const text = await readFile(join(folder, "postgres/data/postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

/** A process that ended keeps its number for the moment until the system has taken note; one that runs on keeps it. */
const isGone = (pid: number) => vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 5000);

/** Asks again until the answer is what it should be; the test's own time limit ends a wait for ever. */
async function until<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
  }
}

const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
