import { describe, expect, test } from "vitest";
import type { ResourceHours, WallWindow } from "../../src/domain/hours.js";
import { sessionKeyOf, sessionKeyOfSlot } from "../../src/domain/sessions.js";
import { nearestAlternatives, whyNot } from "../../src/domain/slot-refusal.js";
import { type LiveClaim, listSlots, type PublishedSlot, type ServiceRules, type SlotState } from "../../src/domain/slots.js";
import { localParts } from "../../src/domain/zones.js";
import { DAY, everyDay, HOUR, MINUTE, rulesWith, stateOf } from "./worlds.js";

const NOW = Date.parse("2026-03-02T00:00Z");
const NINE = NOW + 9 * HOUR;
const nineToFive = everyDay("UTC", ["09:00", "17:00"]);
const list = (rules: ServiceRules, state: SlotState, query: { resourceId?: string; quantity?: number; nowMs?: number } = {}, range = { startMs: NOW, endMs: NOW + DAY }) =>
  listSlots(rules, state, { quantity: 1, nowMs: NOW, range, ...query });
const times = (slots: { startMs: number }[]) => slots.map(({ startMs }) => new Date(startMs).toISOString().slice(11, 16));
const claim = (resourceId: string, sessionKey: string, startMs: number, more: Partial<LiveClaim> = {}): LiveClaim => ({ resourceId, sessionKey, seat: 1, startMs, endMs: startMs + 30 * MINUTE, ...more });
const keyOf = (startMs: number, ...resourceIds: string[]) => sessionKeyOf({ serviceId: "svc_a", startMs, durationMinutes: 30, resourceIds });
const publishedAt = (startMs: number, change: Partial<PublishedSlot> = {}): PublishedSlot => ({
  slotId: "slt_1", startMs, endMs: startMs + 30 * MINUTE, capacity: 5, resourceIds: ["r1"], sessionKey: sessionKeyOfSlot("slt_1"), ...change,
});

