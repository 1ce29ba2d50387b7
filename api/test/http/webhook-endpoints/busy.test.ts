import { expect, test } from "vitest";
import { expireHolds } from "../../../src/operations/holds/expire-holds.js";
import { deliverWebhooks, tidyWebhooks } from "../../../src/workers/deliver-webhooks.js";
import { createTestApp } from "../../helpers/app.js";
import { createBusiness } from "../../helpers/business.js";
import { createJourney } from "../../helpers/journey.js";
import { answers, startReceiver } from "../../helpers/receiver.js";
import { monday, NOW } from "../../helpers/times.js";
import { until } from "../../helpers/until.js";
import { deadlocks } from "../../races/deadlocks.js";
import { createListener } from "./listener.js";

const receiver = await startReceiver();
const app = await createTestApp({ webhooks: { allowPrivateNetworks: true, timeoutMs: 2000 } });

test("whatever is done to endpoints meanwhile: no booking fails of it, nothing deadlocks, and who was there all the time hears of everything once", async () => {
  await app.clock.set(NOW);
  const business = await createBusiness(app);
  const customer = createJourney(app, business);
  const { serviceId } = await customer.service({ capacity: 200 });
  const [steady, troubled] = await Promise.all([createListener(app, receiver, business), createListener(app, receiver, business)]);
  receiver.answer(troubled.path, ...Array.from({ length: 60 }, (_, i) => (i % 7 === 3 ? answers.status(410) : i % 2 ? answers.status(500) : answers.ok)));
  const workers = [deliverWebhooks(app.deps), deliverWebhooks(app.deps), tidyWebhooks(app.deps)];
  for (const worker of workers) worker.start();

  const over = new AbortController();
  const meanwhile = async (work: (turn: number) => Promise<unknown>) => {
    for (let turn = 0; !over.signal.aborted; turn++) await work(turn);
  };
  const bookings = Array.from({ length: 6 }, async () => {
    for (let i = 0; i < 12; i++) {
      const booking = await customer.book({ serviceId, start: monday("10:00") });
      expect((await customer.cancel(booking)).status).toBe(200);
    }
  });
  const trouble = [
    meanwhile((turn) => troubled.call("PATCH", "", { disabled: turn % 2 === 0 })),
    meanwhile(async () => {
      for (const { id } of await troubled.deliveries("?limit=5")) await troubled.call("POST", `/deliveries/${id}/replay`);
    }),
    meanwhile(async () => {
      const shortLived = await createListener(app, receiver, business);
      await shortLived.call("POST", "/rotate-secret");
      expect((await shortLived.call("DELETE")).status).toBe(204);
    }),
    meanwhile(async () => {
      for (const worker of workers) worker.wake();
      await expireHolds(app.deps, 100);
    }),
  ];
  await Promise.all(bookings).finally(() => over.abort());
  await Promise.all(trouble);
  const events = 6 * 12 * 3;
  await until("the steady endpoint has heard of everything", () => steady.received().length, (count) => count >= events);
  await Promise.all(workers.map((worker) => worker.stop()));

  expect(steady.received()).toHaveLength(events);
  expect(new Set(steady.received().map(({ headers }) => headers["webhook-id"])).size).toBe(events);
  expect(await deadlocks(app.sql)).toBe(0);
  expect(await app.breaches()).toEqual([]);
});
