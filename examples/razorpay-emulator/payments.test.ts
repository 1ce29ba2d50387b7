import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startEmulator, type TestEmulator } from "./testing.js";

const MINUTE = 60_000;
let emulator: TestEmulator;
beforeAll(async () => void (emulator = await startEmulator()));
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

const order = (payment?: object) => emulator.sdk.orders.create({ amount: 50_000, currency: "INR", ...(payment && { payment }) } as never);
const statusOf = async (paymentId: string) => (await emulator.sdk.payments.fetch(paymentId)).status;
const refusal = (call: Promise<unknown>) => call.then(() => "accepted", ({ statusCode, error }) => `${statusCode} ${error.description}`);

describe("a payment", () => {
  test("is signed with the key's secret, order first", async () => {
    const { id } = await order();
    const proof = emulator.control.pay(id);
    const signed = createHmac("sha256", emulator.keySecret).update(`${id}|${proof.razorpay_payment_id}`).digest("hex");
    expect(proof).toEqual({ razorpay_order_id: id, razorpay_payment_id: expect.stringMatching(/^pay_[A-Za-z0-9]{14}$/), razorpay_signature: signed });
  });

  test("goes from authorised to captured, and its order from created over attempted to paid", async () => {
    const { id } = await order();
    const { razorpay_payment_id: paymentId } = emulator.control.pay(id);
    expect(await statusOf(paymentId)).toBe("authorized");
    expect(await emulator.sdk.orders.fetch(id)).toMatchObject({ status: "attempted", attempts: 1, amount_paid: 0 });
    expect(await emulator.sdk.payments.capture(paymentId, 50_000, "INR")).toMatchObject({ status: "captured", captured: true, fee: 1180, tax: 180 });
    expect(await emulator.sdk.orders.fetch(id)).toMatchObject({ status: "paid", amount_paid: 50_000, amount_due: 0 });
  });

  test("that failed is listed with its order, and may be authorised late", async () => {
    const { id } = await order();
    const { razorpay_payment_id: paymentId } = emulator.control.pay(id, { outcome: "failed" });
    const { items } = await emulator.sdk.orders.fetchPayments(id);
    expect(items).toMatchObject([{ id: paymentId, status: "failed", error_code: "BAD_REQUEST_ERROR" }]);
    emulator.control.authorizeLate(paymentId);
    expect(await emulator.sdk.payments.fetch(paymentId)).toMatchObject({ status: "authorized", error_code: null });
    expect(() => emulator.control.authorizeLate(paymentId)).toThrow("only a failed one");
  });

  test("can be captured only once, whole, in its currency, and when authorised", async () => {
    const { id } = await order();
    const capture = (paymentId: string, amount = 50_000, currency = "INR") => refusal(emulator.sdk.payments.capture(paymentId, amount, currency));
    const failed = emulator.control.pay(id, { outcome: "failed" }).razorpay_payment_id;
    const paymentId = emulator.control.pay(id).razorpay_payment_id;
    expect(await capture(failed)).toBe("400 Only payments which have been authorized and not yet captured can be captured");
    expect(await capture(paymentId, 49_900)).toBe("400 Capture amount must be equal to the amount authorized.");
    expect(await capture(paymentId, 50_000, "USD")).toBe("400 Capture currency must be equal to the currency authorized.");
    expect(await capture(paymentId)).toBe("accepted");
    expect(await capture(paymentId)).toBe("400 This payment has already been captured");
  });
});