describe("slots from hours", () => {
  test.each([
    ["America/New_York", "2026-03-08T05:00Z", 10], // 00:00 to 06:00 is five hours
    ["America/New_York", "2026-11-01T04:00Z", 14], // seven hours
    ["Australia/Lord_Howe", "2026-04-04T13:00Z", 13], // six and a half
    ["Australia/Lord_Howe", "2026-10-03T13:30Z", 11], // five and a half
    ["Asia/Kolkata", "2026-03-07T18:30Z", 12],
  ])("on a day when the clock moves in %s a slot exists once, never in a gap, at the right instant", (zone, from, count) => {
    const range = { startMs: Date.parse(from), endMs: Date.parse(from) + 10 * HOUR };
    const slots = list(rulesWith(), stateOf({ r1: everyDay(zone, ["00:00", "06:00"]) }), { nowMs: Date.parse("2026-01-01T00:00Z") }, range);
    expect(slots.map(({ startMs }) => startMs)).toEqual(Array.from({ length: count }, (_, i) => range.startMs + i * 30 * MINUTE));
    expect(localParts(zone, slots[0]!.startMs).time).toBe("00:00");
    expect(localParts(zone, slots.at(-1)!.endMs).time).toBe("06:00");
  });

  test("a wall time in a gap is never a start: hours that lie in it are closed, hours that begin in it open with the jump", () => {
    const range = { startMs: Date.parse("2026-03-08T05:00Z"), endMs: Date.parse("2026-03-08T12:00Z") };
    const inZone = (...windows: WallWindow[]) => list(rulesWith(), stateOf({ r1: everyDay("America/New_York", ...windows) }), { nowMs: range.startMs }, range);
    expect(inZone(["02:00", "03:00"])).toEqual([]);
    expect(times(inZone(["02:30", "04:00"]))).toEqual(["07:00", "07:30"]);
  });

  test("a slot lies wholly inside, and hours that touch across midnight are one", () => {
    const state = stateOf({ r1: everyDay("UTC", ["22:00", "24:00"], ["00:00", "01:00"]) });
    expect(times(list(rulesWith({ durationMinutes: 90, intervalMinutes: 60 }), state, {}, { startMs: NINE, endMs: NINE + DAY }))).toEqual(["22:00", "23:00"]);
    expect(times(list(rulesWith({ durationMinutes: 90, intervalMinutes: 60 }), stateOf({ r1: everyDay("UTC", ["09:00", "11:00"]) })))).toEqual(["09:00"]);
  });

  test("open day and night, each day's starts count from its own midnight", () => {
    const slots = list(rulesWith({ durationMinutes: 100, intervalMinutes: 100 }), stateOf({ r1: everyDay("UTC", ["00:00", "24:00"]) }), {}, { startMs: NOW + 20 * HOUR, endMs: NOW + 30 * HOUR });
    expect(times(slots)).toEqual(["20:00", "21:40", "23:20", "00:00", "01:40", "03:20", "05:00"]);
  });

  test("a week-long session fits into a place that never closes", () => {
    expect(list(rulesWith({ durationMinutes: 7 * 24 * 60, intervalMinutes: 1440 }), stateOf({ r1: everyDay("Asia/Kolkata", ["00:00", "24:00"]) }))).toHaveLength(1);
  });

  test("overrides replace a day, notice and horizon bound it", () => {
    const hours: ResourceHours = { ...everyDay("UTC", ["09:00", "10:00"]), overrides: new Map<string, WallWindow[]>([["2026-03-03", []], ["2026-03-04", [["12:00", "13:00"]]]]) };
    const slots = list(rulesWith({ minNoticeMinutes: 30, horizonDays: 3 }), stateOf({ r1: hours }), { nowMs: NINE }, { startMs: NINE, endMs: NINE + 10 * DAY });
    expect(slots.map(({ startMs }) => new Date(startMs).toISOString().slice(5, 16))).toEqual(["03-02T09:30", "03-04T12:00", "03-04T12:30", "03-05T09:00"]);
  });

  test("the grid is the first requirement's; others only have to be open", () => {
    const state = stateOf({ r1: everyDay("UTC", ["09:00", "11:00"]), r2: everyDay("UTC", ["08:50", "10:40"]) });
    expect(times(list(rulesWith({ requirements: [{ resourceIds: ["r1"] }, { resourceIds: ["r2"] }] }), state))).toEqual(["09:00", "09:30", "10:00"]);
    expect(times(list(rulesWith({ requirements: [{ resourceIds: ["r1", "r2"] }] }), state))).toEqual(["08:50", "09:00", "09:20", "09:30", "09:50", "10:00", "10:30"]);
  });
});

describe("what is taken", () => {
  test("buffers keep clear of other claims, and may stick out of the hours", () => {
    const rules = rulesWith({ bufferBeforeMinutes: 15, bufferAfterMinutes: 15 });
    expect(times(list(rules, stateOf({ r1: everyDay("UTC", ["09:00", "12:00"]) }, [claim("r1", "x", NINE + 60 * MINUTE)])))).toEqual(["09:00", "11:00", "11:30"]);
  });

  test("sessions on a common resource exclude each other", () => {
    const rules = rulesWith({ capacity: 4, requirements: [{ resourceIds: ["r1"] }, { resourceIds: ["r2", "r3"] }] });
    const key = keyOf(NINE, "r1", "r2");
    const state = stateOf({ r1: nineToFive, r2: nineToFive, r3: nineToFive }, [claim("r1", key, NINE), claim("r2", key, NINE)]);
    expect(list(rules, state)[0]).toEqual({ startMs: NINE, endMs: NINE + 30 * MINUTE, remaining: 3, resourceIds: ["r1", "r2"] });
    expect(list(rules, state, { resourceId: "r3" })[0]!.startMs).toBe(NINE + 30 * MINUTE);
    expect(list(rules, state, { quantity: 4 })[0]!.startMs).toBe(NINE + 30 * MINUTE);
  });

  test("a session that began with other buffers can still be joined", () => {
    const state = stateOf({ r1: nineToFive }, [claim("r1", keyOf(NINE, "r1"), NINE)]);
    expect(list(rulesWith({ capacity: 3, bufferAfterMinutes: 30 }), state)[0]).toMatchObject({ startMs: NINE, remaining: 2 });
  });

  test("a session whose new buffer somebody else is in can't be joined", () => {
    const state = stateOf({ r1: nineToFive }, [claim("r1", keyOf(NINE, "r1"), NINE), claim("r1", "x", NINE + 30 * MINUTE)]);
    expect(times(list(rulesWith({ capacity: 3, bufferAfterMinutes: 30 }), state))[0]).toBe("10:00");
  });

  test("a resource is taken until the last of its claims ends, in whatever order they end", () => {
    const key = keyOf(NINE, "r1");
    const wide = claim("r1", key, NINE - 30 * MINUTE, { endMs: NINE + 60 * MINUTE });
    expect(times(list(rulesWith(), stateOf({ r1: nineToFive }, [wide, claim("r1", key, NINE, { seat: 2 })])))[0]).toBe("10:00");
  });
});

