import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startEmulator, type TestEmulator } from "./testing.js";

let emulator: TestEmulator;
let paymentId: string;
beforeAll(async () => void (emulator = await startEmulator()));
afterAll(() => emulator.close());
beforeEach(async () => {
  emulator.control.reset();
  const { id } = await emulator.sdk.orders.create({ amount: 50_000, currency: "INR" });
  paymentId = emulator.control.pay(id, { outcome: "captured" }).razorpay_payment_id;
});

const payment = () => emulator.sdk.payments.fetch(paymentId);
const refund = (fields: object = {}) => emulator.sdk.payments.refund(paymentId, fields);
const refusal = (call: Promise<unknown>) => call.then(() => "accepted", ({ statusCode, error }) => `${statusCode} ${error.description}`);
async function refundWithKey(key: string, fields: object) {
  const answer = await emulator.call(`/v1/payments/${paymentId}/refund`, { method: "POST", body: JSON.stringify(fields), headers: { "x-refund-idempotency": key } });
  return { status: answer.status, body: await answer.json() };
}

describe("a refund", () => {
  test("without an amount gives all back; the order stays paid", async () => {
    expect(await refund({ speed: "normal", receipt: "r1" })).toMatchObject({ id: expect.stringMatching(/^rfnd_[A-Za-z0-9]{14}$/), amount: 50_000, status: "processed", receipt: "r1", notes: [] });
    expect(await payment()).toMatchObject({ status: "refunded", refund_status: "full", amount_refunded: 50_000 });
    expect(await emulator.sdk.orders.fetch((await payment()).order_id)).toMatchObject({ status: "paid" });
    expect(await refusal(refund())).toBe("400 The payment has been fully refunded already");
  });

  test("may be partial, but never of more than is left", async () => {
    await refund({ amount: 20_000 });
    expect(await payment()).toMatchObject({ status: "captured", refund_status: "partial", amount_refunded: 20_000 });
    expect(await refusal(refund({ amount: 50_001 }))).toBe("400 The refund amount provided is greater than amount captured.");
    expect(await refusal(refund({ amount: 30_001 }))).toBe("400 The total refund amount is greater than the refund payment amount");
    expect(await refusal(refund({ amount: 30_000 }))).toBe("accepted");
    expect((await emulator.sdk.payments.fetchMultipleRefund(paymentId)).items.map(({ amount }) => amount)).toEqual([30_000, 20_000]);
  });

  test("is of whole steps of its currency: a dinar has a thousand parts, and the last digit stays 0", async () => {
    const { id } = await emulator.sdk.orders.create({ amount: 1250, currency: "KWD" });
    paymentId = emulator.control.pay(id, { outcome: "captured" }).razorpay_payment_id;
    expect(await refusal(refund({ amount: 625 }))).toContain("last digit of the amount must be 0");
    expect(await refusal(refund({ amount: 630 }))).toBe("accepted");
  });

  test("needs a captured payment", async () => {
    const { id } = await emulator.sdk.orders.create({ amount: 50_000, currency: "INR" });
    const authorized = emulator.control.pay(id).razorpay_payment_id;
    expect(await refusal(emulator.sdk.payments.refund(authorized, {}))).toBe("400 The payment status should be captured for action to be taken");
  });

  test("with the same key and body is the same refund; with another body, a conflict", async () => {
    const first = await refundWithKey("booking_00001", { amount: 10_000 });
    expect(await refundWithKey("booking_00001", { amount: 10_000 })).toEqual(first);
    expect((await refundWithKey("booking_00001", { amount: 20_000 })).status).toBe(409);
    expect((await refundWithKey("short", { amount: 10_000 })).status).toBe(400);
    expect((await payment()).amount_refunded).toBe(10_000);
  });
});

describe("by hand in the dashboard", () => {
  const events = () => emulator.control.webhooks().map(({ event }) => event).slice(3);

  test("a refund needs no request: part of the payment, then all that is left", async () => {
    expect(emulator.control.refundByHand(paymentId, { amount: 20_000 })).toMatchObject({ amount: 20_000, payment_id: paymentId, status: "processed" });
    expect(events()).toEqual(["refund.created", "refund.processed"]);
    expect(emulator.control.refundByHand(paymentId)).toMatchObject({ amount: 30_000 });
    expect(await payment()).toMatchObject({ status: "refunded", refund_status: "full" });
    expect(emulator.control.ledger().totals["INR"]).toEqual({ captured: 50_000, refunded: 50_000, refundsPending: 0 });
  });

  test("a refund goes as the account's refunds go, and obeys the same rules", async () => {
    emulator.control.setRefundMode("pending");
    const { id } = emulator.control.refundByHand(paymentId, { amount: 40_000 });
    expect(events()).toEqual(["refund.created"]);
    expect(() => emulator.control.refundByHand(paymentId, { amount: 10_001 })).toThrow("greater than the refund payment amount");
    emulator.control.settleRefund(id, "failed");
    expect(events()).toEqual(["refund.created", "refund.failed"]);
    // A key that the merchant's program uses is not in its way.
    expect((await refundWithKey("booking_00001", {})).body).toMatchObject({ amount: 50_000 });
  });
});

describe("by arrangement", () => {
  test("refunds stay pending until they are settled", async () => {
    emulator.control.setRefundMode("pending");
    const { id, status } = await refund({ amount: 20_000 });
    expect(status).toBe("pending");
    expect(emulator.control.ledger().totals["INR"]).toEqual({ captured: 50_000, refunded: 0, refundsPending: 20_000 });
    emulator.control.settleRefund(id, "processed");
    expect(await emulator.sdk.refunds.fetch(id)).toMatchObject({ status: "processed", acquirer_data: { arn: expect.any(String) } });
    expect(() => emulator.control.settleRefund(id, "failed")).toThrow("processed already");
  });

  test("a failed one gives its amount back to what can be refunded, and its key keeps answering with it", async () => {
    emulator.control.setRefundMode("pending");
    const { body } = await refundWithKey("booking_00001", {});
    emulator.control.settleRefund(body.id, "failed");
    expect(await payment()).toMatchObject({ status: "captured", refund_status: null, amount_refunded: 0 });
    expect((await refundWithKey("booking_00001", {})).body).toMatchObject({ id: body.id, status: "failed" });
    emulator.control.setRefundMode("processed");
    expect((await refundWithKey("booking_00002", {})).body).toMatchObject({ status: "processed" });
  });

  test("a failing one is answered as pending, and its failure is told afterwards", async () => {
    emulator.control.setRefundMode("failed");
    const { id, status } = await refund();
    expect(status).toBe("pending");
    await emulator.control.advance(0);
    expect(await emulator.sdk.refunds.fetch(id)).toMatchObject({ status: "failed" });
    expect(emulator.control.webhooks().map(({ event }) => event)).toContain("refund.failed");
  });
});
