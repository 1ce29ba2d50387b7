import { expect, onTestFinished, test } from "vitest";
import { createApi } from "../../../src/api.js";
import { connect } from "../../../src/database/connect.js";
import { startEmbeddedServer } from "../../../src/database/embedded-server.js";
import { migrate } from "../../../src/database/migrate.js";
import { EVERY_DAY } from "../../helpers/business.js";
import { startNetwork } from "../../helpers/test-network.js";
import { temporaryFolder } from "../../helpers/temporary-folder.js";

/** For machines that have other things to do. */
const PATIENT = { timeout: 10_000 };

/** A server of the test's own, and an API on it with a service to be booked. */
async function start(change: { through?: (url: string) => Promise<string>; database?: object; databasePool?: number } = {}) {
  const dataDirectory = await temporaryFolder();
  let server = await startEmbeddedServer({ dataDirectory, durable: false });
  onTestFinished(() => server.stop());
  const admin = connect(server.url, { max: 2 });
  onTestFinished(() => admin.end({ timeout: 0 }));
  await migrate(admin);
  const api = createApi({
    databaseUrl: (await change.through?.(server.url)) ?? server.url,
    databasePool: change.databasePool ?? 4,
    database: { waitSeconds: 2, ...change.database },
    secret: "a secret of at least thirty-two characters",
    publicUrl: "https://booking.test",
    mail: { from: "Holdfast <bookings@test.example>", onMail: () => {} },
    logLevel: "silent",
  });
  onTestFinished(() => api.stop(0));
  api.startWorkers();

  const request = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await api.app.request(path, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("Content-Type")?.includes("json");
    return { status: response.status, retryAfter: response.headers.get("Retry-After"), body: isJson ? JSON.parse(text) : text };
  };
  const owner = { email: "owner@business.test", password: "correct horse battery" };
  const signedUp = await request("POST", "/v1/owners/sign-up", { ...owner, businessName: "Business", timeZone: "UTC", currency: "INR" });
  const auth = { Authorization: `Bearer ${signedUp.body.secretKey}` };
  const resource = await request("POST", "/v1/resources", { name: "Chair", timeZone: "UTC", weekly: EVERY_DAY }, auth);
  const service = await request("POST", "/v1/services", { name: "Cut", durationMinutes: 30, price: { amount: 0, currency: "INR" }, resourceIds: [resource.body.id] }, auth);
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  let slots = 0;
  /** A hold of a slot that nobody has. */
  const hold = () => {
    const start = new Date(Date.parse(`${day}T09:00:00Z`) + 30 * 60_000 * slots++).toISOString();
    return request("POST", "/v1/holds", { serviceId: service.body.id, start }, auth);
  };
  const kept: { id: string; token: string } = (await hold()).body;
  return {
    admin, request, auth, hold,
    /** Something of every kind that needs the database. */
    async everything() {
      const { id, token } = kept;
      return Promise.all([
        hold(),
        request("GET", `/v1/services/${service.body.id}`, undefined, auth),
        request("GET", `/v1/availability?serviceId=${service.body.id}&from=${day}&to=${day}&timeZone=UTC`, undefined, auth),
        request("GET", `/v1/holds/${id}`, undefined, { "Holdfast-Token": token }),
        request("POST", `/v1/holds/${id}/extend`, undefined, { "Holdfast-Token": token }),
        request("POST", "/v1/owners/sign-in", owner),
        request("POST", "/v1/services", { name: "Shave", durationMinutes: 15, price: { amount: 0, currency: "INR" }, resourceIds: [resource.body.id] }, auth),
        request("GET", "/readyz"),
      ]);
    },
    stopDatabase: () => server.stop(),
    async startDatabase() {
      server = await startEmbeddedServer({ dataDirectory, durable: false, port: server.port });
    },
  };
}

const UNAVAILABLE = { status: 503, retryAfter: "1", body: { code: "service_unavailable", status: 503 } };

test("a database that is away: everything that needs it says so, what does not goes on; when it is back, so is everything", async () => {
  const shop = await start();
  expect((await shop.everything()).map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200, 201, 200]);
  await shop.stopDatabase();
  for (let times = 0; times < 3; times++)
    for (const answer of await shop.everything()) expect(answer).toMatchObject(UNAVAILABLE);
  expect(await shop.request("GET", "/healthz")).toMatchObject({ status: 200 });
  expect(await shop.request("GET", "/v1/openapi.json")).toMatchObject({ status: 200 });

  await shop.startDatabase();
  await expect.poll(async () => (await shop.request("GET", "/readyz")).status, PATIENT).toBe(200);
  await expect.poll(async () => (await shop.everything()).map(({ status }) => status), PATIENT).toEqual([201, 200, 200, 200, 200, 200, 201, 200]);
});

test("a database that can't be reached any more, without a word: everything says so in time, and all is well again when it can", async () => {
  let network!: Awaited<ReturnType<typeof startNetwork>>;
  const through = async (url: string) => (network = await startNetwork(url)).url;
  const shop = await start({ through, database: { waitSeconds: 0.5, statementTimeoutSeconds: 1 } });
  await shop.everything();
  network.freeze();
  for (const answer of await shop.everything()) expect(answer).toMatchObject(UNAVAILABLE);
  network.thaw();
  await expect.poll(async () => (await shop.everything()).map(({ status }) => status), { timeout: 15_000 }).toEqual([201, 200, 200, 200, 200, 200, 201, 200]);
}, 40_000);

test("all connections taken: who waits too long is told to come back, and nobody waits for ever", async () => {
  const shop = await start({ databasePool: 2, database: { waitSeconds: 0.5 } });
  const holds = await Promise.all(Array.from({ length: 8 }, () => shop.hold()));
  const extend = ({ body }: { body: { id: string; token: string } }) => shop.request("POST", `/v1/holds/${body.id}/extend`, undefined, { "Holdfast-Token": body.token });
  const answers = await shop.admin.begin(async (tx) => {
    await tx`lock table claims in share mode`;
    const answers = holds.map(extend);
    const first = await Promise.race(answers);
    expect(first).toMatchObject(UNAVAILABLE);
    // Two are under way, and wait for us; so does the worker that ends holds.
    await expect.poll(async () => (await shop.admin`select from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'update claims'`).length, PATIENT).toBe(2);
    return { answers };
  });
  const statuses = (await Promise.all(answers.answers)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 200, 503, 503, 503, 503, 503, 503]);
  // Refused is refused: they are extended as if nothing had been.
  const again = await Promise.all(holds.filter((_, i) => statuses[i] === 503).map(extend));
  expect(again.map(({ status }) => status)).toEqual(Array(6).fill(200));
});

test("a row that somebody keeps locked: those who only came at the same moment are booked, whose it is is told to come back", async () => {
  const shop = await start();
  const holds = await Promise.all(Array.from({ length: 8 }, () => shop.hold()));
  const book = ({ body }: { body: { id: string; token: string } }) =>
    shop.request("POST", `/v1/holds/${body.id}/checkout`, { customer: { name: "Asha Rao", email: "asha@customer.test" } }, { "Holdfast-Token": body.token });
  await shop.admin.begin(async (tx) => {
    await tx`select from holds where hold_id = ${holds[0]!.body.id} for update`;
    const [locked, ...others] = await Promise.all(holds.map(book));
    expect(locked).toMatchObject(UNAVAILABLE);
    expect(others.map(({ status }) => status)).toEqual(Array(7).fill(200));
  });
  expect((await book(holds[0]!)).status).toBe(200);
});
