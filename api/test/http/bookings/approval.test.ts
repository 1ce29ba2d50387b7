import { beforeAll, beforeEach, expect, test } from "vitest";
import { declineUnanswered } from "../../../src/operations/bookings/answer-request.js";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { type Booking, createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { HOUR_MS, kolkata, monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;

beforeAll(async () => {
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
  await business.create("/v1/webhook-endpoints", { url: "https://hooks.example.com/" });
});
beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  app.mails.length = app.ownerMails.length = 0;
});

const PRICE = { amount: 50_000, currency: "INR" };
const TIERS = [{ hoursBefore: 1000, refundPercent: 50 }];
const free = async (start = monday("10:00")) => customer.book({ serviceId: (await customer.service({ requiresApproval: true })).serviceId, start });
const paid = async (start = monday("10:00"), options: object = {}) =>
  customer.buy({ serviceId: (await customer.service({ requiresApproval: true, price: PRICE, cancellation: TIERS, ...options })).serviceId, start });
const answer = (verb: "approve" | "decline", { id }: Booking, body?: object, options: object = {}) =>
  app.request("POST", `/v1/bookings/${id}/${verb}`, verb === "decline" ? (body ?? {}) : body, { key: business.sk, ...options });
const read = async ({ id }: Booking) => (await app.request("GET", `/v1/bookings/${id}`, undefined, { key: business.sk })).body;
const eventsOf = async ({ id }: Booking) =>
  (await app.sql<{ type: string }[]>`select type from events where payload::jsonb -> 'data' ->> 'id' = ${id}`).map(({ type }) => type).toSorted();
const subjects = async () => {
  await app.deliverOutbox();
  return [app.mails, app.ownerMails].map((mails) => mails.splice(0).map(({ subject }) => subject));
};

test("a request keeps its time, is told as such, and is a booking once it is approved", async () => {
  const { serviceId } = await customer.service({ requiresApproval: true });
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  expect(hold.terms.requiresApproval).toBe(true);
  const { body } = await customer.checkOut(hold);
  expect([body.status, body.booking.status]).toEqual(["pending", "pending"]);
  expect((await business.hold({ serviceId, start: monday("10:00") })).body.code).toBe("slot_unavailable");
  expect(await subjects()).toEqual([["Requested: Service, Mon, March 2"], ["Please answer: Service, Mon, March 2, Asha Rao"]]);

  const approved = await answer("approve", body.booking);
  expect([approved.status, approved.body.status]).toEqual([200, "confirmed"]);
  expect(await subjects()).toEqual([["Booked: Service, Mon, March 2"], []]);
  expect(await eventsOf(body.booking)).toEqual(["booking.confirmed", "booking.requested"]);
  expect(await app.breaches()).toEqual([]);
});

