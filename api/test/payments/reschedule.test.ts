import ICAL from "ical.js";
import { beforeEach, describe, expect, test } from "vitest";
import { createBusiness } from "../helpers/business.js";
import type { Booking, Hold } from "../helpers/journey.js";
import { expectProblem } from "../helpers/problems.js";
import { DAY_MS, HOUR_MS, kolkata, MINUTE_MS, monday } from "../helpers/times.js";
import { openShop } from "./shop.js";

const shop = await openShop();
const { app, control, customer, business } = shop;
let serviceId: string;

/** Half an hour costs 500 rupees, an hour 800. */
const DURATIONS = [{ durationMinutes: 60, price: { amount: 80_000, currency: "INR" } }];

beforeEach(async () => {
  await shop.reset();
  ({ serviceId } = await shop.service({ durations: DURATIONS }));
});

const holdAt = (time: string, durationMinutes = 30) => customer.hold({ serviceId, start: monday(time), durationMinutes });
async function buy(time: string, durationMinutes = 30): Promise<Booking> {
  const hold = await holdAt(time, durationMinutes);
  const { body } = await shop.confirm(hold, control.pay(await customer.order(hold)));
  await shop.work();
  app.mails.length = 0;
  return body;
}
const reschedule = (booking: Booking, hold: Hold, options: object = {}) =>
  app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: hold.id, holdToken: hold.token }, { token: booking.token, ...options });
const read = async (booking: Booking) => (await app.request("GET", `/v1/bookings/${booking.id}`, undefined, { token: booking.token })).body;
const isFree = async (time: string) => {
  const { status, body } = await business.hold({ serviceId, start: monday(time) });
  if (status === 201) await app.request("DELETE", `/v1/holds/${body.id}`, undefined, { token: body.token });
  return status === 201;
};
/** What the provider kept of all that was paid, and what ours say. */
const kept = async () => {
  const { captured = 0, refunded = 0 } = control.ledger().totals["INR"] ?? {};
  return captured - refunded;
};

describe("the same price", () => {
  test("moved at once: the old time is free, the new one is not, and nothing is charged again", async () => {
    const booking = await buy("10:00");
    const hold = await holdAt("12:00");
    const { status, body } = await reschedule(booking, hold);
    expect([status, body]).toMatchObject([200, { id: booking.id, status: "confirmed", holdId: hold.id, start: monday("12:00"), movedAt: expect.any(String), payment: { status: "captured", amount: 50_000 } }]);
    expect([await isFree("10:00"), await isFree("12:00"), await kept()]).toEqual([true, false, 50_000]);
    expect(await app.breaches()).toEqual([]);
  });

  test("the mail tells the new time, and calendars move the entry instead of adding one", async () => {
    const booking = await buy("10:00");
    await reschedule(booking, await holdAt("12:00"));
    await shop.work();
    expect(app.mails.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Moved: Service/)]);
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(app.mails[0]!.attachments[0]!.content)).getFirstSubcomponent("vevent")!);
    expect([event.uid, event.sequence, event.startDate.toJSDate().toISOString()]).toEqual([`${booking.id}@booking.test`, 1, monday("12:00")]);
  });

  test("the same call again, with or without a key, moves once", async () => {
    const booking = await buy("10:00");
    const hold = await holdAt("12:00");
    const answers = await Promise.all([reschedule(booking, hold), reschedule(booking, hold), reschedule(booking, hold, { idempotencyKey: "move" })]);
    answers.push(await reschedule(booking, hold, { idempotencyKey: "move" }));
    expect(answers.map(({ status, body }) => `${status} ${body.start}`)).toEqual(Array(4).fill(`200 ${monday("12:00")}`));
    await shop.work();
    expect(app.mails).toHaveLength(1);
  });

  test("moved again, and back; then cancelled with all of its money", async () => {
    const booking = await buy("10:00");
    for (const time of ["12:00", "14:00", "10:00"]) expect((await reschedule(booking, await holdAt(time))).status).toBe(200);
    await customer.cancel(booking);
    await shop.work();
    expect([await kept(), await isFree("10:00")]).toEqual([0, true]);
    expect(await app.breaches()).toEqual([]);
  });
});

describe("a cheaper time", () => {
  test("moved at once, and the difference is given back", async () => {
    const booking = await buy("10:00", 60);
    const { body } = await reschedule(booking, await holdAt("12:00", 30));
    expect(body).toMatchObject({ price: { amount: 50_000 }, payment: { status: "refund_pending", amount: 80_000, refundedAmount: 30_000 } });
    await shop.work();
    expect(await kept()).toBe(50_000);
    expect((await read(booking)).payment).toMatchObject({ status: "refunded", refundedAmount: 30_000 });
    expect(await app.breaches()).toEqual([]);
  });

  test("before its payment was captured: captured whole, and the difference is given back", async () => {
    const hold = await holdAt("10:00", 60);
    const { body: booking } = await shop.confirm(hold, control.pay(await customer.order(hold)));
    await reschedule(booking, await holdAt("12:00", 30));
    await shop.work();
    expect(await kept()).toBe(50_000);
    expect(await app.breaches()).toEqual([]);
  });
});