describe("a payment of another amount than the order's", () => {
  test("says so everywhere, is captured and refunded as what it is, and leaves the rest of the order due", async () => {
    const { id } = await order();
    const { razorpay_payment_id: paymentId } = emulator.control.pay(id, { amount: 20_000 });
    expect(await emulator.sdk.payments.fetch(paymentId)).toMatchObject({ amount: 20_000, currency: "INR", order_id: id, status: "authorized" });
    expect((await emulator.sdk.orders.fetchPayments(id)).items).toMatchObject([{ amount: 20_000 }]);
    expect(await refusal(emulator.sdk.payments.capture(paymentId, 50_000, "INR"))).toBe("400 Capture amount must be equal to the amount authorized.");
    expect(await emulator.sdk.payments.capture(paymentId, 20_000, "INR")).toMatchObject({ status: "captured", fee: 472, tax: 72 });
    expect(await emulator.sdk.orders.fetch(id)).toMatchObject({ status: "attempted", amount_paid: 20_000, amount_due: 30_000 });
    expect(await refusal(emulator.sdk.payments.refund(paymentId, { amount: 20_001 }))).toBe("400 The refund amount provided is greater than amount captured.");
    expect(await emulator.sdk.payments.refund(paymentId, {})).toMatchObject({ amount: 20_000 });
    expect(emulator.control.ledger()).toMatchObject({
      totals: { INR: { captured: 20_000, refunded: 20_000, refundsPending: 0 } },
      orders: [{ amount: 50_000, captured: 20_000, refunded: 20_000, payments: [{ captured: 20_000, status: "refunded" }] }],
    });
  });

  test("pays the order together with another one, and no sooner is the order's payment told", async () => {
    const { id } = await order();
    emulator.control.pay(id, { amount: 20_000, outcome: "captured" });
    const events = () => emulator.control.webhooks().map(({ event }) => event);
    expect(events()).toEqual(["payment.authorized", "payment.captured"]);
    expect(JSON.parse(emulator.control.webhooks()[1]!.body).payload.payment.entity).toMatchObject({ amount: 20_000, status: "captured" });
    emulator.control.pay(id, { amount: 30_000, outcome: "captured" });
    expect(await emulator.sdk.orders.fetch(id)).toMatchObject({ status: "paid", amount_paid: 50_000, amount_due: 0 });
    expect(events().filter((event) => event === "order.paid")).toHaveLength(1);
  });

  test("may be more than the order asks for: the order is paid, and the ledger has all of it", async () => {
    const { id } = await order();
    emulator.control.pay(id, { amount: 50_001, outcome: "captured" });
    expect(await emulator.sdk.orders.fetch(id)).toMatchObject({ status: "paid", amount_paid: 50_000, amount_due: 0 });
    expect(emulator.control.ledger().orders).toMatchObject([{ amount: 50_000, captured: 50_001 }]);
  });

  test("in another currency pays nothing of the order, and is counted in its own", async () => {
    const { id } = await order({ capture: "automatic" });
    const { razorpay_payment_id: paymentId } = emulator.control.pay(id, { currency: "USD" });
    expect(await emulator.sdk.payments.fetch(paymentId)).toMatchObject({ amount: 50_000, currency: "USD", international: true, status: "captured" });
    expect(await emulator.sdk.orders.fetch(id)).toMatchObject({ status: "attempted", amount_paid: 0, amount_due: 50_000 });
    expect(await emulator.sdk.payments.refund(paymentId, { amount: 10_000 })).toMatchObject({ currency: "USD" });
    expect(emulator.control.ledger()).toMatchObject({
      totals: { INR: { captured: 0 }, USD: { captured: 50_000, refunded: 10_000 } },
      orders: [{ currency: "INR", captured: 0, payments: [{ currency: "USD", captured: 50_000 }] }],
    });
  });

  test("must still be an amount", async () => {
    const { id } = await order();
    for (const amount of [0, -1, 1.5, Number.NaN]) expect(() => emulator.control.pay(id, { amount })).toThrow("The amount must be a positive integer.");
    expect(() => emulator.control.pay(id, { currency: "rupees" })).toThrow("Currency is not supported");
    expect(await emulator.sdk.orders.fetch(id)).toMatchObject({ status: "created", attempts: 0 });
  });
});

describe("capture", () => {
  test("happens by itself where the order says so", async () => {
    const { id } = await order({ capture: "automatic" });
    expect(await statusOf(emulator.control.pay(id).razorpay_payment_id)).toBe("captured");
  });

  test("does not where the authorisation comes after the automatic period", async () => {
    const { id } = await order({ capture: "automatic", capture_options: { automatic_expiry_period: 12 } });
    const late = emulator.control.pay(id, { outcome: "failed" }).razorpay_payment_id;
    await emulator.control.advance(13 * MINUTE);
    emulator.control.authorizeLate(late);
    expect(await statusOf(late)).toBe("authorized");
  });

  test("happens to a manual order too, where the account captures everything", async () => {
    emulator.control.setCaptureMode("always");
    expect(await statusOf(emulator.control.pay((await order()).id).razorpay_payment_id)).toBe("captured");
  });

  test("that never comes gives the money back at the end of the manual period", async () => {
    const { id } = await order({ capture: "manual", capture_options: { manual_expiry_period: 12 } });
    const paymentId = emulator.control.pay(id).razorpay_payment_id;
    await emulator.control.advance(11 * MINUTE);
    expect(await statusOf(paymentId)).toBe("authorized");
    await emulator.control.advance(MINUTE);
    expect(await emulator.sdk.payments.fetch(paymentId)).toMatchObject({ status: "refunded", captured: false, amount_refunded: 50_000 });
    expect(emulator.control.ledger().totals).toEqual({ INR: { captured: 0, refunded: 0, refundsPending: 0 } });
  });

  test("can happen twice to one order, and the ledger shows both", async () => {
    const { id } = await order();
    const [first, second] = emulator.control.captureTwice(id);
    expect(first.razorpay_payment_id).not.toBe(second.razorpay_payment_id);
    await emulator.sdk.payments.refund(second.razorpay_payment_id, {});
    expect(emulator.control.ledger().orders).toMatchObject([{ orderId: id, amount: 50_000, captured: 100_000, refunded: 50_000 }]);
  });
});
