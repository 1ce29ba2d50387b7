import { createHmac } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createRazorpayGateway } from "../../../src/gateways/razorpay.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { FAKE_CREDENTIALS } from "../../helpers/fake-gateway.js";
import type { Hold } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { countRows } from "../../helpers/rows.js";
import { HOUR_MS, NOW } from "../../helpers/times.js";
import { createTill, PRICE, type Till } from "./till.js";

const app = await createTestApp();
// Signatures are checked as they are in earnest.
app.gateway.isCheckoutSignature = createRazorpayGateway().isCheckoutSignature;

interface Checkout {
  hold: Hold;
  orderId: string;
  proof: { razorpayPaymentId: string; razorpayOrderId: string; razorpaySignature: string };
}
let business: Business;
let other: Business;
let till: Till;
let mine: Checkout;
let rows: Record<string, number>;

async function paid(of: Till, amount?: number): Promise<Checkout> {
  const { hold, orderId } = await of.order(amount === undefined ? {} : { price: { amount, currency: "INR" } });
  return { hold, orderId, proof: app.gateway.pay(orderId) };
}
const sign = (orderId: string, paymentId: string, secret = FAKE_CREDENTIALS.keySecret) => createHmac("sha256", secret).update(`${orderId}|${paymentId}`).digest("hex");
const confirm = (body: unknown, { id, token }: Pick<Hold, "id" | "token"> = mine.hold) => app.request("POST", `/v1/holds/${id}/confirm`, body, { token });

/** Nothing was kept, nothing is done later, and the hold is as it was. */
async function expectNothing() {
  expect(await countRows(app.sql)).toEqual(rows);
  const { body } = await app.request("GET", `/v1/holds/${mine.hold.id}`, undefined, { token: mine.hold.token });
  expect(body).toMatchObject({ status: "paying", payment: { status: "created" } });
  expect(body.booking ?? null).toBeNull();
}

beforeAll(async () => {
  await app.clock.set(NOW);
  [business, other] = [await createBusiness(app, { payments: true }), await createBusiness(app, { payments: true })];
  till = createTill(app, business);
});
beforeEach(async () => {
  await app.deliverOutbox();
  mine = await paid(till);
  rows = await countRows(app.sql);
});

test.each<[string, (good: string) => unknown]>([
  ["forged", () => "f".repeat(64)],
  ["with one digit changed", (good) => (good[0] === "0" ? "1" : "0") + good.slice(1)],
  ["by the order and payment in the other order", () => sign(mine.proof.razorpayPaymentId, mine.orderId)],
  ["of the payment alone", () => createHmac("sha256", FAKE_CREDENTIALS.keySecret).update(mine.proof.razorpayPaymentId).digest("hex")],
  ["without any secret", () => sign(mine.orderId, mine.proof.razorpayPaymentId, "")],
  ["by the key id", () => sign(mine.orderId, mine.proof.razorpayPaymentId, FAKE_CREDENTIALS.keyId)],
])("a signature %s is refused, and leaves nothing", async (_, make) => {
  expectProblem(await confirm({ ...mine.proof, razorpaySignature: make(mine.proof.razorpaySignature) }), "payment_not_verified", "razorpaySignature");
  await expectNothing();
});

test.each<[string, (good: string) => unknown]>([
  ["empty", () => ""],
  ["half", (good) => good.slice(0, 32)],
  ["one digit short", (good) => good.slice(0, -1)],
  ["in hexadecimal twice", (good) => Buffer.from(good).toString("hex")],
  ["in capitals", (good) => (/[a-f]/.test(good) ? good.toUpperCase() : "F".repeat(64))],
  ["in base64", (good) => Buffer.from(good, "hex").toString("base64")],
  ["with a blank after it", (good) => `${good} `],
  ["with a line break after it", (good) => `${good}\n`],
  ["in a list", (good) => [good]],
  ["in an object", (good) => ({ $eq: good })],
  ["of ten thousand digits", () => "a".repeat(10_000)],
  ["null", () => null],
  ["true", () => true],
])("a signature that is %s is none, and leaves nothing", async (_, make) => {
  expectProblem(await confirm({ ...mine.proof, razorpaySignature: make(mine.proof.razorpaySignature) }), "validation_failed", "razorpaySignature");
  await expectNothing();
});

test("amounts and whatever else a client would like to decide are not asked of it", async () => {
  for (const extra of [{ amount: 1 }, { amountMinor: 1 }, { currency: "USD" }, { status: "captured" }, { price: { amount: 1, currency: "INR" } }, { bookingId: "bkg_1" }, { tenantId: other.tenantId }])
    expectProblem(await confirm({ ...mine.proof, ...extra }), "validation_failed", Object.keys(extra)[0]);
  for (const change of [{ amountMinor: 1 }, { price: 1 }]) expectProblem(await till.customer.checkOut(mine.hold, change), "validation_failed", Object.keys(change)[0]);
  await expectNothing();
});

test("another tenant's order and payment, rightly signed, are not this hold's", async () => {
  const theirs = await paid(createTill(app, other));
  rows = await countRows(app.sql);
  expectProblem(await confirm(theirs.proof), "payment_not_verified", "razorpayOrderId");
  expectProblem(await confirm({ ...theirs.proof, razorpayOrderId: mine.orderId, razorpaySignature: sign(mine.orderId, theirs.proof.razorpayPaymentId) }), "payment_not_verified", "razorpayPaymentId");
  await expectNothing();
});

