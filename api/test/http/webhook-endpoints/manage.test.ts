import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { expectProblem } from "../../helpers/problems.js";
import { MINUTE_MS, NOW } from "../../helpers/times.js";

/** What names resolve to, for everybody here. */
const names = new Map([["innocent.example", "10.0.0.1"], ["metadata.example", "169.254.169.254"]]);
const app = await createTestApp({ webhooks: { resolve: async (hostname) => [{ address: names.get(hostname) ?? "192.168.0.1", family: 4 }] } });
let business: Business;

beforeEach(async () => {
  await app.clock.set(NOW);
  business = await createBusiness(app);
});

const HOOK = "https://hooks.example.com/holdfast?shop=1";
const call = (method: string, path = "", body?: object, options: object = {}) => app.request(method, `/v1/webhook-endpoints${path}`, body, { key: business.sk, ...options });
const create = async (options: object = {}) => (await call("POST", "", { url: HOOK, ...options })).body;

test("an endpoint is told of everything unless it says otherwise, and its secret is told once", async () => {
  const { status, body } = await call("POST", "", { url: HOOK });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^whe_/), url: HOOK, description: null, events: ["*"], secret: expect.stringMatching(/^whsec_/),
    previousSecretValidUntil: null, failingSince: null, disabledAt: null, disabledReason: null, createdAt: NOW.toISOString(),
  });
  const { secret: _, ...shown } = body;
  expect((await call("GET", `/${body.id}`)).body).toEqual(shown);
  expect((await call("GET")).body).toEqual({ data: [shown], nextCursor: null });
});

test("a repeated request makes one endpoint, and tells the same secret", async () => {
  const ask = (url = HOOK) => call("POST", "", { url }, { idempotencyKey: "e" });
  const [first, second] = [await ask(), await ask()];
  expect(second.body).toEqual(first.body);
  expect((await call("GET")).body.data).toHaveLength(1);
  expectProblem(await ask("https://other.example.com/"), "idempotency_key_reused");
});

test("a filter keeps each type once, and beside * nothing", async () => {
  expect((await create({ events: ["refund.failed", "booking.confirmed", "refund.failed"] })).events).toEqual(["refund.failed", "booking.confirmed"]);
  expect((await create({ events: ["refund.failed", "*"] })).events).toEqual(["*"]);
});

test("what is named is changed, and nothing else", async () => {
  const { id, secret: _, ...made } = await create({ description: "Cash desk" });
  expect((await call("PATCH", `/${id}`, {})).body).toEqual({ id, ...made });
  expect((await call("PATCH", `/${id}`, { events: ["hold.created"] })).body).toEqual({ id, ...made, events: ["hold.created"] });
  expect((await call("PATCH", `/${id}`, { description: null, url: "https://new.example.com/" })).body).toEqual({ id, ...made, events: ["hold.created"], description: null, url: "https://new.example.com/" });
  // Again is no error, and no other reason.
  for (let again = 0; again < 2; again++) expect((await call("PATCH", `/${id}`, { disabled: true })).body).toMatchObject({ disabledAt: NOW.toISOString(), disabledReason: "owner" });
  for (let again = 0; again < 2; again++) expect((await call("PATCH", `/${id}`, { disabled: false })).body).toMatchObject({ disabledAt: null, disabledReason: null });
});

