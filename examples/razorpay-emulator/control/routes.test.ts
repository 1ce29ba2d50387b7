import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startEmulator, type TestEmulator } from "../testing.js";

let emulator: TestEmulator;
beforeAll(async () => void (emulator = await startEmulator()));
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

async function command(name: string, fields: object = {}) {
  const answer = await fetch(`${emulator.url}/control/${name}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(fields) });
  return { status: answer.status, body: await answer.json() };
}
const newOrder = async () => (await emulator.sdk.orders.create({ amount: 50_000, currency: "INR" })).id;

test("a shell can pay, look at the books, and start over", async () => {
  const orderId = await newOrder();
  const { body } = await command("pay", { orderId, outcome: "captured" });
  expect(body).toMatchObject({ razorpay_order_id: orderId, razorpay_signature: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const ledger = await (await fetch(`${emulator.url}/control/ledger`)).json();
  expect(ledger.totals).toEqual({ INR: { captured: 50_000, refunded: 0, refundsPending: 0 } });
  await command("reset");
  expect(emulator.control.ledger().orders).toEqual([]);
});

test("a shell can pay another amount, in another currency", async () => {
  const { body } = await command("pay", { orderId: await newOrder(), amount: 1, currency: "USD" });
  expect(await emulator.sdk.payments.fetch(body.razorpay_payment_id)).toMatchObject({ amount: 1, currency: "USD" });
  expect(await command("pay", { orderId: await newOrder(), amount: 1.5 })).toMatchObject({ status: 400, body: { error: { description: "The amount must be an integer." } } });
});

test("every command is listed with its fields, and each of them answers", async () => {
  const { commands } = await (await fetch(`${emulator.url}/control`)).json();
  const statuses = await Promise.all(Object.keys(commands).map(async (name) => [name, (await command(name)).status]));
  // Fields are missing: what counts is that nothing is unknown and nothing breaks.
  expect(commands).toMatchObject({ "settle-refund": ["refundId", "status"], reset: [] });
  for (const [name, status] of statuses) expect([name, status]).toEqual([name, expect.toSatisfy((status) => status === 200 || status === 400)]);
});

test("the clock moves, and says where it stands", async () => {
  const before = Date.parse(emulator.control.now());
  const { body } = await command("advance", { ms: 3_600_000 });
  expect(Date.parse(body.now) - before).toBeGreaterThanOrEqual(3_600_000);
});

test("what can't be done is said", async () => {
  expect(await command("pay", { orderId: "order_00000000000000" })).toMatchObject({ status: 400, body: { error: { description: "The id provided does not exist" } } });
  expect(await command("fail-next", { kind: "explode" })).toMatchObject({ status: 400, body: { error: { description: expect.stringContaining("must be one of") } } });
  for (const name of ["fly", "constructor"]) expect((await command(name)).status).toBe(404);
});

test.each([
  // Where the webhook should be named, none would be a way to switch it off.
  ["set-webhook", { url: "http://shop.test/hook", secret: "s" }, "There is no field url here: it takes webhook, keyId."],
  ["reset", { keyId: "rzp_test_x" }, "There is no field keyId here: it takes none."],
  ["send-event", { event: "invoice.paid", payload: [] }, "payload must be an object."],
  ["advance", { ms: -1 }, "ms must be 0 or more: the clock only moves forward."],
  ["set-list-lag", { seconds: -1 }, "seconds must be a whole number of at least 0."],
  ["drop-callbacks", { count: 0 }, "count must be a whole number of at least 1."],
  ["fail-next", { kind: "status", count: 0 }, "count must be a whole number of at least 1."],
  ["fail-next", { kind: "status", status: 200 }, "status must be a whole number from 500 to 599."],
  ["fail-next", { kind: "html", status: 99 }, "status must be a whole number from 400 to 599."],
  ["fail-next", { kind: "reset", status: 500 }, "A reset has no status."],
  ["tamper-webhooks", { action: "delay", delaySeconds: -1 }, "delaySeconds must be a whole number of at least 0."],
  ["tamper-webhooks", { action: "lose", count: -1 }, "count must be a whole number of at least 1."],
])("%s with %j is refused, and says what it takes", async (name, fields, description) => {
  expect(await command(name, fields)).toEqual({ status: 400, body: { error: { description } } });
});

test("a form on another website reaches nothing", async () => {
  const orderId = await newOrder();
  const answer = await fetch(`${emulator.url}/control/pay`, { method: "POST", body: new URLSearchParams({ orderId }) });
  expect(answer.status).toBe(400);
  expect((await emulator.sdk.orders.fetchPayments(orderId)).count).toBe(0);
});
