import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { refreshBusyCalendar } from "../../../src/operations/calendars/refresh-busy-calendar.js";
import { leaseDueCalendars } from "../../../src/queries/busy-calendars.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { answers, startReceiver } from "../../helpers/receiver.js";
import { DAY_MS, HOUR_MS, kolkata, MINUTE_MS, monday, NOW } from "../../helpers/times.js";

const receiver = await startReceiver();
const app = await createTestApp({ calendars: { allowPrivateNetworks: true, timeoutMs: 500, mostBytes: 100_000 } });
let business: Business;
let customer: Journey;

beforeAll(() => app.clock.set(NOW));
beforeEach(async () => {
  await app.clock.set(NOW);
  await app.sql`update busy_calendars set due_at = 'infinity'`;
  business = await createBusiness(app);
  customer = createJourney(app, business);
});

const calendarOf = (...events: string[][]) => ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", ...events.flatMap((lines) => ["BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", ...lines, "END:VEVENT"]), "END:VCALENDAR", ""].join("\r\n");
const event = (start: string, end: string, ...more: string[]) => [`UID:${start}`, `DTSTART;TZID=Asia/Kolkata:202603${start}00`, `DTEND;TZID=Asia/Kolkata:202603${end}00`, "SUMMARY:Dentist", ...more];
const LUNCH = event("02T1200", "02T1300");
let [paths, versions] = [0, 0];
/** An address that gives this, told by an ETag. */
function serve(calendar: string): { path: string; url: string; change: (calendar: string) => void; fail: (status: number) => void } {
  const path = `/private-${++paths}/basic.ics`;
  const change = (text: string) => {
    const etag = `"${++versions}"`;
    receiver.answer(path, (response, request) => void (request.headers["if-none-match"] === etag ? response.writeHead(304).end() : response.writeHead(200, { "Content-Type": "text/calendar", ETag: etag }).end(text)));
  };
  change(calendar);
  return { path, url: receiver.url(path), change, fail: (status) => receiver.answer(path, answers.status(status)) };
}

