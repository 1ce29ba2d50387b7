import { beforeEach, expect, test } from "vitest";
import { leaveDueReminders } from "../../../src/queries/reminders.js";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { monday } from "../../helpers/times.js";

const app = await createTestApp();
const HOUR_MS = 3_600_000;
let business: Business;
let customer: Journey;

beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  // Those of earlier tests are for somebody else.
  await app.sql`update bookings set remind_at = null`;
  business = await createBusiness(app);
  customer = createJourney(app, business);
  app.mails.length = 0;
});

const START = monday("12:00");
const before = (hours: number) => app.clock.set(new Date(Date.parse(START) - hours * HOUR_MS));
/** What the worker does, and what came of it. */
async function reminders() {
  await leaveDueReminders(app.sql, 100);
  await app.deliverOutbox();
  return app.mails.splice(0).map(({ subject }) => subject);
}
/** Books at noon on Monday, `hours` before it, with the confirmation out of the way. */
async function book(service: object = {}, hours = 48) {
  const { serviceId } = await customer.service(service);
  await before(hours);
  const booking = await customer.book({ serviceId, start: START });
  await app.deliverOutbox();
  app.mails.length = 0;
  return { serviceId, ...booking };
}
const REMINDER = "Reminder: Service, Mon, March 2";

test("a day before, once, by however many processes; not a minute earlier", async () => {
  const { reference } = await book();
  await before(24 + 1 / 60);
  expect(await reminders()).toEqual([]);
  await before(24);
  await Promise.all([1, 2, 3].map(() => leaveDueReminders(app.sql, 100)));
  await app.deliverOutbox();
  const [mail, ...others] = app.mails.splice(0);
  expect([mail!.subject, mail!.attachments, others]).toEqual([REMINDER, [], []]);
  expect(mail!.text).toContain(reference);
  await before(1);
  expect(await reminders()).toEqual([]);
});

test("as the service says: two hours before, or never", async () => {
  await book({ reminderMinutes: 120 });
  await book({ reminderMinutes: null });
  await before(3);
  expect(await reminders()).toEqual([]);
  await before(2);
  expect(await reminders()).toEqual([REMINDER]);
});

test("who books at the last moment is not reminded of it", async () => {
  await book({}, 23);
  await before(1);
  expect(await reminders()).toEqual([]);
});

test("who cancels is not reminded, whether before it is due or while it is on its way", async () => {
  const [first, second] = [await book(), await book()];
  await customer.cancel(first);
  await before(24);
  await leaveDueReminders(app.sql, 100);
  await customer.cancel(second);
  await app.deliverOutbox();
  expect(app.mails.filter(({ subject }) => subject.startsWith("Reminder"))).toEqual([]);
});

test("who moves is reminded of the new time, and was of the old one at most once", async () => {
  const booking = await book();
  const hold = await customer.hold({ serviceId: booking.serviceId, start: monday("16:00") });
  expect((await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: hold.id, holdToken: hold.token }, { token: booking.token })).status).toBe(200);
  await app.deliverOutbox();
  app.mails.length = 0;
  await before(24);
  expect(await reminders()).toEqual([]);
  await before(20);
  expect(await reminders()).toEqual([REMINDER]);
});

test("a mail server that was away until the start: nobody is reminded of what is over", async () => {
  await book();
  await before(24);
  await leaveDueReminders(app.sql, 100);
  await before(-1);
  await app.deliverOutbox();
  expect(app.mails).toEqual([]);
});

test("a wrong lead is bad input", async () => {
  const resource = await business.resource();
  for (const reminderMinutes of [14, 20_161, 60.5, "1440"]) {
    const { status, body } = await app.request("POST", "/v1/services", { name: "Service", durationMinutes: 30, price: { amount: 0, currency: "INR" }, resourceIds: [resource.id], reminderMinutes }, { key: business.sk });
    expect([status, body.errors[0].path]).toEqual([400, "reminderMinutes"]);
  }
});

test("owners are told of what is booked, moved and cancelled, a reply goes to the customer; unless they don't want it", async () => {
  app.ownerMails.length = 0;
  const booking = await book();
  const hold = await customer.hold({ serviceId: booking.serviceId, start: monday("16:00") });
  await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: hold.id, holdToken: hold.token }, { token: booking.token });
  await app.deliverOutbox();
  await customer.cancel(booking);
  await app.deliverOutbox();
  expect(app.ownerMails.map(({ subject }) => subject)).toEqual([
    "New booking: Service, Mon, March 2",
    `Moved: Service, Mon, March 2, ${CUSTOMER.name}`,
    `Cancelled: Service, Mon, March 2, ${CUSTOMER.name}`,
  ]);
  expect(app.ownerMails[0]!.text).toContain(CUSTOMER.email);

  app.ownerMails.length = 0;
  await app.request("PATCH", "/v1/tenant", { tellOwners: false, senderName: "Front desk" }, { key: business.sk });
  const { serviceId } = await customer.service();
  await customer.book({ serviceId, start: START });
  await app.deliverOutbox();
  expect([app.ownerMails, app.mails.at(-1)!.from]).toEqual([[], "Front desk <bookings@test.example>"]);
});
