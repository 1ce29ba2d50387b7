import { describe, expect, test } from "vitest";
import { busyTimesOf } from "../../src/domain/busy-calendar.js";
import { nextReadMs, nextTryMs } from "../../src/domain/busy-refresh.js";

const KOLKATA = "Asia/Kolkata";
/** Ten weeks around the day when New York's and Berlin's clocks move. */
const RANGE = { startMs: Date.parse("2026-02-01T00:00Z"), endMs: Date.parse("2026-04-12T00:00Z") };
const calendarOf = (...lines: string[]) => ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", ...lines, "END:VCALENDAR", ""].join("\r\n");
let uid = 0;
const event = (...lines: string[]) => ["BEGIN:VEVENT", ...(lines.some((line) => line.startsWith("UID")) ? [] : [`UID:${++uid}`]), "DTSTAMP:20260101T000000Z", ...lines, "END:VEVENT"];
const timesOf = (lines: string[], options: { ignoredUids?: Set<string>; timeZone?: string; range?: typeof RANGE } = {}) =>
  busyTimesOf(calendarOf(...lines), { range: RANGE, timeZone: KOLKATA, ignoredUids: new Set(), ...options })
    .map(({ startMs, endMs }) => `${new Date(startMs).toISOString().slice(0, 16)}/${new Date(endMs).toISOString().slice(0, 16)}`);