test("its calendar entry is tentative, and firm once it is approved: the same entry", async () => {
  await free();
  await app.deliverOutbox();
  const [requested] = app.mails.splice(0);
  const [{ id }] = (await app.request("GET", "/v1/bookings?status=pending", undefined, { key: business.sk })).body.data.slice(-1);
  await answer("approve", { id } as Booking);
  await app.deliverOutbox();
  const [confirmed] = app.mails.splice(0);
  const part = (mail: typeof requested, name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(mail!.attachments[0]!.content)![1]!.trim();
  expect([part(requested, "STATUS"), part(confirmed, "STATUS")]).toEqual(["TENTATIVE", "CONFIRMED"]);
  expect(part(confirmed, "UID")).toBe(part(requested, "UID"));
  expect(Number(part(confirmed, "SEQUENCE"))).toBeGreaterThan(Number(part(requested, "SEQUENCE")));
});

test("a paid request is paid for at once; declined, everything goes back whatever the terms say, with the business's words", async () => {
  const booking = await paid();
  expect([booking.status, (await read(booking)).payment]).toMatchObject(["pending", { amount: PRICE.amount }]);
  await app.deliverOutbox();
  app.mails.length = 0;
  const { status, body } = await answer("decline", booking, { message: "We are away that day.", reason: "Holiday" });
  expect([status, body.status, body.payment.refundedAmount]).toEqual([200, "cancelled", PRICE.amount]);
  await app.deliverOutbox();
  const mail = app.mails.find(({ subject }) => subject.startsWith("Not possible: "))!;
  expect(mail.text).toContain("We are away that day.");
  expect(mail.text).not.toContain("Holiday");
  expect(mail.attachments[0]!.contentType).toContain("method=CANCEL");
  expect(await eventsOf(booking)).toEqual(["booking.cancelled", "booking.requested"]);
  // Its time is free again.
  await customer.hold({ serviceId: booking.service.id, start: booking.start });
  expect(await app.breaches()).toEqual([]);
});

test("who withdraws a request gets all of it back: nobody has agreed to the terms yet", async () => {
  const booking = await paid();
  expect((await customer.cancel(booking)).body).toMatchObject({ status: "cancelled", payment: { refundedAmount: PRICE.amount } });
  const [, agreed] = [await app.deliverOutbox(), await paid(monday("12:00"))];
  await answer("approve", agreed);
  expect((await customer.cancel(agreed)).body).toMatchObject({ payment: { refundedAmount: 0 } });
  expect(await app.breaches()).toEqual([]);
});

test("rivals who answer at once: one answer counts, who said the same hears so, the others are told what it is", async () => {
  for (let round = 0; round < 5; round++) {
    const booking = await paid(kolkata(`2026-03-0${round + 3} 10:00`));
    const verbs = (["approve", "decline", "approve", "decline"] as const).toSorted(() => (round % 2 ? 1 : -1));
    const answers = await Promise.all(verbs.map((verb) => answer(verb, booking)));
    const { status } = await read(booking);
    for (const [i, { body, ...rest }] of answers.entries())
      if ((verbs[i] === "approve") === (status === "confirmed")) expect([rest.status, body.status]).toEqual([200, status]);
      else expectProblem({ ...rest, body }, status === "confirmed" ? "conflict" : "booking_not_active");
    expect((await eventsOf(booking)).filter((type) => type !== "booking.requested")).toEqual([status === "confirmed" ? "booking.confirmed" : "booking.cancelled"]);
    expect((await read(booking)).payment.refundedAmount).toBe(status === "confirmed" ? 0 : PRICE.amount);
  }
  expect(await app.breaches()).toEqual([]);
});

test("nobody waits at the door: an hour before it begins what is unanswered is declined, what came later once it begins", async () => {
  const early = await paid(monday("10:00"));
  await app.clock.set(new Date(Date.parse(monday("10:00")) - HOUR_MS - 1));
  expect(await declineUnanswered(app.deps, 10)).toBe(0);
  await app.clock.advance(1);
  const late = await free(monday("10:30"));
  expect(await declineUnanswered(app.deps, 10)).toBe(1);
  expect([(await read(early)).status, (await read(late)).status]).toEqual(["cancelled", "pending"]);
  expect((await read(early)).payment.refundedAmount).toBe(PRICE.amount);
  await app.clock.set(new Date(monday("10:30")));
  expect(await declineUnanswered(app.deps, 10)).toBe(1);
  expect(await declineUnanswered(app.deps, 10)).toBe(0);
  expect((await read(late)).status).toBe("cancelled");
  expect((await subjects())[1]).toEqual(expect.arrayContaining([expect.stringMatching(/^Cancelled: /)]));
  expect(await app.breaches()).toEqual([]);
});

test("only what is agreed on can be moved; a customer who moves it asks again, the business does not", async () => {
  const { serviceId } = await customer.service({ requiresApproval: true });
  const booking = await customer.book({ serviceId, start: monday("10:00") });
  const move = async (start: string, options: object) => {
    const hold = await customer.hold({ serviceId, start });
    return app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: hold.id, holdToken: hold.token }, options);
  };
  expectProblem(await move(monday("11:00"), { token: booking.token }), "conflict");
  expectProblem(await move(monday("12:00"), { key: business.sk }), "conflict");
  await answer("approve", booking);
  await subjects();
  expect((await move(monday("14:00"), { key: business.sk })).body).toMatchObject({ status: "confirmed", start: monday("14:00") });
  expect((await move(monday("16:00"), { token: booking.token })).body).toMatchObject({ status: "pending", start: monday("16:00") });
  expect((await subjects())[0]!.at(-1)).toBe("Requested: Service, Mon, March 2");
  expect((await answer("approve", booking)).body.status).toBe("confirmed");
  expect(await app.breaches()).toEqual([]);
});

test("what owners book themselves needs nobody's approval, and what a hold agreed on stays agreed on", async () => {
  const { serviceId } = await customer.service({ requiresApproval: true });
  const byHand = await app.request("POST", "/v1/bookings", { serviceId, start: monday("10:00"), customer: { name: "Asha Rao" } }, { key: business.sk });
  expect(byHand.body.status).toBe("confirmed");
  const hold = await customer.hold({ serviceId, start: monday("12:00") });
  await app.request("PATCH", `/v1/services/${serviceId}`, { requiresApproval: false }, { key: business.sk });
  expect((await customer.checkOut(hold)).body.status).toBe("pending");
  expect((await customer.checkOut(await customer.hold({ serviceId, start: monday("14:00") }))).body.status).toBe("confirmed");
});
