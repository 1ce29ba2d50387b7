import { once } from "node:events";
import { access, readFile, stat, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Demo, failure, post, program, startDemo, stop, temporaryFolder, until, visit } from "./e2e/program.js";

beforeAll(() => access(program));

// Each test starts real processes, some of them twice, beside other files that do the same.
vi.setConfig({ testTimeout: 60_000 });

describe("a start", () => {
  test("on an empty folder opens every page, and keeps its secrets to this user", async () => {
    const demo = await startDemo(await temporaryFolder());
    const pages = ["/", "/book/haircut", "/book/yoga", "/booking", "/demo/outbox", "/examples/plain/", "/examples/sdk/", "/console/"];
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
      "/widget/booking-account.js",
      "/assets/site.css",
      "/examples/sdk/page.js",
      "/razorpay/checkout.js",
      "/console/scripts/console.js",
      "/console/styles/base.css",
      "/console/fonts/anek-latin.woff2",
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
    await stop(first);
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
    await stop(demo);
    for (const [file, text] of [["studio.json", "{"], ["payments.json", '{"version":0}']] as const) {
      const whole = await readFile(join(folder, file), "utf8");
      await writeFile(join(folder, file), text);
      expect(await failure({ HOLDFAST_DATA: folder })).toContain(`The file ${join(folder, file)} is damaged`);
      await writeFile(join(folder, file), whole);
    }
  });
});

async function databaseProcess(folder: string): Promise<number> {
  const text = await readFile(join(folder, "postgres/data/postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

/** A process that ended keeps its number for the moment until the system has taken note; one that runs on keeps it. */
const isGone = (pid: number) => vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 5000);
