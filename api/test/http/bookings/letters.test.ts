import ICAL from "ical.js";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";
import { type Booking, createJourney, type Journey } from "../../helpers/journey.js";
import { kolkata, monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;

beforeAll(async () => {
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
});
beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  app.mails.length = 0;
});

/** The one mail that is waiting, beside those that say that money was sent back. */
async function theMail() {
  await app.deliverOutbox();
  const mails = app.mails.splice(0).filter(({ subject }) => !subject.startsWith("Refunded: "));
  expect(mails).toHaveLength(1);
  return mails[0]!;
}
const book = async (details: object = {}, service: object = {}, resource: object = {}) =>
  customer.book({ serviceId: (await customer.service(service, resource)).serviceId, start: monday("12:00") }, { customer: { ...CUSTOMER, ...details } });
const calendar = async ({ id, token }: Booking) => (await app.request("GET", `/v1/bookings/${id}/calendar.ics`, undefined, { token })).body as string;
const eventOf = (text: string) => {
  const component = new ICAL.Component(ICAL.parse(text));
  return { method: component.getFirstPropertyValue("method"), vevent: component.getFirstSubcomponent("vevent")!, event: new ICAL.Event(component.getFirstSubcomponent("vevent")!) };
};

test("a booking's mail says what, when and with whom, in the booking's zone", async () => {
  const booking = await book({}, { name: "Haircut" }, { name: "Meera" });
  const mail = await theMail();
  expect(mail).toMatchObject({ to: `${CUSTOMER.name} <${CUSTOMER.email}>`, subject: "Booked: Haircut, Mon, March 2" });
  for (const text of ["Haircut", "Monday, March 2, 2026", "12:00", "12:30", "GMT+5:30", "Meera", "Free", booking.reference]) {
    expect(mail.text).toContain(text);
    expect(mail.html).toContain(text);
  }
  expect(mail.html).toContain('lang="en" dir="ltr"');
});

test.each([
  ["America/New_York", "Monday, March 2, 2026", "1:30"],
  ["Pacific/Kiritimati", "Monday, March 2, 2026", "8:30"],
  ["Pacific/Honolulu", "Sunday, March 1, 2026", "8:30"],
])("a customer in %s reads it in that zone", async (timeZone, day, time) => {
  await book({ timeZone });
  const { text } = await theMail();
  expect(text).toContain(day);
  expect(text).toContain(time);
});

test("a customer who reads Hindi gets it in Hindi; an unknown language is English; else the business's own", async () => {
  await book({ locale: "hi-IN" });
  const hindi = await theMail();
  expect(hindi.subject).toMatch(/^बुकिंग पक्की: Service, सोम/);
  for (const word of ["नमस्ते Asha Rao", "संदर्भ", "निःशुल्क"]) expect(hindi.text).toContain(word);
  await book({ locale: "sw" });
  expect((await theMail()).subject).toMatch(/^Booked: /);
  await app.request("PATCH", "/v1/tenant", { locale: "hi" }, { key: business.sk });
  await book();
  expect((await theMail()).subject).toMatch(/^बुकिंग पक्की/);
  await app.request("PATCH", "/v1/tenant", { locale: "en" }, { key: business.sk });
});

test("the cancellation's mail is in the customer's language, too, and takes the entry out of the calendar", async () => {
  const booking = await book({ locale: "hi-IN" });
  await theMail();
  await customer.cancel(booking);
  const mail = await theMail();
  expect(mail.subject).toMatch(/^बुकिंग रद्द/);
  expect(mail.attachments[0]!.contentType).toBe("text/calendar; charset=utf-8; method=CANCEL");
  const { method, vevent } = eventOf(mail.attachments[0]!.content);
  expect([method, vevent.getFirstPropertyValue("status")]).toEqual(["CANCEL", "CANCELLED"]);
});

test("cancelled before the confirmation left, the customer gets only the cancellation", async () => {
  await customer.cancel(await book());
  expect((await theMail()).subject).toMatch(/^Cancelled/);
});