describe("published sessions", () => {
  const seat = (n: number, more: Partial<LiveClaim> = {}) => claim("r1", sessionKeyOfSlot("slt_1"), NINE, { seat: n, ...more });

  test("need no hours, and their own reservation does not stand in their way", () => {
    expect(list(rulesWith(), stateOf({}, [seat(0), seat(1)], [publishedAt(NINE)]))).toEqual([{ startMs: NINE, endMs: NINE + 30 * MINUTE, remaining: 4, resourceIds: ["r1"], slotId: "slt_1" }]);
  });

  test("stand once in the list where hours give the same start, and take the computed one's place", () => {
    const slots = list(rulesWith(), stateOf({ r1: nineToFive }, [seat(0)], [publishedAt(NINE)]));
    expect(times(slots).slice(0, 2)).toEqual(["09:00", "09:30"]);
    expect(slots[0]).toMatchObject({ slotId: "slt_1", remaining: 5 });
  });

  test("beside each other count together", () => {
    const second = publishedAt(NINE, { slotId: "slt_2", resourceIds: ["r2"], sessionKey: sessionKeyOfSlot("slt_2"), capacity: 2 });
    expect(list(rulesWith(), stateOf({}, [seat(0), seat(1)], [publishedAt(NINE), second]))).toMatchObject([{ slotId: "slt_1", remaining: 6, resourceIds: ["r1", "r2"] }]);
  });

  test("beside each other do not count what shares a resource, nor what has another length", () => {
    const long = publishedAt(NINE, { slotId: "slt_2", resourceIds: ["r2"], sessionKey: sessionKeyOfSlot("slt_2"), endMs: NINE + HOUR });
    const shared = publishedAt(NINE, { slotId: "slt_3", resourceIds: ["r1", "r3"], sessionKey: sessionKeyOfSlot("slt_3") });
    expect(list(rulesWith(), stateOf({}, [], [publishedAt(NINE), long, shared]))).toMatchObject([{ slotId: "slt_1", remaining: 5, resourceIds: ["r1"] }]);
  });

  test("free resources that make no combination take nothing from a session beside them", () => {
    const rules = rulesWith({ requirements: [{ resourceIds: ["r1", "r2", "r3"] }, { resourceIds: ["r2", "r3"] }] });
    const own = ["r1", "r3"].map((id) => claim(id, keyOf(NINE, "r1", "r3"), NINE, { mine: true }));
    const published = publishedAt(NINE, { resourceIds: ["r2"], capacity: 1 });
    const state = stateOf({ r2: nineToFive, r3: nineToFive }, [...own, claim("r2", published.sessionKey, NINE, { seat: 0 })], [published]);
    expect(list(rules, state)[0]).toMatchObject({ slotId: "slt_1", remaining: 2, resourceIds: ["r1", "r2", "r3"], heldByYou: true });
  });

  test("when full are not listed", () => {
    expect(list(rulesWith(), stateOf({}, [seat(0), seat(1)], [publishedAt(NINE, { capacity: 1 })]))).toEqual([]);
  });
});

