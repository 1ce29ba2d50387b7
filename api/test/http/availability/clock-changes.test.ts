import { beforeAll, expect, test } from "vitest";
import type { AvailabilityView } from "../../../src/contract/availability.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;

beforeAll(async () => {
  business = await createBusiness(app, { timeZone: "UTC" });
  customer = createJourney(app, business);
});

const ALL_DAY = Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]]));
const SMALL_HOURS = Object.fromEntries(Object.keys(ALL_DAY).map((day) => [day, [["00:00", "06:00"]]]));

/** A day's slots of a resource in a zone, seen in that zone on the morning before. */
async function dayOf(timeZone: string, date: string, weekly: object, durationMinutes = 30) {
  await app.clock.set(new Date(Date.parse(date) - 2 * 86_400_000));
  const { serviceId } = await customer.service({ durationMinutes }, { timeZone, weekly });
  const query = new URLSearchParams({ serviceId, from: date, to: date, timeZone });
  const { body } = await app.request<AvailabilityView>("GET", `/v1/availability?${query}`, undefined, { key: business.pk });
  return { serviceId, slots: body.days[0]!.slots };
}
const minutes = (a: string, b: string) => (Date.parse(b) - Date.parse(a)) / 60_000;

test.each([
  ["Europe/Berlin", "2026-03-29", 23, "the hour from 02:00 does not exist"],
  ["Europe/Berlin", "2026-10-25", 25, "the hour from 02:00 comes twice"],
  ["America/New_York", "2026-03-08", 23, "spring in New York"],
  ["America/New_York", "2026-11-01", 25, "autumn in New York"],
  ["Australia/Lord_Howe", "2026-10-04", 23.5, "only half an hour is left out"],
  ["Australia/Lord_Howe", "2026-04-05", 24.5, "only half an hour comes twice"],
  ["Asia/Kolkata", "2026-03-29", 24, "no clock is changed"],
])("%s, %s: a day of %d hours has a start for each of its half hours, because %s", async (timeZone, date, hours) => {
  const { slots } = await dayOf(timeZone, date, ALL_DAY);
  expect(slots).toHaveLength(hours * 2);
  for (const [i, { start, end }] of slots.entries()) {
    expect(minutes(start, end)).toBe(30);
    if (i > 0) expect(minutes(slots[i - 1]!.start, start)).toBe(30);
  }
});

test.each([
  ["Europe/Berlin", "2026-03-29", 5],
  ["Australia/Lord_Howe", "2026-10-04", 5.5],
  ["Australia/Lord_Howe", "2026-04-05", 6.5],
  ["Europe/Berlin", "2026-10-25", 7],
])("%s, %s: from 00:00 to 06:00 there are %d hours", async (timeZone, date, hours) => {
  const { slots } = await dayOf(timeZone, date, SMALL_HOURS);
  expect(minutes(slots[0]!.start, slots.at(-1)!.end)).toBe(hours * 60);
});

test("the hour that comes twice is told apart by its offset, and both can be booked", async () => {
  const { serviceId, slots } = await dayOf("Europe/Berlin", "2026-10-25", SMALL_HOURS, 60);
  expect(slots.map(({ localTime, utcOffset }) => `${localTime} ${utcOffset}`)).toEqual([
    "00:00 +02:00", "01:00 +02:00", "02:00 +02:00", "02:00 +01:00", "03:00 +01:00", "04:00 +01:00", "05:00 +01:00",
  ]);
  const [first, second] = slots.filter(({ localTime }) => localTime === "02:00");
  for (const { start } of [first!, second!]) expect((await customer.hold({ serviceId, start })).timeZone).toBe("Europe/Berlin");
  expect(await app.breaches()).toEqual([]);
});

test("hours that begin in the hour that does not exist begin when it is over", async () => {
  const { slots } = await dayOf("Europe/Berlin", "2026-03-29", { sun: [["02:00", "04:00"]] });
  expect(slots.map(({ localTime }) => localTime)).toEqual(["03:00", "03:30"]);
});

test("a day that does not exist at all has no slots: Samoa left out 30 December 2011", async () => {
  const { slots } = await dayOf("Pacific/Apia", "2011-12-30", ALL_DAY);
  expect(slots).toEqual([]);
});

test("a customer elsewhere sees the changed day of their own zone: 23 hours of it", async () => {
  await app.clock.set(new Date("2026-03-06T00:00:00Z"));
  const { serviceId } = await customer.service({ durationMinutes: 60 }, { timeZone: "Asia/Kolkata", weekly: ALL_DAY });
  const { body } = await app.request<AvailabilityView>("GET", `/v1/availability?serviceId=${serviceId}&from=2026-03-08&to=2026-03-08&timeZone=America/New_York`, undefined, { key: business.pk });
  expect(body.days[0]!.slots).toHaveLength(23);
});
