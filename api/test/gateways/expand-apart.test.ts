import { expect, test } from "vitest";
import { CalendarProblem } from "../../src/domain/busy-calendar.js";
import { expandApart } from "../../src/operations/calendars/expand-apart.js";

// A thread runs JavaScript: the built one.
const threadUrl = new URL("../../dist/operations/calendars/expansion-thread.js", import.meta.url);
const query = { range: { startMs: Date.parse("2026-03-01T00:00Z"), endMs: Date.parse("2026-04-01T00:00Z") }, timeZone: "Asia/Kolkata", ignoredUids: new Set(["ours"]) };
const calendarOf = (rule: string) =>
  ["BEGIN:VCALENDAR", ...["theirs", "ours"].flatMap((uid) => ["BEGIN:VEVENT", `UID:${uid}`, "DTSTART:20260302T090000Z", `DURATION:PT${uid.length}H`, rule, "END:VEVENT"]), "END:VCALENDAR", ""].join("\r\n");

test("a calendar is worked out in a thread, and what is wrong with it is told as a sentence", async () => {
  const expand = expandApart({ threadUrl, timeoutMs: 30_000 });
  expect(await expand(calendarOf("RRULE:FREQ=DAILY;COUNT=1"), query)).toEqual([{ startMs: Date.parse("2026-03-02T09:00Z"), endMs: Date.parse("2026-03-02T15:00Z") }]);
  await expect(expand("nonsense", query)).rejects.toThrow(new CalendarProblem("The calendar's format is broken, or it is not iCalendar."));
});

test("a rule that no day ever fits keeps only its thread busy, for a while; whoever comes after it is served", async () => {
  const impossible = calendarOf("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31");
  const hasty = expandApart({ threadUrl, timeoutMs: 1500 });
  let turns = 0;
  const timer = setInterval(() => turns++, 10);
  const stuck = hasty(impossible, query);
  await expect(stuck).rejects.toThrow(/too much to be worked out/);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(20);
  await expect(expandApart({ threadUrl, timeoutMs: 30_000 })(calendarOf("RRULE:FREQ=DAILY;COUNT=2"), query)).resolves.toHaveLength(2);
});
