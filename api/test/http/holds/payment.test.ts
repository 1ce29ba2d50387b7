import ICAL from "ical.js";
import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";

const app = await createTestApp();
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 5, 3, 30 + minutes)).toISOString();
let business: Business;
let service: { id: string };

beforeEach(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  app.gateway.unreachable = false;
  // What earlier tests left to be sent is not this one's.
  await app.deliverOutbox();
  app.mails.length = 0;
  business = await createBusiness(app, { payments: true });
  const resource = await business.resource();
  service = await business.service({ resourceIds: [resource.id], price: { amount: 50_000, currency: "INR" }, cancellation: [{ hoursBefore: 24, refundPercent: 100 }, { hoursBefore: 2, refundPercent: 50 }] });
});

const place = async (minutes = 0) => (await business.hold({ serviceId: service.id, start: at(minutes) })).body;
const checkOut = (hold: { id: string; token: string }, body: object = { customer: CUSTOMER }) => app.request("POST", `/v1/holds/${hold.id}/checkout`, body, { token: hold.token });
const confirm = (hold: { id: string; token: string }, proof: object) => app.request("POST", `/v1/holds/${hold.id}/confirm`, proof, { token: hold.token });
const paymentOf = async (holdId: string) => (await app.sql<{ status: string; refundedMinor: number }[]>`select status, refunded_minor from payments where hold_id = ${holdId} and purpose = 'booking'`)[0];

/** A hold with its order. */
async function checkedOut(minutes = 0) {
  const hold = await place(minutes);
  const { body } = await checkOut(hold);
  return { hold, orderId: body.payment.orderId as string };
}

describe("checkout", () => {
  test("opens an order of the frozen amount, and gives one bounded grace to pay it", async () => {
    const hold = await place();
    await app.clock.advance(60_000);
    const first = await checkOut(hold);
    expect(first.body).toMatchObject({ status: "requires_payment", payment: { provider: "razorpay", keyId: "rzp_test_fake", amount: 50_000, currency: "INR" }, expiresAt: "2026-03-01T00:11:00.000Z", expiresInSeconds: 600 });
    await app.clock.advance(120_000);
    const again = await checkOut(hold, { customer: { ...CUSTOMER, name: "Asha R" } });
    expect(again.body).toMatchObject({ payment: { orderId: first.body.payment.orderId }, expiresAt: "2026-03-01T00:11:00.000Z" });
    const state = await app.request("GET", `/v1/holds/${hold.id}`, undefined, { token: hold.token });
    expect(state.body.status).toBe("paying");
    expect(await app.breaches()).toEqual([]);
  });

  test("two at once make one order", async () => {
    const hold = await place();
    const answers = await Promise.all([checkOut(hold), checkOut(hold), checkOut(hold)]);
    expect(new Set(answers.map(({ body }) => body.payment.orderId)).size).toBe(1);
    expect((await app.sql`select from payments where hold_id = ${hold.id}`).count).toBe(1);
  });

  test("while the provider can't be reached, it is tried again later, and the hold stays as it was", async () => {
    const hold = await place();
    app.gateway.unreachable = true;
    const failed = await checkOut(hold);
    expect([failed.status, failed.body.code, failed.headers.get("Retry-After")]).toEqual([503, "payment_provider_unavailable", "5"]);
    expect((await app.request("GET", `/v1/holds/${hold.id}`, undefined, { token: hold.token })).body).toMatchObject({ status: "held", expiresAt: hold.expiresAt });
    app.gateway.unreachable = false;
    expect((await checkOut(hold)).status).toBe(200);
  });

  test("of a business that takes no payments yet is refused, and the hold stays", async () => {
    business = await createBusiness(app);
    const resource = await business.resource();
    service = await business.service({ resourceIds: [resource.id], price: { amount: 50_000, currency: "INR" } });
    const hold = await place();
    expect((await checkOut(hold)).body.code).toBe("payments_not_configured");
  });

  test("asks the service's questions, and names each answer that is missing or wrong", async () => {
    await app.request("PATCH", `/v1/services/${service.id}`, { questions: [{ id: "len", label: "Length", type: "select", options: ["Short", "Long"], required: true }, { id: "ok", label: "Agreed", type: "checkbox", required: true }] }, { key: business.sk });
    const hold = await place();
    const bad = await checkOut(hold, { customer: CUSTOMER, answers: { len: "Medium", other: "x" } });
    expect([bad.status, bad.body.errors.map(({ path }: { path: string }) => path).toSorted()]).toEqual([400, ["answers.len", "answers.ok", "answers.other"]]);
    expect((await checkOut(hold, { customer: CUSTOMER, answers: { len: "Long", ok: true } })).status).toBe(200);
  });
});

