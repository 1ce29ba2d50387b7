import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClient, type Hold } from "../src/index.js";
import { answer, baseUrl, fakeApi } from "./helpers/api.js";
import { holdFields } from "./helpers/hold-fields.js";

const api = fakeApi();
const client = createClient({ baseUrl, key: "pk_1" });
const HOUR_MS = 3_600_000;

/** Time goes by: on the clock that counts, and on the one that people set. */
const pass = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  // Timers stay real, since msw answers with them.
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function place(changes = {}): Promise<Hold> {
  api.willAnswer(answer(holdFields({ token: "t1", ...changes }), 201));
  return client.holds.create({ serviceId: "svc_00000001", start: "2026-03-02T04:30:00Z" });
}

test.each([
  ["right", 0],
  ["3 hours fast", 3 * HOUR_MS],
  ["11 hours slow", -11 * HOUR_MS],
  ["in 1970", -Date.parse("2026-03-01T09:30:00Z")],
])("a device whose clock is %s counts from what the server said", async (_, offsetMs) => {
  vi.setSystemTime(Date.parse("2026-03-01T09:30:00Z") + offsetMs);
  const hold = await place();
  expect(hold.remainingMs()).toBe(300_000);
  pass(60_000);
  expect(hold.remainingMs()).toBe(240_000);
});

test("a clock that is set meanwhile, back or forth, changes nothing", async () => {
  const hold = await place();
  pass(10_000);
  vi.setSystemTime(Date.now() + 26 * HOUR_MS);
  expect(hold.remainingMs()).toBe(290_000);
  vi.setSystemTime(0);
  pass(10_000);
  expect(hold.remainingMs()).toBe(280_000);
});

test("it never goes below 0", async () => {
  const hold = await place();
  pass(HOUR_MS);
  expect(hold.remainingMs()).toBe(0);
});

test("a slow answer never tells more than is left", async () => {
  const slow: typeof fetch = () => {
    pass(4000);
    return Promise.resolve(answer(holdFields(), 201));
  };
  const hold = await createClient({ baseUrl, key: "pk_1", fetch: slow }).holds.create({ serviceId: "svc_00000001", start: "" });
  expect(hold.remainingMs()).toBe(296_000);
});

test("extending begins afresh, in the same object", async () => {
  const hold = await place();
  pass(200_000);
  api.willAnswer(answer(holdFields({ expiresInSeconds: 300, extensionsLeft: 9, serverTime: "2026-03-01T09:33:20.000Z" })));
  expect(await hold.extend()).toBe(hold);
  expect(hold.remainingMs()).toBe(300_000);
  expect(hold.extensionsLeft).toBe(9);
});

test("a stored answer tells the time of then: the hold reads itself again", async () => {
  api.willAnswer(
    answer(holdFields({ token: "t1" }), 201, { "Idempotency-Replayed": "true" }),
    answer(holdFields({ expiresInSeconds: 41.5, serverTime: "2026-03-01T09:34:18.500Z" })),
  );
  const hold = await client.holds.create({ serviceId: "svc_00000001", start: "" }, { idempotencyKey: "k1" });
  expect(hold.remainingMs()).toBe(41_500);
  expect(hold.token).toBe("t1");
  expect(api.seen[1]).toMatchObject({ method: "GET", path: "/v1/holds/hold_00000001" });
  expect(api.seen[1]!.headers.get("Holdfast-Token")).toBe("t1");
});

test("an answer that was overtaken changes nothing", async () => {
  const hold = await place();
  api.willAnswer(answer(holdFields({ status: "paying", expiresInSeconds: 600, serverTime: "2026-03-01T09:30:02.000Z" })));
  await hold.refresh();
  api.willAnswer(answer(holdFields({ expiresInSeconds: 299, serverTime: "2026-03-01T09:30:01.000Z" })));
  await hold.refresh();
  expect(hold.status).toBe("paying");
  expect(hold.remainingMs()).toBe(600_000);
});

test("opening checkout grants the time to pay", async () => {
  const hold = await place();
  pass(290_000);
  const payment = { provider: "razorpay", keyId: "rzp_test_1", orderId: "order_1", amount: 1, currency: "INR", scriptUrl: "" };
  const expires = { expiresAt: "2026-03-01T09:44:50.000Z", expiresInSeconds: 600, serverTime: "2026-03-01T09:34:50.000Z" };
  api.willAnswer(answer({ status: "requires_payment", payment, ...expires }));
  await hold.checkout({ customer: { name: "Asha", email: "asha@example.com" } });
  expect(hold).toMatchObject({ status: "paying", expiresAt: expires.expiresAt });
  expect(hold.remainingMs()).toBe(600_000);
});
