import ICAL from "ical.js";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { deliverOutbox } from "../../src/workers/deliver-outbox.js";
import { createTestApp } from "../helpers/app.js";
import { backToNow } from "../helpers/back-to-now.js";
import { type Business, createBusiness, CUSTOMER } from "../helpers/business.js";
import { type Booking, createJourney, type Journey } from "../helpers/journey.js";
import { type ReceivedMail, startMailServer } from "../helpers/mail-server.js";
import { HOUR_MS, monday } from "../helpers/times.js";

const post = await startMailServer();
const app = await createTestApp({ smtpUrl: post.url });
let business: Business;
let customer: Journey;

beforeAll(async () => {
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
});
beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  post.received.length = 0;
});

const book = async (start: string, details: object = {}, names: { service?: string; resource?: string } = {}) =>
  customer.book({ serviceId: (await customer.service({ name: names.service ?? "Cut" }, { name: names.resource ?? "Meera" })).serviceId, start }, { customer: { ...CUSTOMER, ...details } });

async function move(booking: Booking, start: string) {
  const hold = await customer.hold({ serviceId: booking.service.id, start });
  const { status } = await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: hold.id, holdToken: hold.token }, { token: booking.token });
  expect(status).toBe(200);
}

/** Mails to customers since the last look. */
async function arrived(): Promise<ReceivedMail[]> {
  await app.deliverOutbox();
  return post.received.splice(0).filter(({ recipients }) => recipients[0]?.endsWith("@customer.test"));
}

/** A customer's calendar, that does with an invitation what RFC 5546 says: the highest SEQUENCE of a UID counts. */
function createCalendar() {
  const entries = new Map<string, { sequence: number; start: string; summary: string }>();
  return {
    entries: () => [...entries.values()].map(({ start, summary }) => ({ start, summary })),
    take(mail: ReceivedMail) {
      // The part that clients act upon, not the attachment beside it.
      const invitation = mail.attachments.find(({ contentType }) => contentType === "text/calendar")!;
      const calendar = new ICAL.Component(ICAL.parse(invitation.content.toString("utf8")));
      const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent")!);
      const known = entries.get(event.uid);
      if (known && known.sequence >= event.sequence && calendar.getFirstPropertyValue("method") === "REQUEST") return;
      if (calendar.getFirstPropertyValue("method") === "CANCEL") entries.delete(event.uid);
      else entries.set(event.uid, { sequence: event.sequence, start: event.startDate.toJSDate().toISOString(), summary: event.summary });
    },
  };
}

test("booked, moved twice and cancelled: the customer's calendar has one entry, at the right time, and none at the end", async () => {
  const calendar = createCalendar();
  const booking = await book(monday("10:00"));
  const summary = `Cut – ${booking.business.name}`;
  for (const mail of await arrived()) calendar.take(mail);
  expect(calendar.entries()).toEqual([{ start: monday("10:00"), summary }]);

  await move(booking, monday("12:00"));
  const [firstMove] = await arrived();
  calendar.take(firstMove!);
  expect(calendar.entries()).toEqual([{ start: monday("12:00"), summary }]);
  await move(booking, monday("15:00"));
  const [secondMove] = await arrived();
  calendar.take(secondMove!);
  // Mails overtake each other: an older one changes nothing.
  calendar.take(firstMove!);
  expect(calendar.entries()).toEqual([{ start: monday("15:00"), summary }]);

  await customer.cancel(booking);
  for (const mail of await arrived()) calendar.take(mail);
  expect(calendar.entries()).toEqual([]);
});

test("two bookings of one customer at the same moment: two mails, two entries, and cancelling one leaves the other", async () => {
  const calendar = createCalendar();
  const [cut, colour] = await Promise.all([book(monday("10:00"), {}, { service: "Cut" }), book(monday("10:00"), {}, { service: "Colour" })]);
  const mails = await arrived();
  expect(mails.map(({ subject }) => subject).toSorted()).toEqual(["Booked: Colour, Mon, March 2", "Booked: Cut, Mon, March 2"]);
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
  for (const mail of mails) calendar.take(mail);
  expect(calendar.entries()).toHaveLength(2);
  await customer.cancel(cut);
  for (const mail of await arrived()) calendar.take(mail);
  expect(calendar.entries()).toEqual([{ start: monday("10:00"), summary: `Colour – ${colour.business.name}` }]);
});

test.each([
  ["emoji", "Zoë 💇🏽‍♀️🏳️‍🌈"],
  ["right to left", "אשה ראו (ד״ר)"],
  ["Arabic, with a mark that turns the direction", "\u202Eأحمد الراوي"],
  ["Devanagari", "आशा राव"],
  ["a letter and its accent apart", "Zoe\u0308"],
  ["as long as may be", "अ".repeat(200)],
])("a name of %s arrives whole: to whom, in both bodies and in the calendar", async (_, name) => {
  const booking = await book(monday("11:00"), { name }, { service: `Cut ${name}`.slice(0, 120), resource: name.slice(0, 100) });
  const [mail] = await arrived();
  const { customer: kept } = booking;
  expect(mail!.recipients).toEqual([CUSTOMER.email]);
  expect([mail!.to].flat()[0]?.value[0]).toEqual({ name: kept.name, address: CUSTOMER.email });
  expect(mail!.text).toContain(`Hello ${kept.name},`);
  expect(mail!.html).toContain(`<bdi>${booking.resources[0]!.name}</bdi>`);
  expect(mail!.subject).toContain(booking.service.name);
  const calendar = createCalendar();
  calendar.take(mail!);
  expect(calendar.entries()).toEqual([{ start: monday("11:00"), summary: `${booking.service.name} – ${booking.business.name}` }]);
  // No line that a mail server would refuse: RFC 5321 allows 998 bytes.
  for (const line of mail!.raw.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(998);
});

test("a mail server that is down for an hour loses nothing and blocks nothing; each mail comes once, when it is back", async () => {
  await post.goDown();
  const worker = deliverOutbox(app.deps, "mail");
  worker.start();
  const failed = async () => (await app.sql<{ least: number }[]>`select coalesce(min(attempts), 0) as least from outbox where done_at is null and topic = 'mail.booking_confirmed'`)[0]!.least;
  const bookings: Booking[] = [];
  for (const time of ["10:00", "11:00", "12:00"]) {
    bookings.push(await book(monday(time)));
    await app.clock.advance(HOUR_MS / 3);
    await expect.poll(failed, { timeout: 10_000 }).toBeGreaterThan(0);
  }
  expect(post.received).toEqual([]);
  await post.comeBack();
  const waiting = async () => {
    // A try may have failed a moment before the server was back, and waits again.
    await app.clock.advance(HOUR_MS);
    return (await app.sql`select from outbox where done_at is null`).count;
  };
  await expect.poll(waiting, { timeout: 10_000 }).toBe(0);
  await worker.stop();
  const texts = post.received.filter(({ recipients }) => recipients[0] === CUSTOMER.email).map(({ text }) => text);
  expect(texts).toHaveLength(3);
  for (const { reference } of bookings) expect(texts.filter((text) => text?.includes(reference))).toHaveLength(1);
});

test("a mailbox that does not exist keeps nobody else's mail waiting", async () => {
  post.unknown.add("nobody@customer.test");
  await book(monday("10:00"), { email: "nobody@customer.test" });
  await book(monday("11:00"));
  expect((await arrived()).map(({ recipients }) => recipients)).toEqual([[CUSTOMER.email]]);
  const [waiting] = await app.sql<{ lastError: string }[]>`select last_error as "lastError" from outbox where done_at is null`;
  expect(waiting!.lastError).toContain("no such mailbox");
});
