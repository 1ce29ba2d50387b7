import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { kolkata, monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
let serviceId: string;

beforeAll(async () => {
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
});
beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  app.mails.length = app.ownerMails.length = 0;
  ({ serviceId } = await customer.service({ price: { amount: 50_000, currency: "INR" } }));
});

const CALLER = { name: "Meera Iyer", phone: "+91 98450 00000" };
const bookByHand = (body: object = {}, options: object = {}) =>
  app.request("POST", "/v1/bookings", { serviceId, start: monday("10:00"), customer: CALLER, ...body }, { key: business.sk, ...options });
const cancel = (id: string, body: object = {}) => app.request("POST", `/v1/bookings/${id}/cancel`, body, { key: business.sk });
const paymentsOf = (id: string) => app.sql`select from payments where booking_id = ${id}`;

test("a customer's hold and a booking by hand want one slot at the same moment: one has it", async () => {
  for (let round = 0; round < 8; round++) {
    const start = kolkata(`2026-03-${10 + round} 10:00`);
    const attempts = [bookByHand({ start }), business.hold({ serviceId, start }), bookByHand({ start }), business.hold({ serviceId, start })];
    const answers = await Promise.all(round % 2 ? attempts.toReversed() : attempts);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) expectProblem(answer, "slot_unavailable", "start");
  }
  expect(await app.breaches()).toEqual([]);
});

test("who comes second is told what stands in the way, and the nearest free starts", async () => {
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  const { body } = await bookByHand();
  expect(body).toMatchObject({ code: "slot_unavailable", reason: "held", freesAt: hold.expiresAt });
  expect(body.alternatives).toHaveLength(3);
});

test("a booking by hand has its price, is paid on site, and asks nobody for money", async () => {
  const { status, body } = await bookByHand({ notes: "Prefers the window." });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    status: "confirmed", price: { amount: 50_000, currency: "INR" }, paymentMethod: "on_site", payment: null, madeBy: "owner",
    notes: "Prefers the window.", customer: { name: CALLER.name, email: null, phone: CALLER.phone }, token: expect.stringMatching(/^booking\./),
  });
  expect(await paymentsOf(body.id)).toHaveLength(0);
  expect(await app.breaches()).toEqual([]);
});

test("cancelling it gives nothing back, whoever asks: nothing was taken here", async () => {
  const { body: booking } = await bookByHand({ customer: { ...CUSTOMER } });
  expectProblem(await cancel(booking.id, { refundAmount: 50_000 }), "validation_failed", "refundAmount");
  const { status, body } = await cancel(booking.id);
  expect({ status, body }).toMatchObject({ status: 200, body: { status: "cancelled", payment: null } });
  await app.deliverOutbox();
  expect(app.gateway.refunds).toHaveLength(0);
  expect(app.mails.at(-1)!.text).not.toContain("Refund started");
  expect(await app.breaches()).toEqual([]);
});

test("moved to a dearer or a cheaper time, it is moved at once, and the difference is settled on site", async () => {
  const { id: resourceId } = await business.resource();
  const lengths = await business.service({ resourceIds: [resourceId], price: { amount: 50_000, currency: "INR" }, durations: [{ durationMinutes: 60, price: { amount: 80_000, currency: "INR" } }] });
  const { body: booking } = await bookByHand({ serviceId: lengths.id, durationMinutes: 30 });
  for (const [durationMinutes, amount] of [[60, 80_000], [30, 50_000]] as const) {
    const hold = await customer.hold({ serviceId: lengths.id, start: monday("14:00"), durationMinutes, ...(amount === 50_000 && { start: monday("16:00") }) });
    const { body } = await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: hold.id, holdToken: hold.token }, { token: booking.token });
    expect(body).toMatchObject({ status: "confirmed", start: hold.start, price: { amount }, payment: null });
  }
  expect(await app.breaches()).toEqual([]);
});

test("what costs nothing has no way to pay: `payment: none` takes the price off", async () => {
  const { body } = await bookByHand({ payment: "none" });
  expect(body).toMatchObject({ price: { amount: 0, currency: "INR" }, terms: { total: { amount: 0 } }, paymentMethod: null });
});

test("verify names a payment that belongs to what is paid on site", async () => {
  const { body: byHand } = await bookByHand();
  const bought = await customer.buy({ serviceId, start: monday("12:00") });
  await app.sql`update payments set booking_id = ${byHand.id} where booking_id = ${bought.id}`;
  expect((await app.breaches()).map(({ finding }) => finding)).toContainEqual(expect.stringContaining(`booking ${byHand.id} costs 50000 INR on site, but 50000 were paid`));
  await app.sql`update payments set booking_id = ${bought.id} where booking_id = ${byHand.id}`;
});

