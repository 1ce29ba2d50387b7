import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startEmulator, type TestEmulator, WEBHOOK_SECRET } from "./testing.js";

const HOUR = 3_600_000;
let emulator: TestEmulator;
let answers: number[];
beforeEach(async () => void (emulator = await startEmulator({}, (answers = []))));
afterEach(() => emulator.close());

async function payOne(outcome: "authorized" | "captured" | "failed" = "captured") {
  const { id } = await emulator.sdk.orders.create({ amount: 50_000, currency: "INR" });
  const proof = emulator.control.pay(id, { outcome });
  await emulator.control.webhooksSettled();
  return proof;
}
const events = () => emulator.received.map(({ event }) => event);
const eventIds = () => emulator.received.map(({ headers }) => headers.get("x-razorpay-event-id"));

describe("events", () => {
  test("tell what happened, in Razorpay's envelope, signed over the raw body", async () => {
    const { razorpay_payment_id: paymentId, razorpay_order_id: orderId } = await payOne();
    expect(events()).toEqual(["payment.authorized", "payment.captured", "order.paid"]);
    const { body, headers } = emulator.received[2]!;
    expect(JSON.parse(body)).toMatchObject({
      entity: "event",
      account_id: expect.stringMatching(/^acc_/),
      contains: ["payment", "order"],
      payload: { payment: { entity: { id: paymentId, status: "captured" } }, order: { entity: { id: orderId, status: "paid" } } },
      created_at: expect.any(Number),
    });
    expect(headers.get("x-razorpay-signature")).toBe(createHmac("sha256", WEBHOOK_SECRET).update(body).digest("hex"));
    expect(new Set(eventIds()).size).toBe(3);
  });

  test("tell how things stood when they happened, however late they arrive", async () => {
    emulator.control.holdWebhooks();
    await payOne();
    await emulator.control.releaseWebhooks();
    expect(JSON.parse(emulator.received[0]!.body).payload.payment.entity.status).toBe("authorized");
  });

  test("of failures and refunds come too", async () => {
    await payOne("failed");
    const { razorpay_payment_id: paymentId } = await payOne();
    emulator.received.length = 0;
    await emulator.sdk.payments.refund(paymentId, {});
    await emulator.control.webhooksSettled();
    expect(events()).toEqual(["refund.created", "refund.processed"]);
    expect(emulator.control.webhooks()[0]).toMatchObject({ event: "payment.failed", state: "delivered" });
  });
});

test("an event of any other kind can be sent, signed like the rest", async () => {
  const payload = { subscription: { entity: { id: "sub_00000000000001", entity: "subscription" } } };
  const { id, event } = emulator.control.sendEvent("subscription.charged", payload);
  await emulator.control.webhooksSettled();
  const { body, headers } = emulator.received[0]!;
  expect(event).toBe("subscription.charged");
  expect(headers.get("x-razorpay-event-id")).toBe(id);
  expect(headers.get("x-razorpay-signature")).toBe(createHmac("sha256", WEBHOOK_SECRET).update(body).digest("hex"));
  expect(JSON.parse(body)).toMatchObject({ entity: "event", event: "subscription.charged", contains: ["subscription"], payload });
});

describe("a webhook that is not answered with 2xx", () => {
  test("is sent again with growing gaps, byte for byte", async () => {
    answers.push(500, 302);
    await payOne("authorized");
    await emulator.control.advance(29_000);
    expect(events()).toHaveLength(1);
    await emulator.control.advance(1000);
    expect(events()).toHaveLength(2);
    await emulator.control.advance(60_000);
    expect(new Set(emulator.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(eventIds()).size).toBe(1);
    expect(emulator.control.webhooks()).toMatchObject([{ state: "delivered", attempts: [{ status: 500 }, { status: 302 }, { status: 200 }] }]);
  });

  test("for a day disables its address until it is set anew", async () => {
    answers.push(...Array.from({ length: 100 }, () => 500));
    await payOne("authorized");
    await emulator.control.advance(25 * HOUR);
    expect(emulator.control.webhooks()).toMatchObject([{ state: "given_up" }]);
    answers.length = 0;
    await payOne("authorized");
    expect(emulator.control.webhooks()[1]).toMatchObject({ state: "unsent" });
    emulator.control.setWebhook({ url: "http://shop.test/hook", secret: WEBHOOK_SECRET });
    await payOne("authorized");
    expect(emulator.control.webhooks()[2]).toMatchObject({ state: "delivered" });
  });
});

describe("by arrangement webhooks are", () => {
  test("lost", async () => {
    emulator.control.tamperWebhooks({ action: "lose", event: "payment.captured" });
    await payOne();
    expect(events()).toEqual(["payment.authorized", "order.paid"]);
  });

  test("duplicated, under the same event id", async () => {
    emulator.control.tamperWebhooks({ action: "duplicate" });
    await payOne("authorized");
    expect(events()).toEqual(["payment.authorized", "payment.authorized"]);
    expect(new Set(eventIds()).size).toBe(1);
  });

  test("delayed, by the emulator's clock", async () => {
    emulator.control.tamperWebhooks({ action: "delay", delaySeconds: 300 });
    await payOne("authorized");
    expect(events()).toEqual([]);
    await emulator.control.advance(300_000);
    expect(events()).toEqual(["payment.authorized"]);
  });

  test("reordered", async () => {
    emulator.control.holdWebhooks();
    await payOne();
    expect(events()).toEqual([]);
    await emulator.control.releaseWebhooks("reversed");
    expect(events()).toEqual(["order.paid", "payment.captured", "payment.authorized"]);
  });

  test("sent again by hand, whatever became of them", async () => {
    await payOne("authorized");
    await emulator.control.resendWebhook(emulator.control.webhooks()[0]!.id);
    expect(emulator.received[1]!.body).toBe(emulator.received[0]!.body);
  });
});

test("nothing is sent after a reset", async () => {
  const { id } = await emulator.sdk.orders.create({ amount: 50_000, currency: "INR" });
  emulator.control.pay(id);
  emulator.control.reset();
  await emulator.control.webhooksSettled();
  expect(events()).toEqual([]);
});