describe("confirmation", () => {
  test("a verified payment becomes the booking, is captured once, and the mail leaves with it", async () => {
    const { hold, orderId } = await checkedOut();
    const proof = app.gateway.pay(orderId);
    const { status, body } = await confirm(hold, proof);
    expect([status, body.status, body.payment.status]).toEqual([200, "confirmed", "authorized"]);
    await app.deliverOutbox();
    expect((await paymentOf(hold.id))!.status).toBe("captured");
    expect(app.mails.map(({ to, subject }) => [to, subject])).toEqual([[`${CUSTOMER.name} <${CUSTOMER.email}>`, "Booked: Service, Thu, March 5"]]);
    expect(await app.breaches()).toEqual([]);
  });

  test("the same call again, and two at once, give the same booking", async () => {
    const { hold, orderId } = await checkedOut();
    const proof = app.gateway.pay(orderId);
    const answers = await Promise.all([confirm(hold, proof), confirm(hold, proof), confirm(hold, proof)]);
    answers.push(await confirm(hold, proof));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id} ${body.token}`)).size).toBe(1);
    expect((await app.sql`select from bookings where hold_id = ${hold.id}`).count).toBe(1);
  });

  test.each([
    ["a forged signature", { razorpaySignature: "a".repeat(64) }, 400],
    ["an empty signature", { razorpaySignature: "" }, 400],
    ["a truncated signature", { razorpaySignature: "ab" }, 400],
    ["another order", { razorpayOrderId: "order_99999999999999" }, 400],
    ["another payment", { razorpayPaymentId: "pay_99999999999999" }, 400],
  ])("%s books nothing", async (_, change, status) => {
    const { hold, orderId } = await checkedOut();
    const answer = await confirm(hold, { ...app.gateway.pay(orderId), ...change });
    expect([answer.status, answer.body.errors[0].path]).toEqual([status, Object.keys(change)[0] === "razorpayPaymentId" ? "razorpaySignature" : Object.keys(change)[0]]);
    expect((await app.sql`select from bookings where hold_id = ${hold.id}`).count).toBe(0);
  });

  test.each([
    ["amount", { amountMinor: 100 }],
    ["currency", { currency: "USD" }],
    ["order", { orderId: "order_88888888888888" }],
  ])("a payment of another %s than the hold's is not believed", async (_, change) => {
    const { hold, orderId } = await checkedOut();
    const { status, body } = await confirm(hold, app.gateway.pay(orderId, "authorized", change));
    expect([status, body.code]).toEqual([400, "payment_not_verified"]);
    expect((await app.request("GET", `/v1/holds/${hold.id}`, undefined, { token: hold.token })).body.status).toBe("paying");
  });

  test("a failed payment books nothing, and another try on the same order does", async () => {
    const { hold, orderId } = await checkedOut();
    const failed = await confirm(hold, app.gateway.pay(orderId, "failed"));
    expect([failed.status, failed.body.code]).toEqual([402, "payment_failed"]);
    expect((await confirm(hold, app.gateway.pay(orderId))).status).toBe(200);
  });

  test("while the provider can't be asked, the payment is safe and confirms later", async () => {
    const { hold, orderId } = await checkedOut();
    const proof = app.gateway.pay(orderId);
    app.gateway.unreachable = true;
    const unknown = await confirm(hold, proof);
    expect([unknown.status, unknown.headers.get("Retry-After")]).toEqual([503, "2"]);
    app.gateway.unreachable = false;
    expect((await confirm(hold, proof)).status).toBe(200);
  });

  test("a payment that comes late takes the slot back where it is still free", async () => {
    const { hold, orderId } = await checkedOut();
    await app.clock.advance(3_600_000);
    expect((await confirm(hold, app.gateway.pay(orderId))).status).toBe(200);
    expect(await app.breaches()).toEqual([]);
  });

  test.each([
    ["authorised", "authorized", "abandoned", 0],
    ["captured", "captured", "refunded", 50_000],
  ] as const)("a late payment that was %s, of a slot that is taken: never kept, and the customer is told", async (_, provided, status, refunded) => {
    const { hold, orderId } = await checkedOut();
    await app.clock.advance(3_600_000);
    const rival = await place();
    const late = await confirm(hold, app.gateway.pay(orderId, provided));
    expect([late.status, late.body.code]).toEqual([409, "slot_unavailable"]);
    await app.deliverOutbox();
    expect(await paymentOf(hold.id)).toEqual({ status, refundedMinor: refunded });
    expect(app.mails.filter(({ subject }) => subject === "Your payment came too late: Service, Thu, March 5")).toHaveLength(1);
    expect(rival.status).toBe("held");
    expect(await app.breaches()).toEqual([]);
  });

  test("one order paid twice: one booking, and the second payment goes back", async () => {
    const { hold, orderId } = await checkedOut();
    await confirm(hold, app.gateway.pay(orderId));
    await app.deliverOutbox();
    const second = app.gateway.pay(orderId, "captured");
    const again = await confirm(hold, second);
    expect(again.status).toBe(200);
    await app.deliverOutbox();
    expect(app.gateway.refunds.filter(({ paymentId }) => paymentId === second.razorpayPaymentId).map(({ amountMinor }) => amountMinor)).toEqual([50_000]);
    expect((await paymentOf(hold.id))!.status).toBe("captured");
  });
});

describe("cancelling", () => {
  async function booked() {
    const { hold, orderId } = await checkedOut();
    const { body } = await confirm(hold, app.gateway.pay(orderId));
    await app.deliverOutbox();
    return body;
  }
  const cancel = (booking: { id: string }, options: object) => app.request("POST", `/v1/bookings/${booking.id}/cancel`, {}, options);

  test.each([
    [48, 50_000],
    [24, 50_000],
    [23, 25_000],
    [2, 25_000],
    [1, 0],
  ])("%d hours before gives back %d paise, as the terms said", async (hours, amount) => {
    const booking = await booked();
    await app.clock.set(new Date(Date.parse(at(0)) - hours * 3_600_000));
    const { status, body } = await cancel(booking, { token: booking.token });
    expect([status, body.status]).toEqual([200, "cancelled"]);
    await app.deliverOutbox();
    expect((await paymentOf(booking.holdId))!.refundedMinor).toBe(amount);
    expect((await business.hold({ serviceId: service.id, start: at(0) })).status).toBe(201);
    expect(await app.breaches()).toEqual([]);
  });

  test("by the owner gives back everything; twice is refused; after the start only the owner may", async () => {
    const booking = await booked();
    await app.clock.set(new Date(at(10)));
    expect((await cancel(booking, { token: booking.token })).body.code).toBe("booking_not_active");
    expect((await cancel(booking, { key: business.sk })).status).toBe(200);
    expect((await cancel(booking, { key: business.sk })).body.code).toBe("booking_not_active");
    await app.deliverOutbox();
    expect((await paymentOf(booking.holdId))!.refundedMinor).toBe(50_000);
  });
});

test("the mail: the customer's zone and language, nothing unescaped, and a calendar entry", async () => {
  const { hold } = await checkedOut();
  await checkOut(hold, { customer: { name: "<b>Ravi</b> & Sons", email: "ravi@customer.test", locale: "hi-IN", timeZone: "America/New_York" } });
  const payment = await app.sql<{ providerOrderId: string }[]>`select provider_order_id from payments where hold_id = ${hold.id}`;
  const { body } = await confirm(hold, app.gateway.pay(payment[0]!.providerOrderId));
  await app.deliverOutbox();
  const mail = app.mails[0]!;
  expect(mail.subject).toContain("बुकिंग पक्की");
  expect(mail.html).toContain("&lt;b&gt;Ravi&lt;/b&gt; &amp; Sons");
  expect(mail.html).not.toContain("<b>Ravi");
  // 09:00 in Kolkata is 22:30 the evening before in New York.
  expect(mail.text).toContain("10:30");
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(mail.attachments[0]!.content)).getFirstSubcomponent("vevent")!);
  expect([event.uid, event.startDate.toJSDate().toISOString(), event.endDate.toJSDate().toISOString()]).toEqual([`${body.id}@booking.test`, at(0), at(30)]);
  const file = await app.request("GET", `/v1/bookings/${body.id}/calendar.ics?token=${body.token}`);
  expect([file.status, file.headers.get("Content-Type")]).toEqual([200, "text/calendar; charset=utf-8"]);
  const injected = await checkOut(await place(60), { customer: { ...CUSTOMER, name: "Eve\r\nBcc: all@customer.test" } });
  expect([injected.status, injected.body.errors[0].path]).toEqual([400, "customer.name"]);
});