test.each(["<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "Tom & <b>Jerry</b>", "{service}", "${name}", "$&"])("%s as a name is text everywhere", async (name) => {
  await book({ name }, { name: `Cut ${name}` }, { name: `Meera ${name}` });
  const mail = await theMail();
  expect(mail.html).not.toMatch(/<(?:script|img|b)\b/);
  expect(mail.text).toContain(`Hello ${name},`);
  expect(mail.subject).toContain(`Cut ${name}`);
});

test("the link to the booking carries its token behind the hash, and only where the business has a page", async () => {
  await book();
  expect((await theMail()).html).not.toContain("<a ");
  await app.request("PATCH", "/v1/tenant", { bookingPageUrl: "https://shop.test/my-booking?lang=en" }, { key: business.sk });
  const booking = await book();
  const { html, text } = await theMail();
  const address = `https://shop.test/my-booking?lang=en#id=${booking.id}&token=${booking.token}`;
  expect(text).toContain(address);
  expect(html).toContain(`href="${address.replaceAll("&", "&amp;")}"`);
  await app.request("PATCH", "/v1/tenant", { bookingPageUrl: null }, { key: business.sk });
});

test("the calendar file is one that a calendar reads: same entry for life, a higher sequence with each change", async () => {
  const booking = await book({ name: "Rao; Asha, Dr.", email: "asha@customer.test" }, { name: "Cut, wash; dry\\" }, { name: "Meera" });
  const made = eventOf(await calendar(booking));
  expect(made.method).toBe("REQUEST");
  expect([made.event.startDate.toJSDate().toISOString(), made.event.endDate.toJSDate().toISOString()]).toEqual([booking.start, booking.end]);
  expect(made.event.summary).toBe(`Cut, wash; dry\\ – ${booking.business.name}`);
  expect(made.event.description).toBe(`Meera\nReference ${booking.reference}`);
  expect(made.event.uid).toBe(`${booking.id}@booking.test`);
  expect(made.event.sequence).toBe(0);

  await customer.cancel(booking);
  const cancelled = eventOf(await calendar(booking));
  expect([cancelled.method, cancelled.event.uid, cancelled.event.sequence]).toEqual(["CANCEL", made.event.uid, 1]);
});

test("the calendar file's lines fit the standard, whatever the names", async () => {
  const booking = await book({ name: "अ".repeat(200) }, { name: "é".repeat(120) });
  for (const line of (await calendar(booking)).split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test("the file can be had with a link: its token may stand in the address, and only its own", async () => {
  const [mine, other] = [await book(), await book()];
  const link = (token: string) => app.request("GET", `/v1/bookings/${mine.id}/calendar.ics?token=${encodeURIComponent(token)}`);
  const answer = await link(mine.token);
  expect([answer.status, answer.headers.get("Content-Type"), answer.headers.get("Content-Disposition")]).toEqual([200, "text/calendar; charset=utf-8", 'attachment; filename="booking.ics"']);
  expect((await link(other.token)).status).toBe(404);
  expect((await link("nonsense")).status).toBe(401);
});

test("a payment that came too late: the customer is told in their language that nothing is charged, or all given back", async () => {
  const { serviceId } = await customer.service({ price: { amount: 150_000, currency: "INR" } });
  for (const [status, words] of [["authorized", "you will not be charged"], ["captured", "Refund started: ₹1,500.00"]] as const) {
    const hold = await customer.hold({ serviceId, start: kolkata("2026-03-03 12:00") });
    const orderId = await customer.order(hold);
    await app.clock.advance(3_600_000);
    const rival = await customer.hold({ serviceId, start: kolkata("2026-03-03 12:00") });
    await customer.confirm(hold, app.gateway.pay(orderId, status));
    const { subject, text } = await theMail();
    expect(subject).toBe("Your payment came too late: Service, Tue, March 3");
    expect(text).toContain(words);
    await app.request("DELETE", `/v1/holds/${rival.id}`, undefined, { token: rival.token });
  }
});
