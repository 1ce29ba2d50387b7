import { afterAll, beforeAll, expect, test } from "vitest";
import { deliverWebhooks } from "../../../src/workers/deliver-webhooks.js";
import { createTestApp } from "../../helpers/app.js";
import { createBusiness } from "../../helpers/business.js";
import { answers, startReceiver } from "../../helpers/receiver.js";
import { until } from "../../helpers/until.js";
import { createListener } from "./listener.js";

const receiver = await startReceiver();
// Far longer than this file takes: who hangs, hangs to its end.
const app = await createTestApp({ webhooks: { allowPrivateNetworks: true, timeoutMs: 60_000 } });
const worker = deliverWebhooks(app.deps);
let business: Awaited<ReturnType<typeof createBusiness>>;
const hanging: (() => void)[] = [];

beforeAll(async () => {
  business = await createBusiness(app);
  worker.start();
});
afterAll(async () => {
  for (const end of hanging) end();
  await worker.stop();
});

test("an endpoint that never answers keeps nobody else waiting, however much is due there", async () => {
  const slow = await createListener(app, receiver, business, { description: "slow" });
  const fast = await createListener(app, receiver, business, { description: "fast" });
  receiver.answer(slow.path, (response) => void hanging.push(() => answers.ok(response)));
  // More than the worker has places for, and due before all of the other's.
  for (let i = 0; i < 70; i++) await slow.call("POST", "/test");
  for (let i = 0; i < 10; i++) await fast.call("POST", "/test");
  worker.wake();
  await until("the fast endpoint has all of its events", () => fast.received().length, (count) => count === 10);
  expect(slow.received().length).toBeLessThan(20);
  await until("they are noted", async () => (await fast.deliveries("?status=delivered")).length, (count) => count === 10);

  // And the slow one gets all of its own, as soon as it answers.
  receiver.answer(slow.path, answers.ok);
  for (const end of hanging.splice(0)) end();
  await until("the slow endpoint has all of its events, too", async () => (await slow.deliveries("?status=delivered&limit=200")).length, (count) => count === 70);
  expect(new Set(slow.received().map(({ headers }) => headers["webhook-id"])).size).toBe(70);
  expect(slow.received()).toHaveLength(70);
});

test("an event leaves soon after its cause, without anybody's asking", async () => {
  const listener = await createListener(app, receiver, business);
  const startedAt = performance.now();
  await listener.call("POST", "/test");
  await until("it arrived", () => listener.received().length, (count) => count === 1);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

test("a worker that is stopped finishes what it began", async () => {
  const listener = await createListener(app, receiver, business);
  receiver.answer(listener.path, (response) => void hanging.push(() => answers.ok(response)));
  await listener.call("POST", "/test");
  await until("it is under way", () => listener.received().length, (count) => count === 1);
  const stopped = worker.stop();
  for (const end of hanging.splice(0)) end();
  await stopped;
  expect(await listener.deliveries()).toMatchObject([{ status: "delivered" }]);
});