const call = (method: string, resourceId: string, body?: object, verb = "") => app.request(method, `/v1/resources/${resourceId}/busy-calendar${verb}`, body, { key: business.sk });
const connect = async (resourceId: string, url: string) => {
  const { status, body } = await call("PUT", resourceId, { url });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
/** Does what the worker does. */
async function readDue() {
  for (const calendar of await leaseDueCalendars(app.sql, 50, 60)) await refreshBusyCalendar(app.deps, calendar);
}
const startsOn = async (serviceId: string, date = "2026-03-02") => {
  const { body } = await app.request("GET", `/v1/availability?serviceId=${serviceId}&from=${date}&to=${date}&timeZone=Asia/Kolkata`, undefined, { key: business.pk });
  return body.days[0].slots.map(({ localTime }: { localTime: string }) => localTime) as string[];
};

describe("while a resource is busy elsewhere", () => {
  test("its starts are not listed and not held, buffers included, and the rest of its day is as it was", async () => {
    const { serviceId, resourceId } = await customer.service({ durationMinutes: 60, bufferAfterMinutes: 15 });
    expect(await connect(resourceId, serve(calendarOf(LUNCH)).url)).toMatchObject({ status: "ok", busyTimes: 1, error: null });
    expect(await startsOn(serviceId)).toEqual(["09:00", "10:00", "13:00", "14:00", "15:00", "16:00"]);
    const refused = await business.hold({ serviceId, start: monday("12:00") });
    expectProblem(refused, "slot_unavailable", "start");
    expect(refused.body).toMatchObject({ reason: "closed" });
    expect((await business.hold({ serviceId, start: monday("10:00") })).status).toBe(201);
  });

  test("another of the pool is given instead; a service that needs just this one is closed", async () => {
    const [busy, free] = [await business.resource(), await business.resource()];
    await connect(busy.id, serve(calendarOf(LUNCH)).url);
    const { id: serviceId } = await business.service({ resourceIds: [busy.id, free.id] });
    expect((await customer.hold({ serviceId, start: monday("12:00") })).resources.map(({ id }) => id)).toEqual([free.id]);
  });

  test("what is booked stays booked, a hold confirms, and a session that was published is sold", async () => {
    const { serviceId, resourceId } = await customer.service({ capacity: 3 });
    const hold = await customer.hold({ serviceId, start: monday("12:00") });
    const { id: slotId } = await business.create("/v1/slots", { serviceId, start: kolkata("2026-03-02 19:00") });
    await connect(resourceId, serve(calendarOf(LUNCH, event("02T1900", "02T2000"))).url);
    expect((await customer.checkOut(hold)).body).toMatchObject({ status: "confirmed" });
    expect(await startsOn(serviceId)).toContain("19:00");
    expect((await customer.hold({ serviceId, start: kolkata("2026-03-02 19:00") }))).toMatchObject({ status: "held" });
    expect(slotId).toMatch(/^slt_/);
    expect(await app.breaches()).toEqual([]);
  });

  test("only when is kept, and listed; what it does then is nowhere, nor is the address", async () => {
    const { resourceId } = await customer.service();
    const source = serve(calendarOf(LUNCH));
    await connect(resourceId, source.url);
    const { body } = await app.request("GET", `/v1/busy-times?from=${monday("00:00")}&to=${monday("23:00")}`, undefined, { key: business.sk });
    expect(body.data).toEqual([{ resourceId, start: monday("12:00"), end: monday("13:00") }]);
    const kept = JSON.stringify([await app.sql`select * from busy_times`, await app.sql`select * from busy_calendars`, (await call("GET", resourceId)).body]);
    expect(kept).not.toContain("Dentist");
    expect(kept).not.toContain(source.path);
    expect((await call("GET", resourceId)).body).toMatchObject({ host: `127.0.0.1:${receiver.port}` });
  });
});

test("our own bookings in a calendar that has our feed keep nothing twice; another business's are appointments like any other", async () => {
  const [{ serviceId, resourceId }, stranger] = [await customer.service(), await createBusiness(app)];
  const booking = await customer.book({ serviceId, start: monday("10:00") });
  const feed = await business.create("/v1/calendar-feeds", { resourceId });
  const theirs = createJourney(app, stranger);
  const elsewhere = await theirs.book({ serviceId: (await theirs.service()).serviceId, start: monday("15:00") });
  const ours = (await app.request<string>("GET", new URL(feed.url).pathname)).body;
  const mixed = ours.replace("END:VCALENDAR", calendarOf([`UID:${elsewhere.id}@booking.test`, "DTSTART:20260302T093000Z", "DTEND:20260302T100000Z"]).split("\r\n").slice(3).join("\r\n"));
  expect(await connect(resourceId, serve(mixed).url)).toMatchObject({ busyTimes: 1 });
  await customer.cancel(booking);
  const starts = await startsOn(serviceId);
  expect(starts).toContain("10:00");
  expect(starts).not.toContain("15:00");
});

describe("reading", () => {
  test("a change is read in time and told to those who watch; what has not changed is asked for by its ETag alone", async () => {
    const { serviceId, resourceId } = await customer.service();
    const source = serve(calendarOf(LUNCH));
    await connect(resourceId, source.url);
    await app.clock.advance(9 * MINUTE_MS);
    await readDue();
    expect(receiver.at(source.path)).toHaveLength(1);
    await app.clock.advance(3 * MINUTE_MS + 1);
    await readDue();
    expect(receiver.at(source.path).at(-1)!.headers["if-none-match"]).toMatch(/^"/);
    expect(await startsOn(serviceId)).not.toContain("12:00");

    source.change(calendarOf(event("02T1400", "02T1500")));
    await app.clock.advance(12 * MINUTE_MS);
    const watched = { tenantId: business.tenantId, serviceId, from: "2026-03-02", to: "2026-03-02", timeZone: "Asia/Kolkata" };
    let tell!: () => void;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const send = (message: Uint8Array) => (/event: reload/.test(new TextDecoder().decode(message)) && tell(), true);
    const leave = await app.deps.live.subscribe(watched, { send, end: () => {} }, undefined);
    await readDue();
    await told;
    leave();
    const starts = await startsOn(serviceId);
    expect(starts).toContain("12:00");
    expect(starts).not.toContain("14:00");
  });

  test("what has not changed is worked out anew for the days that come into sight, once a week", async () => {
    const { serviceId, resourceId } = await customer.service({ horizonDays: 30 });
    const source = serve(calendarOf(event("02T1200", "02T1300", "RRULE:FREQ=DAILY")));
    await connect(resourceId, source.url);
    await app.clock.advance(8 * DAY_MS);
    await readDue();
    expect(receiver.at(source.path).at(-1)!.headers["if-none-match"]).toBeUndefined();
    expect(await startsOn(serviceId, "2026-04-07")).not.toContain("12:00");
  });

  test("one that fails keeps what was last read, is tried again ever later, and needs somebody after a day", async () => {
    const { serviceId, resourceId } = await customer.service();
    const source = serve(calendarOf(LUNCH));
    await connect(resourceId, source.url);
    source.fail(503);
    await app.clock.advance(12 * MINUTE_MS);
    await readDue();
    expect((await call("GET", resourceId)).body).toMatchObject({ status: "failing", error: "The answer was 503.", busyTimes: 1, needsAttention: false });
    expect(await startsOn(serviceId)).not.toContain("12:00");
    const before = receiver.at(source.path).length;
    for (let hour = 0; hour < 25; hour++) {
      await app.clock.advance(HOUR_MS);
      await readDue();
    }
    expect(receiver.at(source.path).length - before).toBeLessThan(15);
    expect((await app.request("GET", "/v1/busy-calendars?needsAttention=true", undefined, { key: business.sk })).body.data).toEqual([expect.objectContaining({ resourceId, needsAttention: true })]);

    source.change(calendarOf());
    await app.clock.advance(MINUTE_MS);
    expect((await call("POST", resourceId, {}, "/refresh")).body).toMatchObject({ status: "ok", busyTimes: 0, failingSince: null, error: null, needsAttention: false });
    expect(await startsOn(serviceId)).toContain("12:00");
  });

  test.each([
    ["is none", (path: string) => receiver.answer(path, answers.status(200, "<html>Sign in</html>")), /not a calendar/],
    ["is broken", (path: string) => receiver.answer(path, answers.status(200, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")), /format is broken/],
    ["is huge", (path: string) => receiver.answer(path, (response) => void response.write(`BEGIN:VCALENDAR\r\n${"x".repeat(200_000)}`)), /larger than 97 kB/],
    ["is cut", (path: string) => receiver.answer(path, (response) => { response.writeHead(200, { "Content-Length": "1000" }); response.write(calendarOf()); setTimeout(() => response.socket!.resetAndDestroy(), 20); }), /lost/],
    ["is secret", (path: string) => receiver.answer(path, answers.status(403)), /403\. Copy/],
    ["says nothing", (path: string) => receiver.answer(path, answers.hang), /within 0\.5 seconds/],
    ["leads round and round", (path: string) => receiver.answer(path, answers.status(302, "", { Location: path })), /redirects more than 3 times/],
  ])("a calendar that %s: said at once, and nothing is freed", async (_, behave, sentence) => {
    const { serviceId, resourceId } = await customer.service();
    const source = serve(calendarOf(LUNCH));
    await connect(resourceId, source.url);
    await app.clock.advance(MINUTE_MS);
    behave(source.path);
    expect((await call("POST", resourceId, {}, "/refresh")).body).toMatchObject({ status: "failing", busyTimes: 1, error: expect.stringMatching(sentence) });
    expect(await startsOn(serviceId)).not.toContain("12:00");
  });

  test("redirects are followed; webcal is https", async () => {
    const { resourceId } = await customer.service();
    const source = serve(calendarOf(LUNCH));
    receiver.answer("/moved", answers.status(302, "", { Location: source.path }));
    expect(await connect(resourceId, receiver.url("/moved"))).toMatchObject({ status: "ok", busyTimes: 1 });
    expect(await connect(resourceId, `webcal://127.0.0.1:${receiver.port}${source.path}`)).toMatchObject({ status: "failing", error: expect.stringMatching(/EPROTO/) });
  });

  test("another address takes with it what was read of the one before, even where that is being read", async () => {
    const { resourceId } = await customer.service();
    await connect(resourceId, serve(calendarOf(LUNCH)).url);
    await app.sql`update busy_calendars set due_at = holdfast_now() where resource_id = ${resourceId}`;
    const [old] = await leaseDueCalendars(app.sql, 1, 60);
    await connect(resourceId, serve(calendarOf()).url);
    expect(await refreshBusyCalendar(app.deps, old!)).toBe("same");
    expect((await call("GET", resourceId)).body).toMatchObject({ busyTimes: 0 });
    expect((await call("DELETE", resourceId)).status).toBe(204);
    expectProblem(await call("GET", resourceId), "not_found");
  });

  test("who asks again at once waits", async () => {
    const { resourceId } = await customer.service();
    await connect(resourceId, serve(calendarOf()).url);
    const again = await call("POST", resourceId, {}, "/refresh");
    expectProblem(again, "rate_limited");
    expect(again.headers.get("Retry-After")).toBe("15");
  });
});