test("another hold's order and payment, rightly signed, are not this hold's, though it is the cheaper one", async () => {
  const cheap = await paid(till, 100);
  rows = await countRows(app.sql);
  expectProblem(await confirm(cheap.proof), "payment_not_verified", "razorpayOrderId");
  expectProblem(await confirm({ ...cheap.proof, razorpayOrderId: mine.orderId }), "payment_not_verified", "razorpaySignature");
  // Even a signature that we could not tell from a right one: the provider says which order was paid.
  expectProblem(await confirm({ ...cheap.proof, razorpayOrderId: mine.orderId, razorpaySignature: sign(mine.orderId, cheap.proof.razorpayPaymentId) }), "payment_not_verified", "razorpayPaymentId");
  await expectNothing();
  expect((await confirm(cheap.proof, cheap.hold)).status).toBe(200);
});

test("a payment that has booked one hold books no other", async () => {
  const first = await paid(till);
  expect((await confirm(first.proof, first.hold)).status).toBe(200);
  await app.deliverOutbox();
  rows = await countRows(app.sql);
  for (const body of [first.proof, { ...first.proof, razorpayOrderId: mine.orderId }, { ...first.proof, razorpayOrderId: mine.orderId, razorpaySignature: sign(mine.orderId, first.proof.razorpayPaymentId) }])
    expectProblem(await confirm(body), "payment_not_verified");
  // Should the provider itself name it for both orders, it still settles but one.
  app.gateway.payments.get(first.proof.razorpayPaymentId)!.orderId = mine.orderId;
  const named = await confirm({ ...first.proof, razorpayOrderId: mine.orderId, razorpaySignature: sign(mine.orderId, first.proof.razorpayPaymentId) });
  expect([named.status === 200, (await app.sql`select from bookings where hold_id = ${mine.hold.id}`).count]).toEqual([false, 0]);
  await expectNothing();
  expect(await app.breaches()).toEqual([]);
});

test("a payment that the provider does not know, rightly signed, is refused", async () => {
  for (const razorpayPaymentId of ["pay_99999999999999", "pay_AAAAAAAAAAAAAA"])
    expectProblem(await confirm({ razorpayPaymentId, razorpayOrderId: mine.orderId, razorpaySignature: sign(mine.orderId, razorpayPaymentId) }), "payment_not_verified", "razorpayPaymentId");
  await expectNothing();
});

test.each([
  ["razorpayPaymentId", ["", "pay_", "pay_short", "order_00000000000001", "pay_../../orders", "pay_0000000000000\0", `pay_${"0".repeat(10_000)}`, 7, null, {}, ["pay_00000000000001"]]],
  ["razorpayOrderId", ["", "order_", "pay_00000000000001", "order_0000000000000?", "order_00000000000001\n", `order_${"0".repeat(10_000)}`, 7, null, {}]],
] as const)("a %s of another form is named", async (field, values) => {
  for (const value of values) expectProblem(await confirm({ ...mine.proof, [field]: value }), "validation_failed", field);
  const { [field]: _, ...without } = mine.proof;
  expectProblem(await confirm(without), "validation_failed", field);
  await expectNothing();
});

test("a body that can't be one is refused: too large, no JSON, of another encoding, nested without end", async () => {
  const text = JSON.stringify(mine.proof);
  for (const body of ["", "{", "[]", "null", "[".repeat(100_000) + "]".repeat(100_000)]) expect((await confirm(body)).status, body.slice(0, 20)).toBe(400);
  expectProblem(await confirm(new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"))), "invalid_json");
  expectProblem(await confirm(new Uint8Array([...Buffer.from(text.slice(0, -1)), 0xff, ...Buffer.from("}")])), "invalid_json");
  expectProblem(await confirm(`{"fill":"${"x".repeat(1024 * 1024)}"}`), "body_too_large");
  await expectNothing();
});

test("without the hold's token, or with another's, nobody confirms anything", async () => {
  const another = await paid(till);
  rows = await countRows(app.sql);
  expectProblem(await app.request("POST", `/v1/holds/${mine.hold.id}/confirm`, mine.proof), "unauthorized");
  const foreign = await confirm(mine.proof, { id: mine.hold.id, token: another.hold.token });
  expect([401, 403, 404]).toContain(foreign.status);
  expectProblem(await confirm(mine.proof, { id: another.hold.id, token: another.hold.token }), "payment_not_verified", "razorpayOrderId");
  expect((await app.request("POST", `/v1/holds/${mine.hold.id}/confirm`, mine.proof, { key: other.sk })).status).toBeGreaterThanOrEqual(401);
  await expectNothing();
});

test("a hold that has no order yet has nothing to confirm", async () => {
  const hold = await till.customer.hold({ serviceId: await till.service(), start: mine.hold.start });
  rows = await countRows(app.sql);
  expectProblem(await confirm(mine.proof, hold), "hold_not_active");
  await expectNothing();
});

test("what was refused a hundred times is good once it is right, and for its own amount", async () => {
  await Promise.all(Array.from({ length: 100 }, (_, i) => confirm({ ...mine.proof, razorpaySignature: String(i).padStart(64, "0") })));
  const { status, body } = await confirm(mine.proof);
  expect([status, body.payment.amount]).toEqual([200, PRICE]);
});

test("the same proof after the booking was cancelled books nothing again", async () => {
  const { body: booking } = await confirm(mine.proof);
  await till.customer.cancel(booking);
  await app.deliverOutbox();
  await app.clock.advance(HOUR_MS);
  const again = await confirm(mine.proof);
  expect([again.status, again.body.id, again.body.status]).toEqual([200, booking.id, "cancelled"]);
  expect((await app.sql`select from bookings where hold_id = ${mine.hold.id}`).count).toBe(1);
  await app.clock.set(NOW);
});
