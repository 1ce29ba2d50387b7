import { beforeEach, expect, test } from "vitest";
import { deliverOutbox } from "../../src/workers/deliver-outbox.js";
import { createTestApp } from "../helpers/app.js";
import { backToNow } from "../helpers/back-to-now.js";
import { type Business, createBusiness, CUSTOMER } from "../helpers/business.js";
import { monday } from "../helpers/times.js";

const app = await createTestApp();
let business: Business;
beforeEach(async () => {
  await backToNow(app);
  business = await createBusiness(app, { payments: true });
});

/** For machines that have other things to do. */
const PATIENT = { timeout: 10_000 };
const waiting = async (kind: string) => (await app.sql`select from outbox where done_at is null and starts_with(topic, ${kind})`).count;

async function sell() {
  const service = await business.service({ resourceIds: [(await business.resource()).id], price: { amount: 50_000, currency: "INR" } });
  const { body: hold } = await business.hold({ serviceId: service.id, start: monday("10:00") });
  const { body } = await app.request("POST", `/v1/holds/${hold.id}/checkout`, { customer: CUSTOMER }, { token: hold.token });
  const proof = app.gateway.pay(body.payment.orderId);
  expect((await app.request("POST", `/v1/holds/${hold.id}/confirm`, proof, { token: hold.token })).status).toBe(200);
  return proof.razorpayPaymentId;
}

test("a mail server that hangs keeps no money waiting, and its mails are sent once it answers", async () => {
  let answer = () => {};
  const hanging = new Promise<void>((resolve) => (answer = resolve));
  const sent: string[] = [];
  const mailer = { ...app.deps.mailer, send: (mail: { subject: string }) => hanging.then(() => void sent.push(mail.subject)) };
  const workers = (["mail", "payment"] as const).map((kind) => deliverOutbox({ ...app.deps, mailer }, kind));
  const paymentId = await sell();
  for (const worker of workers) worker.start();
  await expect.poll(() => app.gateway.payments.get(paymentId)!.status, PATIENT).toBe("captured");
  await expect.poll(() => waiting("payment"), PATIENT).toBe(0);
  expect(sent).toEqual([]);
  answer();
  await expect.poll(() => waiting("mail"), PATIENT).toBe(0);
  expect(sent).toContainEqual(expect.stringMatching(/^Booked: /));
  await Promise.all(workers.map((worker) => worker.stop()));
});

test("many at once are each delivered once, and each marked as done", async () => {
  await Promise.all(Array.from({ length: 5 }, sell));
  const worker = deliverOutbox(app.deps, "payment");
  worker.start();
  await expect.poll(() => waiting("payment"), PATIENT).toBe(0);
  await worker.stop();
  expect((await app.sql`select from outbox where starts_with(topic, 'payment') and attempts <> 1`).count).toBe(0);
  expect([...app.gateway.payments.values()].map(({ status }) => status).filter((status) => status !== "captured")).toEqual([]);
});