test("a business has at most twenty, even where two requests ask for the last one at once", async () => {
  for (let i = 0; i < 19; i++) await create();
  const answers = await Promise.all([call("POST", "", { url: HOOK }), call("POST", "", { url: HOOK })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expectProblem(answers.find(({ status }) => status === 409)!, "conflict");
  await call("DELETE", `/${(await call("GET")).body.data[0].id}`);
  expect((await call("POST", "", { url: HOOK })).status).toBe(201);
});

test("lists go through every endpoint and every delivery once, a page at a time", async () => {
  const walk = async (path: string) => {
    const ids: string[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await call("GET", `${path}?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(body.data.length).toBeLessThanOrEqual(2);
      ids.push(...body.data.map(({ id }: { id: string }) => id));
      if (!body.nextCursor) return ids;
      cursor = body.nextCursor;
    }
  };
  const made = [(await create()).id, (await create()).id, (await create()).id];
  expect(await walk("")).toEqual([...made].sort());

  const sent: string[] = [];
  for (let i = 0; i < 5; i++) {
    // Two of one moment, too.
    if (i % 2 === 0) await app.clock.advance(1000);
    sent.push((await call("POST", `/${made[0]}/test`)).body.id);
  }
  const listed = await walk(`/${made[0]}/deliveries`);
  expect(listed).toHaveLength(5);
  expect([...listed].sort()).toEqual([...sent].sort());
  expect(await walk(`/${made[1]}/deliveries`)).toEqual([]);
});

test("deliveries are found by status, type and time", async () => {
  const { id } = await create();
  await call("POST", `/${id}/test`);
  await app.clock.advance(MINUTE_MS);
  const service = await business.service({ resourceIds: [(await business.resource()).id] });
  await business.hold({ serviceId: service.id, start: new Date(NOW.getTime() + 30 * 3_600_000).toISOString() });
  const types = async (query: string) => (await call("GET", `/${id}/deliveries?${query}`)).body.data.map(({ event }: any) => event.type);
  expect(await types("")).toEqual(["hold.created", "webhook.test"]);
  expect(await types("type=hold.created")).toEqual(["hold.created"]);
  expect(await types("type=webhook.test")).toEqual(["webhook.test"]);
  expect(await types("status=pending")).toHaveLength(2);
  expect(await types("status=delivered")).toEqual([]);
  const later = new Date(NOW.getTime() + MINUTE_MS).toISOString();
  expect(await types(`from=${later}`)).toEqual(["hold.created"]);
  expect(await types(`to=${later}`)).toEqual(["webhook.test"]);
});

test.each<[string, object, string]>([
  ["no address", {}, "url"],
  ["what is none", { url: "hooks" }, "url"],
  ["another protocol", { url: "ftp://example.com/" }, "url"],
  ["a script", { url: "javascript:alert(1)" }, "url"],
  ["plain http", { url: "http://example.com/" }, "url"],
  ["a password", { url: "https://asha:secret@example.com/" }, "url"],
  ["a fragment", { url: "https://example.com/#top" }, "url"],
  ["too long an address", { url: `https://example.com/${"x".repeat(2000)}` }, "url"],
  ["loopback", { url: "https://127.0.0.1/" }, "url"],
  ["localhost", { url: "https://localhost:8443/" }, "url"],
  ["a private network", { url: "https://10.0.0.1/" }, "url"],
  ["loopback of IPv6", { url: "https://[::1]/" }, "url"],
  ["a mapped address", { url: "https://[::ffff:10.0.0.1]/" }, "url"],
  ["an address as one number", { url: "https://2130706433/" }, "url"],
  ["an address in octal", { url: "https://0177.0.0.1/" }, "url"],
  ["a cloud's metadata", { url: "https://169.254.169.254/" }, "url"],
  ["an event that nobody knows", { url: HOOK, events: ["booking.lost"] }, "events[0]"],
  ["no event", { url: HOOK, events: [] }, "events"],
  ["a secret of one's own", { url: HOOK, secret: "whsec_x" }, "secret"],
  ["a description of several lines", { url: HOOK, description: "a\nb" }, "description"],
])("%s is refused by its path, when an endpoint is made and when it is changed", async (name, body, path) => {
  expectProblem(await call("POST", "", body), "validation_failed", path);
  expect((await call("GET")).body.data).toEqual([]);
  if (name === "no address") return;
  const { id, secret: _, ...made } = await create();
  expectProblem(await call("PATCH", `/${id}`, body), "validation_failed", path);
  expect((await call("GET", `/${id}`)).body).toEqual({ id, ...made });
});

test.each(["innocent.example", "metadata.example"])("%s resolves to a network that is not public: nothing is sent, and the log says why without saying where", async (host) => {
  const { id } = await create({ url: `https://${host}/latest` });
  await call("POST", `/${id}/test`);
  await app.deliverWebhooks();
  const [delivery] = (await call("GET", `/${id}/deliveries`)).body.data;
  expect(delivery).toMatchObject({ status: "pending", attempts: 1, lastAttempt: { status: null, error: "Nothing was sent: the address's name does not lead to the public internet.", response: null } });
  expect(JSON.stringify(delivery)).not.toContain(names.get(host));
});

test("another business's endpoint and deliveries are unknown on every route, and stay as they are", async () => {
  const { id } = await create();
  const delivery = (await call("POST", `/${id}/test`)).body;
  const before = (await call("GET", `/${id}`)).body;
  const other = await createBusiness(app);
  for (const [method, path, body] of [
    ["GET", `/${id}`], ["PATCH", `/${id}`, { disabled: true }], ["DELETE", `/${id}`], ["POST", `/${id}/rotate-secret`], ["POST", `/${id}/test`],
    ["GET", `/${id}/deliveries`], ["POST", `/${id}/deliveries/${delivery.id}/replay`],
  ] as const)
    expectProblem(await call(method, path, body, { key: other.sk }), "not_found");
  const theirs = (await call("POST", "", { url: HOOK }, { key: other.sk })).body.id;
  expectProblem(await call("POST", `/${theirs}/deliveries/${delivery.id}/replay`, undefined, { key: other.sk }), "not_found");
  expect((await call("GET", "", undefined, { key: other.sk })).body.data.map((each: { id: string }) => each.id)).toEqual([theirs]);
  expect((await call("GET", `/${id}`)).body).toEqual(before);
  expect((await call("GET", `/${id}/deliveries`)).body.data).toEqual([delivery]);
});
