import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { type Booking, createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { HOUR_MS, monday } from "../../helpers/times.js";

const app = await createTestApp();
const TIERS = [{ hoursBefore: 24, refundPercent: 100 }, { hoursBefore: 2, refundPercent: 50 }];

beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  app.mails.length = 0;
});

const hoursBefore = (hours: number) => app.clock.set(new Date(Date.parse(monday("12:00")) - hours * HOUR_MS));
const paymentOf = async ({ holdId }: Booking) => (await app.sql<{ id: string }[]>`select provider_payment_id as id from payments where hold_id = ${holdId}`)[0]!.id;
/** Between a currency's code and its number stands a space that does not break. */
const lettersSay = () => app.mails.map(({ text }) => text.replaceAll("\u00a0", " ")).join("\n");

describe.each([
  { currency: "JPY", amount: 1500, written: "¥1,500", half: 750, halfWritten: "¥750" },
  { currency: "JPY", amount: 1501, written: "¥1,501", half: 751, halfWritten: "¥751" },
  // Half of it is 625 fils, of which cards give back no five.
  { currency: "KWD", amount: 1250, written: "KWD 1.250", half: 630, halfWritten: "KWD 0.630" },
  { currency: "KWD", amount: 12_340, written: "KWD 12.340", half: 6170, halfWritten: "KWD 6.170" },
  { currency: "USD", amount: 1999, written: "$19.99", half: 1000, halfWritten: "$10.00" },
])("a service of $written", ({ currency, amount, written, half, halfWritten }) => {
  async function buyIn(options: object = {}, body: object = {}): Promise<{ business: Business; customer: Journey; booking: Booking; orderId: string }> {
    const business = await createBusiness(app, { payments: true, currency });
    const customer = createJourney(app, business);
    const { serviceId } = await customer.service({ price: { amount, currency }, cancellation: TIERS, ...options });
    const hold = await customer.hold({ serviceId, start: monday("12:00"), ...body });
    const orderId = await customer.order(hold);
    const booking = (await customer.confirm(hold, app.gateway.pay(orderId))).body as Booking;
    await app.deliverOutbox();
    return { business, customer, booking, orderId };
  }

  test("is ordered, paid and confirmed at that amount, and half of it goes back", async () => {
    const { business, customer, booking, orderId } = await buyIn();
    expect(app.gateway.orders.get(orderId)).toMatchObject({ amountMinor: amount, currency });
    expect(booking).toMatchObject({ status: "confirmed", price: { amount, currency }, payment: { amount, currency, refundedAmount: 0 } });
    expect(lettersSay()).toContain(`Paid: ${written}\n`);
    app.mails.length = 0;

    await hoursBefore(3);
    expect((await customer.cancel(booking)).body).toMatchObject({ status: "cancelled", payment: { status: "refund_pending", amount, refundedAmount: half } });
    await app.deliverOutbox();
    const paymentId = await paymentOf(booking);
    expect(app.gateway.refunds.filter((refund) => refund.paymentId === paymentId)).toMatchObject([{ amountMinor: half }]);
    expect(lettersSay()).toContain(`Refund started: ${halfWritten}\n`);
    expect((await app.request("GET", `/v1/bookings/${booking.id}`, undefined, { key: business.sk })).body.payment).toMatchObject({ status: "refunded", refundedAmount: half });
    expect(await app.breaches()).toEqual([]);
  });

  test("for three places, with tax inside, costs three times that, and all of it goes back", async () => {
    const { customer, booking, orderId } = await buyIn({ capacity: 5, taxPercent: 10 }, { quantity: 3 });
    expect(app.gateway.orders.get(orderId)).toMatchObject({ amountMinor: 3 * amount, currency });
    expect(booking.terms).toMatchObject({ unitPrice: { amount, currency }, total: { amount: 3 * amount, currency }, tax: { percent: 10, amount: Math.round((3 * amount) / 11) } });
    await hoursBefore(25);
    expect((await customer.cancel(booking)).body.payment).toMatchObject({ refundedAmount: 3 * amount });
    await app.deliverOutbox();
    expect(app.gateway.payments.get(await paymentOf(booking))).toMatchObject({ status: "refunded", refundedMinor: 3 * amount });
    expect(await app.breaches()).toEqual([]);
  });
});

test("the owner can give back any part that the currency has money for, and is told which those are", async () => {
  const business = await createBusiness(app, { payments: true, currency: "KWD" });
  const customer = createJourney(app, business);
  const { serviceId } = await customer.service({ price: { amount: 1250, currency: "KWD" } });
  const booking = await customer.buy({ serviceId, start: monday("12:00") });
  const cancel = (refundAmount: number) => app.request("POST", `/v1/bookings/${booking.id}/cancel`, { refundAmount }, { key: business.sk });
  const refused = await cancel(625);
  expectProblem(refused, "validation_failed", "refundAmount");
  expect(refused.body.errors[0].message).toBe("Must be 620 or 630: KWD is paid in steps of 10, which are 0.010 KWD.");
  expect((await cancel(620)).body).toMatchObject({ status: "cancelled", payment: { refundedAmount: 620 } });
});
