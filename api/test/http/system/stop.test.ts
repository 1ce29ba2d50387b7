import { expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { serve, type Served } from "../../helpers/serve.js";

const app = await createTestApp();
const DATABASE = { DATABASE_URL: app.url };
/** For machines that have other things to do. */
const PATIENT = { timeout: 10_000, interval: 20 };

let hours = 0;

/** What a request for a slot that nobody has needs. */
async function newService(business: Business) {
  const { id } = await business.resource();
  const service = await business.service({ resourceIds: [id] });
  // Within the opening hours of some day that is not too far.
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  return { serviceId: service.id, start: `${day}T0${5 + (hours++ % 4)}:00:00Z` };
}

const hold = (served: Served, business: Business, body: object) =>
  fetch(`${served.url}/v1/holds`, {
    method: "POST",
    headers: { Authorization: `Bearer ${business.sk}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

const statusOf = (url: string) => fetch(url).then(({ status }) => status, () => "refused");

/** Runs a function while nobody can claim anything, told when somebody waits to. */
async function whileClaimsAreLocked<T>(work: (locked: { somebodyWaits: () => Promise<void>; release: () => void }) => Promise<T>): Promise<T> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let locked = (): void => {};
  const lock = new Promise<void>((resolve) => (locked = resolve));
  const locking = app.sql.begin(async (tx) => {
    await tx`lock table claims in exclusive mode`;
    locked();
    await released;
  });
  await lock;
  const somebodyWaits = () => expect.poll(async () => (await app.sql`select from pg_locks where not granted`).length, PATIENT).toBeGreaterThan(0);
  try {
    return await work({ somebodyWaits, release });
  } finally {
    release();
    await locking;
  }
}

test("SIGTERM in the middle of a request: not ready at once, the request gets its answer, the door closes, and the process ends well", async () => {
  const business = await createBusiness(app);
  const served = await serve({ ...DATABASE, SHUTDOWN_DELAY: "1", SHUTDOWN_GRACE: "60" });
  const body = await newService(business);
  expect(await statusOf(`${served.url}/readyz`)).toBe(200);
  const response = await whileClaimsAreLocked(async ({ somebodyWaits, release }) => {
    const answer = hold(served, business, body);
    await somebodyWaits();
    served.process.kill("SIGTERM");
    // For as long as it is asked on new connections, a balancer learns that it should ask others.
    await expect.poll(() => statusOf(`${served.url}/readyz`), PATIENT).toBe(503);
    await expect.poll(() => statusOf(`${served.url}/healthz`), PATIENT).toBe("refused");
    release();
    return answer;
  });
  expect(response.status).toBe(201);
  expect(response.headers.get("Connection")).toBe("close");
  const { id } = (await response.json()) as { id: string };
  expect(await app.sql`select status from holds where hold_id = ${id}`).toEqual([{ status: "held" }]);
  // Long before its grace is over: nothing keeps it.
  expect(await served.exited).toBe(0);
});

test("SIGTERM ends the streams of those who watch, and the connections that clients keep", async () => {
  const business = await createBusiness(app);
  const served = await serve({ ...DATABASE, SHUTDOWN_GRACE: "60" });
  const { serviceId } = await newService(business);
  const stream = await fetch(`${served.url}/v1/availability/live?serviceId=${serviceId}&from=2026-03-02&to=2026-03-03&timeZone=Asia/Kolkata&key=${business.pk}`);
  expect(stream.status).toBe(200);
  const whole = stream.text();
  served.process.kill("SIGTERM");
  expect(await whole).toContain("event: ready");
  expect(await served.exited).toBe(0);
});

test("who signals again does not wait for the requests", async () => {
  const business = await createBusiness(app);
  const served = await serve({ ...DATABASE, SHUTDOWN_GRACE: "60" });
  const body = await newService(business);
  await whileClaimsAreLocked(async ({ somebodyWaits }) => {
    const cut = expect(hold(served, business, body)).rejects.toThrow("fetch failed");
    await somebodyWaits();
    // npm passes on what a terminal has sent already, so the second one counts only after a moment.
    const signalling = setInterval(() => served.process.kill("SIGTERM"), 100);
    expect(await served.exited).toBe(1);
    clearInterval(signalling);
    await cut;
  });
});

test("a process that is to work on a database without its tables ends, and says why", async () => {
  const empty = new URL(app.url);
  empty.pathname = "/template1";
  const served = await serve({ DATABASE_URL: empty.href });
  expect(await served.exited).toBe(1);
  expect(served.lines.join("\n")).toMatch(/^The database of DATABASE_URL can't be used\. The database lacks migration 0001-core: run npm run migrate\.$/m);
});