describe("the caller's own hold", () => {
  const mine = claim("r1", keyOf(NINE, "r1"), NINE, { mine: true });

  test("its slot stays in the list, and is marked", () => {
    expect(list(rulesWith(), stateOf({ r1: everyDay("UTC", ["09:00", "10:00"]) }, [mine])).map(({ heldByYou }) => heldByYou)).toEqual([true, undefined]);
  });

  test("stays listed when its hours are gone or its notice has passed, until it starts", () => {
    expect(list(rulesWith(), stateOf({}, [mine]))).toMatchObject([{ startMs: NINE, heldByYou: true }]);
    expect(list(rulesWith({ minNoticeMinutes: 60 }), stateOf({ r1: nineToFive }, [mine]), { nowMs: NINE - MINUTE })[0]).toMatchObject({ startMs: NINE, heldByYou: true });
    expect(list(rulesWith(), stateOf({ r1: nineToFive }, [mine]), { nowMs: NINE + 1 })[0]!.startMs).toBe(NINE + 30 * MINUTE);
  });

  test("the last seat is still there for who holds it", () => {
    const others = [2, 3].map((seat) => claim("r1", mine.sessionKey, NINE, { seat }));
    expect(list(rulesWith({ capacity: 3 }), stateOf({ r1: nineToFive }, [mine, ...others]))[0]).toMatchObject({ startMs: NINE, remaining: 1, heldByYou: true });
  });

  test("a hold of another service on the same resource marks nothing", () => {
    expect(list(rulesWith({ serviceId: "svc_b" }), stateOf({ r1: nineToFive }, [mine])).some(({ heldByYou }) => heldByYou)).toBe(false);
  });

  test("a hold of a published session marks that", () => {
    const held = claim("r1", sessionKeyOfSlot("slt_1"), NINE, { mine: true });
    expect(list(rulesWith(), stateOf({}, [held], [publishedAt(NINE, { capacity: 1 })]))).toMatchObject([{ slotId: "slt_1", heldByYou: true }]);
  });
});

describe("refusals", () => {
  const state = stateOf({ r1: nineToFive }, [claim("r1", "x", NINE, { expiresAtMs: NOW + 5 * MINUTE }), claim("r1", "y", NINE + HOUR)]);
  const why = (startMs: number, change: Partial<ServiceRules> = {}, quantity = 1) => whyNot(rulesWith(change), state, startMs, { nowMs: NOW, quantity });

  test("a start is refused with its reason", () => {
    expect(why(NINE)).toEqual({ reason: "held", freesAtMs: NOW + 5 * MINUTE });
    expect(why(NINE + HOUR)).toEqual({ reason: "booked" });
    expect(why(NINE + 7 * MINUTE)).toEqual({ reason: "closed" });
    expect(why(NINE + 30 * MINUTE, { minNoticeMinutes: 600 })).toEqual({ reason: "too_soon" });
    expect(why(NINE + 3 * DAY, { horizonDays: 2 })).toEqual({ reason: "too_far" });
    expect(why(NOW - 1)).toEqual({ reason: "past" });
    expect(why(NINE + 30 * MINUTE, {}, 2)).toEqual({ reason: "closed" });
    expect(why(NINE + 30 * MINUTE)).toBeUndefined();
  });

  test("it is free when enough holds have expired, not when the first has", () => {
    const rules = rulesWith({ capacity: 3 });
    const seats = [1, 2, 3].map((seat) => claim("r1", keyOf(NINE, "r1"), NINE, { seat, expiresAtMs: NOW + seat * MINUTE }));
    expect(whyNot(rules, stateOf({ r1: nineToFive }, seats), NINE, { nowMs: NOW, quantity: 2 })).toEqual({ reason: "held", freesAtMs: NOW + 2 * MINUTE });
  });

  test("alternatives are the nearest, the earlier of two equally near ones first", () => {
    const slots = list(rulesWith(), stateOf({ r1: nineToFive }));
    expect(times(nearestAlternatives(slots, NINE + 60 * MINUTE, 4))).toEqual(["10:00", "09:30", "10:30", "09:00"]);
  });
});