test("notice and horizon don't bind the owner, opening hours do unless told otherwise, and claims always", async () => {
  const { serviceId: strict } = await customer.service({ minNoticeMinutes: 14 * 1440, horizonDays: 30 });
  expect((await bookByHand({ serviceId: strict })).status).toBe(201);
  expect((await bookByHand({ serviceId: strict, start: kolkata("2027-06-01 10:00") })).status).toBe(201);
  for (const start of [monday("07:00"), monday("11:07")]) {
    expect((await bookByHand({ serviceId: strict, start })).body).toMatchObject({ code: "slot_unavailable", reason: "closed" });
    expect((await bookByHand({ serviceId: strict, start, outsideHours: true })).body).toMatchObject({ start });
  }
  // 11:00 overlaps what was booked between two starts.
  for (const outsideHours of [false, true]) expect((await bookByHand({ serviceId: strict, start: monday("11:00"), outsideHours })).body).toMatchObject({ code: "slot_unavailable", reason: "booked" });
  expect(await app.breaches()).toEqual([]);
});

test("outside the hours it joins the class that has begun to fill, and no more than fit", async () => {
  const { serviceId: yoga } = await customer.service({ capacity: 2 });
  const at = { serviceId: yoga, start: monday("19:00"), outsideHours: true };
  const [first, second] = [await bookByHand(at), await bookByHand(at)];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect((await bookByHand(at)).body).toMatchObject({ code: "slot_unavailable", reason: "booked" });
  expect(await app.breaches()).toEqual([]);
});

test("who walked in some minutes ago can be entered, without a mail; long ago can't", async () => {
  await app.clock.set(new Date(monday("10:10")));
  expect((await bookByHand({ customer: CUSTOMER })).status).toBe(201);
  await app.deliverOutbox();
  expect(app.mails).toEqual([]);
  expectProblem(await bookByHand({ start: kolkata("2025-12-01 10:00") }), "validation_failed", "start");
});

test("the customer is written to where there is an address; owners are not told of what they did themselves", async () => {
  await bookByHand();
  await app.deliverOutbox();
  expect(app.mails).toEqual([]);
  const { body } = await bookByHand({ start: monday("11:00"), customer: CUSTOMER });
  await app.deliverOutbox();
  expect(app.mails.map(({ to, subject }) => `${to} ${subject}`)).toEqual([expect.stringMatching(/asha@customer\.test.*Booked: Service/)]);
  expect(app.ownerMails).toEqual([]);
  expect(app.mails[0]!.text).toContain("Price, paid on site");
  await cancel(body.id);
  await app.deliverOutbox();
  expect(app.ownerMails.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Cancelled: /)]);
});

test("callers without an address are told apart by name and number", async () => {
  const idOf = async (start: string, who: object) => {
    const { body } = await bookByHand({ start: monday(start), customer: who });
    return (await app.sql<{ customerId: string }[]>`select customer_id from bookings where booking_id = ${body.id}`)[0]!.customerId;
  };
  const first = await idOf("10:00", CALLER);
  expect(await idOf("10:30", CALLER)).toBe(first);
  expect(await idOf("11:00", { ...CALLER, name: "Her sister" })).not.toBe(first);
  expect(await idOf("11:30", { name: "No number" })).not.toBe(await idOf("12:00", { name: "No number" }));
});

test("notes are the business's alone", async () => {
  const { body: booking } = await bookByHand({ notes: "Owes us for last time." });
  expect((await app.request("GET", `/v1/bookings/${booking.id}`, undefined, { key: business.sk })).body.notes).toBe("Owes us for last time.");
  expect((await app.request("GET", `/v1/bookings/${booking.id}`, undefined, { token: booking.token })).body).not.toHaveProperty("notes");
});

test("required answers may be missing, wrong ones are refused; hidden services can be booked by hand", async () => {
  const { serviceId: asked } = await customer.service({ questions: [{ id: "size", label: "Size", type: "select", options: ["S", "L"], required: true }], active: false });
  expectProblem(await bookByHand({ serviceId: asked, answers: { size: "XXL" } }), "validation_failed", "answers.size");
  expect((await bookByHand({ serviceId: asked })).status).toBe(201);
});

test("where the business approves bookings, one that it makes itself needs no approval", async () => {
  const { serviceId: asked } = await customer.service({ requiresApproval: true });
  expect((await bookByHand({ serviceId: asked })).body.status).toBe("confirmed");
});

test("the same Idempotency-Key books once", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => bookByHand({}, { idempotencyKey: "one call" })));
  const again = await bookByHand({}, { idempotencyKey: "one call" });
  expect(again.status).toBe(201);
  for (const answer of answers.filter(({ status }) => status === 201)) expect(answer.body).toEqual(again.body);
  expect(await app.sql`select from bookings where service_id = ${serviceId}`).toHaveLength(1);
});

test("a page's key books nothing by hand, and another business's service is unknown", async () => {
  expectProblem(await bookByHand({}, { key: business.pk }), "wrong_credential");
  const other = await createBusiness(app);
  expectProblem(await bookByHand({}, { key: other.sk }), "not_found");
});