describe("when", () => {
  test("an event in a zone, in UTC, and in none, which is the resource's", () => {
    expect(timesOf(event("DTSTART;TZID=America/New_York:20260302T090000", "DTEND;TZID=America/New_York:20260302T100000"))).toEqual(["2026-03-02T14:00/2026-03-02T15:00"]);
    expect(timesOf(event("DTSTART:20260302T090000Z", "DURATION:PT30M"))).toEqual(["2026-03-02T09:00/2026-03-02T09:30"]);
    expect(timesOf(event("DTSTART:20260302T090000", "DTEND:20260302T100000"))).toEqual(["2026-03-02T03:30/2026-03-02T04:30"]);
  });

  test("a zone that only the calendar knows is as it says", () => {
    const zone = ["BEGIN:VTIMEZONE", "TZID:Customized Time Zone", "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0300", "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE"];
    expect(timesOf([...zone, ...event("DTSTART;TZID=Customized Time Zone:20260302T090000", "DTEND;TZID=Customized Time Zone:20260302T100000")])).toEqual(["2026-03-02T06:00/2026-03-02T07:00"]);
  });

  test("a whole day is one of the resource's, 23 hours long where its clock moves; several are one stretch", () => {
    expect(timesOf(event("DTSTART;VALUE=DATE:20260302"))).toEqual(["2026-03-01T18:30/2026-03-02T18:30"]);
    expect(timesOf(event("DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260305"))).toEqual(["2026-03-01T18:30/2026-03-04T18:30"]);
    expect(timesOf(event("DTSTART;VALUE=DATE:20260308", "DTEND;VALUE=DATE:20260309"), { timeZone: "America/New_York" })).toEqual(["2026-03-08T05:00/2026-03-09T04:00"]);
  });

  test("what repeats stays at its hour on the wall when the clock moves, and leaves out what is excluded, in whatever zone", () => {
    const weekly = ["DTSTART;TZID=America/New_York:20260223T090000", "DTEND;TZID=America/New_York:20260223T100000", "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=America/New_York:20260302T090000", "EXDATE:20260316T130000Z"];
    expect(timesOf(event(...weekly))).toEqual(["2026-02-23T14:00/2026-02-23T15:00", "2026-03-09T13:00/2026-03-09T14:00", "2026-03-23T13:00/2026-03-23T14:00"]);
  });

  test("one that began years ago and never ends is told as far as was asked", () => {
    const range = { startMs: Date.parse("2026-03-02T00:00Z"), endMs: Date.parse("2026-03-05T00:00Z") };
    expect(timesOf(event("DTSTART:20160101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"), { range })).toHaveLength(3);
  });

  test("an occurrence that was moved or cancelled alone, also from far outside into what was asked", () => {
    const series = event("UID:s", "DTSTART:20260302T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=30");
    const moved = event("UID:s", "RECURRENCE-ID:20260309T090000Z", "DTSTART:20260310T120000Z", "DURATION:PT2H");
    const cancelled = event("UID:s", "RECURRENCE-ID:20260316T090000Z", "DTSTART:20260316T090000Z", "DURATION:PT1H", "STATUS:CANCELLED");
    const fromAfar = event("UID:s", "RECURRENCE-ID:20260601T090000Z", "DTSTART:20260401T060000Z", "DURATION:PT1H");
    expect(timesOf([...series, ...moved, ...cancelled, ...fromAfar])).toEqual([
      "2026-03-02T09:00/2026-03-02T10:00", "2026-03-10T12:00/2026-03-10T14:00", "2026-03-23T09:00/2026-03-23T10:00", "2026-03-30T09:00/2026-03-30T10:00", "2026-04-01T06:00/2026-04-01T07:00", "2026-04-06T09:00/2026-04-06T10:00",
    ]);
  });

  test("all that follow one that was moved, where the calendar says so", () => {
    const series = event("UID:f", "DTSTART:20260302T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4");
    const moved = event("UID:f", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260316T090000Z", "DTSTART:20260316T110000Z", "DURATION:PT1H");
    expect(timesOf([...series, ...moved])).toEqual(["2026-03-02T09:00/2026-03-02T10:00", "2026-03-09T09:00/2026-03-09T10:00", "2026-03-16T11:00/2026-03-16T12:00", "2026-03-23T11:00/2026-03-23T12:00"]);
  });
});

describe("what", () => {
  test.each(["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])("%s keeps no time; tentative does", (line) => {
    expect(timesOf(event("DTSTART:20260302T090000Z", "DURATION:PT1H", line))).toEqual([]);
    expect(timesOf(event("DTSTART:20260302T090000Z", "DURATION:PT1H", "STATUS:TENTATIVE"))).toHaveLength(1);
  });

  test("events that are ours keep nothing", () => {
    expect(timesOf([...event("UID:bkg_1@here", "DTSTART:20260302T090000Z", "DURATION:PT1H"), ...event("DTSTART:20260303T090000Z", "DURATION:PT1H")], { ignoredUids: new Set(["bkg_1@here"]) })).toEqual(["2026-03-03T09:00/2026-03-03T10:00"]);
  });

  test("a calendar that tells only when somebody is busy", () => {
    expect(timesOf(["BEGIN:VFREEBUSY", "UID:fb", "FREEBUSY;FBTYPE=BUSY:20260302T090000Z/20260302T100000Z,20260303T090000Z/PT30M", "FREEBUSY;FBTYPE=FREE:20260304T090000Z/PT1H", "END:VFREEBUSY"])).toEqual(["2026-03-02T09:00/2026-03-02T10:00", "2026-03-03T09:00/2026-03-03T09:30"]);
  });

  test("times that overlap or touch are one; what has no length, or lies elsewhere, is none; what reaches beyond is cut", () => {
    const at = (start: string, end: string) => event(`DTSTART:${start}`, `DTEND:${end}`);
    expect(timesOf([...at("20260302T093000Z", "20260302T110000Z"), ...at("20260302T090000Z", "20260302T100000Z"), ...at("20260302T110000Z", "20260302T113000Z"), ...event("DTSTART:20260305T090000Z"), ...at("20260501T090000Z", "20260501T100000Z"), ...at("20260101T000000Z", "20260201T060000Z")])).toEqual([
      "2026-02-01T00:00/2026-02-01T06:00", "2026-03-02T09:00/2026-03-02T11:30",
    ]);
  });

  test("an event that can't be understood is left out, and the others stay", () => {
    expect(timesOf([...event("SUMMARY:no start"), ...event("DTSTART:whenever", "DTEND:later"), ...event("DTSTART:20260302T090000Z", "DURATION:PT1H")])).toEqual(["2026-03-02T09:00/2026-03-02T10:00"]);
  });
});

test.each(["", "hello", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "BEGIN:VCARD\r\nEND:VCARD\r\n", "<html></html>"])("%j is no calendar, and that is said", (text) => {
  expect(() => busyTimesOf(text, { range: RANGE, timeZone: KOLKATA, ignoredUids: new Set() })).toThrow(/format/);
});

test("an event that repeats every second is refused, not walked through", () => {
  expect(() => timesOf(event("DTSTART:20200101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"))).toThrow(/repeats too often/);
});

test("a calendar is read every ten to twelve minutes; one that fails after 5, 10, 20 … minutes, and never later than in 3.6 hours", () => {
  expect([nextReadMs(() => 0), nextReadMs(() => 1)]).toEqual([600_000, 720_000]);
  expect([1, 2, 3].map((failures) => nextTryMs(failures, () => 0) / 60_000)).toEqual([5, 10, 20]);
  expect(nextTryMs(1000, () => 1)).toBe(3.6 * 3_600_000);
});
