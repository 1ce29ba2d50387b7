import ICAL from "ical.js";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { DAY_MS, kolkata, monday, NOW } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;

beforeAll(() => app.clock.set(NOW));
beforeEach(async () => {
  await app.deliverOutbox();
  app.mails.length = 0;
  business = await createBusiness(app);
  customer = createJourney(app, business);
});

const newFeed = async (resourceId?: string): Promise<{ id: string; url: string; path: string }> => {
  const feed = await business.create("/v1/calendar-feeds", resourceId === undefined ? {} : { resourceId });
  return { ...feed, path: new URL(feed.url).pathname };
};
const read = (path: string, headers: Record<string, string> = {}) => app.request<string>("GET", path, undefined, { headers });
/** What a calendar that subscribes sees, by UID. */
async function eventsOf(path: string) {
  const { status, body } = await read(path);
  expect(status).toBe(200);
  const calendar = new ICAL.Component(ICAL.parse(body));
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  return new Map(events.map((event) => [event.uid, { summary: event.summary, start: event.startDate.toJSDate().toISOString(), sequence: event.sequence, status: event.component.getFirstPropertyValue("status") }]));
}
const mailedUid = async () => {
  await app.deliverOutbox();
  return new ICAL.Event(new ICAL.Component(ICAL.parse(app.mails.at(-1)!.attachments[0]!.content)).getFirstSubcomponent("vevent")!).uid;
};

test("a feed shows what is booked by whom, under the UID that the mail gave it, and follows it when it is moved or cancelled", async () => {
  const { serviceId, resourceId } = await customer.service({ name: "Haircut" });
  const { path } = await newFeed(resourceId);
  const booking = await customer.book({ serviceId, start: monday("10:00") });
  const uid = await mailedUid();
  expect(await eventsOf(path)).toEqual(new Map([[uid, { summary: `${CUSTOMER.name} – Haircut`, start: monday("10:00"), sequence: 0, status: "CONFIRMED" }]]));

  const to = await customer.hold({ serviceId, start: monday("14:00") });
  expect((await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: to.id, holdToken: to.token }, { token: booking.token })).status).toBe(200);
  expect(await eventsOf(path)).toEqual(new Map([[uid, expect.objectContaining({ start: monday("14:00"), sequence: 1 })]]));

  await customer.cancel(booking);
  expect((await eventsOf(path)).size).toBe(0);
});

test("what waits for approval is tentative; what is only held, or was over a month ago, is not there", async () => {
  const { serviceId } = await customer.service();
  const { path } = await newFeed();
  const [pending, old] = [await customer.book({ serviceId, start: monday("10:00") }), await customer.book({ serviceId, start: monday("11:00") })];
  await customer.hold({ serviceId, start: monday("12:00") });
  await app.sql`update bookings set status = 'pending' where booking_id = ${pending.id}`;
  await app.sql`update bookings set starts_at = starts_at - interval '33 days', ends_at = ends_at - interval '33 days' where booking_id = ${old.id}`;
  expect([...(await eventsOf(path)).values()]).toEqual([expect.objectContaining({ start: monday("10:00"), status: "TENTATIVE" })]);
});

test("a resource's feed has its own bookings alone, the business's has all", async () => {
  const [meera, court] = [await customer.service({}, { name: "Meera" }), await customer.service({}, { name: "Court" })];
  for (const { serviceId } of [meera, court]) await customer.book({ serviceId, start: monday("10:00") });
  const own = await read((await newFeed(meera.resourceId)).path);
  expect(own.body).toContain("Meera");
  expect(own.body).not.toContain("Court");
  expect((await eventsOf((await newFeed()).path)).size).toBe(2);
});

test("who reads again is told that nothing changed, and when to come back; once something did, reads it", async () => {
  const { serviceId } = await customer.service();
  const { path } = await newFeed();
  const first = await read(path);
  expect(first.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
  expect(first.body).toMatch(/^REFRESH-INTERVAL;VALUE=DURATION:PT15M\r?$/m);
  expect(first.body).toMatch(/^X-PUBLISHED-TTL:PT15M\r?$/m);
  const again = { "If-None-Match": `W/${first.headers.get("ETag")!}` };
  expect(await read(path, again)).toMatchObject({ status: 304, body: "" });
  await customer.book({ serviceId, start: kolkata("2026-03-03 10:00") });
  expect(await read(path, again)).toMatchObject({ status: 200 });
});

test("an address is told once, opens one feed, and nothing once that is deleted; of it only a hash is kept", async () => {
  const idempotencyKey = "feed-1";
  const created = await app.request("POST", "/v1/calendar-feeds", {}, { key: business.sk, idempotencyKey });
  expect(await app.request("POST", "/v1/calendar-feeds", {}, { key: business.sk, idempotencyKey })).toMatchObject({ status: 201, body: created.body });
  const path = new URL(created.body.url).pathname;
  const other = await newFeed();
  const secret = path.split("/").at(-2)!;
  const { body } = await app.request("GET", "/v1/calendar-feeds", undefined, { key: business.sk });
  expect(body.data).toEqual([{ id: created.body.id, resourceId: null, lastReadAt: null, createdAt: NOW.toISOString() }, expect.objectContaining({ id: other.id })]);
  expect(JSON.stringify(body)).not.toContain(secret);
  expect(JSON.stringify(await app.sql`select * from calendar_feeds`)).not.toContain(secret);

  const stranger = await createBusiness(app);
  for (const wrong of [path.replace(created.body.id, other.id), path.replace(secret, `${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`), path.replace(secret, `ics_${stranger.tenantId.slice(4)}${secret.slice(20)}`), path.replace(secret, "nonsense")])
    expectProblem(await read(wrong), "not_found");
  expect((await read(path)).status).toBe(200);
  expect((await app.request("GET", "/v1/calendar-feeds", undefined, { key: business.sk })).body.data[0].lastReadAt).toBe(NOW.toISOString());

  expect((await app.request("DELETE", `/v1/calendar-feeds/${created.body.id}`, undefined, { key: business.sk })).status).toBe(204);
  expectProblem(await read(path), "not_found");
  expect((await read(other.path)).status).toBe(200);
});

test("a name that somebody typed stays what it is: no line of it reaches the calendar's own", async () => {
  const { serviceId } = await customer.service();
  const name = "Rao; Asha, \"A\\nEND:VEVENT";
  await customer.book({ serviceId, start: new Date(Date.parse(monday("10:00")) + DAY_MS).toISOString() }, { customer: { ...CUSTOMER, name } });
  const [event] = (await eventsOf((await newFeed()).path)).values();
  expect(event!.summary).toBe(`${name} – Service`);
});