describe("a dearer time", () => {
  /** A booking of 500 rupees, and an open order of 300 for moving it to an hour at noon. */
  async function opened() {
    const booking = await buy("10:00");
    const hold = await holdAt("12:00", 60);
    const { status, body } = await reschedule(booking, hold);
    expect([status, body]).toMatchObject([200, { status: "requires_payment", payment: { amount: 30_000, currency: "INR" }, expiresInSeconds: 600 }]);
    return { booking, hold, orderId: body.payment.orderId as string };
  }

  test("the difference is paid first; until then the old time is kept, then it is free", async () => {
    const { booking, hold, orderId } = await opened();
    expect([await isFree("10:00"), await isFree("12:00"), (await read(booking)).start]).toEqual([false, false, monday("10:00")]);
    const { status, body } = await shop.confirm(hold, control.pay(orderId));
    expect([status, body]).toMatchObject([200, { id: booking.id, start: monday("12:00"), price: { amount: 80_000 }, payment: { amount: 80_000 } }]);
    await shop.work();
    expect([await isFree("10:00"), await isFree("12:00"), await kept()]).toEqual([true, false, 80_000]);
    expect((await shop.payments(`bookingId=${booking.id}`)).map(({ purpose, amount }) => `${purpose} ${amount}`)).toEqual(["reschedule 30000", "booking 50000"]);
    expect(await app.breaches()).toEqual([]);
  });

  test("cancelled afterwards: both payments are given back", async () => {
    const { booking, hold, orderId } = await opened();
    await shop.confirm(hold, control.pay(orderId));
    await shop.work();
    await customer.cancel(booking);
    await shop.work();
    expect([await kept(), (await read(booking)).payment]).toMatchObject([0, { status: "refunded", amount: 80_000, refundedAmount: 80_000 }]);
    expect(await app.breaches()).toEqual([]);
  });

  test("asked again: the same order, never a second charge", async () => {
    const { booking, hold, orderId } = await opened();
    const again = await Promise.all([reschedule(booking, hold), reschedule(booking, hold)]);
    expect(again.map(({ body }) => body.payment.orderId)).toEqual([orderId, orderId]);
    const proof = control.pay(orderId);
    await Promise.all([shop.confirm(hold, proof), shop.confirm(hold, proof), shop.work()]);
    await shop.work();
    expect(await kept()).toBe(80_000);
    expect(await app.breaches()).toEqual([]);
  });

  test("two hours in question, both paid: moved once, and the other difference is not kept", async () => {
    const { booking, hold, orderId } = await opened();
    const other = await holdAt("14:00", 60);
    const { body } = await reschedule(booking, other);
    const answers = await Promise.all([shop.confirm(hold, control.pay(orderId)), shop.confirm(other, control.pay(body.payment.orderId, { outcome: "captured" }))]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await shop.work();
    expect(await kept()).toBe(80_000);
    // Whoever lost keeps its hold only until it ends, and then nothing.
    await shop.live(HOUR_MS);
    expect((await Promise.all(["12:00", "14:00"].map(isFree))).filter(Boolean)).toHaveLength(1);
    expect(await app.breaches()).toEqual([]);
  });

  test("never paid: the booking stays where it is, and the new time is free again", async () => {
    const { booking } = await opened();
    await shop.live(20 * MINUTE_MS);
    expect([(await read(booking)).start, await isFree("12:00"), await isFree("10:00")]).toEqual([monday("10:00"), true, false]);
    expect(await app.breaches()).toEqual([]);
  });

  test("paid too late, and the time is taken: the booking stays, nothing is charged, and the mail says both", async () => {
    const { booking, hold, orderId } = await opened();
    await shop.advance(20 * MINUTE_MS);
    await business.hold({ serviceId, start: monday("12:00") });
    expectProblem(await shop.confirm(hold, control.pay(orderId)), "slot_unavailable");
    await shop.work();
    expect([(await read(booking)).start, await kept()]).toEqual([monday("10:00"), 50_000]);
    expect(app.mails[0]!.text).toMatch(/you will not be charged[\s\S]+Your booking stays at its earlier time/);
    expect(await app.breaches()).toEqual([]);
  });

  test("paid too late, and the time is still free: moved", async () => {
    const { booking, hold, orderId } = await opened();
    await shop.advance(20 * MINUTE_MS);
    expect((await shop.confirm(hold, control.pay(orderId))).status).toBe(200);
    await shop.work();
    expect([(await read(booking)).start, await kept()]).toEqual([monday("12:00"), 80_000]);
    expect(await app.breaches()).toEqual([]);
  });

  test("cancelled while the difference is being paid: nothing is moved, and both go back", async () => {
    const { booking, hold, orderId } = await opened();
    await customer.cancel(booking);
    expectProblem(await shop.confirm(hold, control.pay(orderId, { outcome: "captured" })), "slot_unavailable");
    await shop.live(HOUR_MS);
    expect([await kept(), await isFree("10:00"), await isFree("12:00")]).toEqual([0, true, true]);
    expect(await app.breaches()).toEqual([]);
  });

  test("nobody says that it was paid: the reconciler moves it", async () => {
    const { booking, orderId } = await opened();
    control.tamperWebhooks({ action: "lose", count: 10 });
    control.pay(orderId);
    await shop.live(DAY_MS / 4);
    expect([(await read(booking)).start, await kept()]).toEqual([monday("12:00"), 80_000]);
  });

  test("while the gateway is down: try again shortly, and both times are kept", async () => {
    const booking = await buy("10:00");
    const hold = await holdAt("12:00", 60);
    control.failNext({ kind: "status", status: 503, count: 2 });
    expectProblem(await reschedule(booking, hold), "payment_provider_unavailable");
    expect([await isFree("10:00"), await isFree("12:00")]).toEqual([false, false]);
    control.clearFaults();
    expect((await reschedule(booking, hold)).status).toBe(200);
  });
});

describe("refused, and nothing changes", () => {
  test("an expired hold, a released one, one that is being paid for a booking of its own", async () => {
    const booking = await buy("10:00");
    const [lapsed, released, paying] = [await holdAt("12:00"), await holdAt("13:00"), await holdAt("14:00")];
    await app.request("DELETE", `/v1/holds/${released.id}`, undefined, { token: released.token });
    await customer.order(paying);
    expectProblem(await reschedule(booking, released), "hold_not_active");
    expectProblem(await reschedule(booking, paying), "hold_not_active");
    await shop.advance(6 * MINUTE_MS);
    expectProblem(await reschedule(booking, lapsed), "hold_expired");
    expect((await read(booking)).start).toBe(monday("10:00"));
    expect(await app.breaches()).toEqual([]);
  });

  test("a hold for a move can't be checked out as a booking of its own", async () => {
    const booking = await buy("10:00");
    const hold = await holdAt("12:00", 60);
    await reschedule(booking, hold);
    expectProblem(await customer.checkOut(hold), "hold_not_active");
  });

  test("a hold of another service, another customer's without its token, another tenant's", async () => {
    const booking = await buy("10:00");
    const elsewhere = await customer.hold({ serviceId: (await shop.service()).serviceId, start: monday("12:00") });
    expectProblem(await reschedule(booking, elsewhere), "validation_failed", "holdId");
    const hold = await holdAt("12:00");
    expectProblem(await reschedule(booking, { ...hold, token: elsewhere.token }), "not_found", "holdId");
    const stranger = await createBusiness(app);
    const theirs = (await stranger.hold({ serviceId: (await stranger.service({ resourceIds: [(await stranger.resource()).id] })).id, start: monday("12:00") })).body;
    expectProblem(await reschedule(booking, theirs), "not_found", "holdId");
    expect((await read(booking)).start).toBe(monday("10:00"));
  });

  test("a booking that is cancelled, or for a customer has begun", async () => {
    const booking = await buy("10:00");
    await app.clock.set(new Date(kolkata("2026-03-02 10:10")));
    const later = await holdAt("14:00");
    expectProblem(await reschedule(booking, later), "booking_not_active");
    expect((await reschedule(booking, later, { token: undefined, key: business.sk })).status).toBe(200);
    await app.request("POST", `/v1/bookings/${booking.id}/cancel`, {}, { key: business.sk });
    expectProblem(await reschedule(booking, await holdAt("15:00"), { token: undefined, key: business.sk }), "booking_not_active");
  });
});

test("moves against moves, cancellations and rivals at once: one place, one price, whatever comes first", async () => {
  const bookings = await Promise.all(["09:00", "10:00", "11:00"].map((time) => buy(time)));
  for (let round = 0; round < 4; round++) {
    const times = ["12:00", "13:00", "14:00", "15:00"];
    const holds = (await Promise.all(times.map((time) => business.hold({ serviceId, start: monday(time) })))).filter(({ status }) => status === 201).map(({ body }) => body as Hold);
    await Promise.all([
      ...bookings.flatMap((booking) => holds.map((hold) => reschedule(booking, hold))),
      ...times.map((time) => business.hold({ serviceId, start: monday(time) })),
      ...(round === 3 ? bookings.map((booking) => customer.cancel(booking)) : []),
    ]);
    expect(await app.breaches()).toEqual([]);
    await shop.advance(6 * MINUTE_MS);
  }
  await shop.work();
  expect(await kept()).toBe(0);
  expect(await app.breaches()).toEqual([]);
});
