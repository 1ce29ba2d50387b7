import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ResourceHours, WallWindow } from "../../src/domain/hours.js";
import { chooseCombination } from "../../src/domain/resource-choice.js";
import { sessionKeyOf } from "../../src/domain/sessions.js";
import { whyNot } from "../../src/domain/slot-refusal.js";
import { type LiveClaim, listSlots, type ServiceRules, type SlotState } from "../../src/domain/slots.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const rules = (change: Partial<ServiceRules> = {}): ServiceRules => ({
  serviceId: "svc_a", durationMinutes: 30, intervalMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, capacity: 1,
  minNoticeMinutes: 0, horizonDays: 400, requirements: [{ resourceIds: ["r1"] }], ...change,
});
const everyDay = (timeZone: string, ...windows: WallWindow[]): ResourceHours => ({
  timeZone,
  weekly: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, windows])),
  overrides: new Map(),
});
const state = (hours: Record<string, ResourceHours>, claims: LiveClaim[] = [], change: Partial<SlotState> = {}): SlotState => ({
  hours: new Map(Object.entries(hours)), claims, published: [], ...change,
});
const dayOf = (iso: string) => ({ startMs: Date.parse(iso), endMs: Date.parse(iso) + DAY });
const times = (slots: { startMs: number }[]) => slots.map(({ startMs }) => new Date(startMs).toISOString().slice(11, 16));

describe("slots from hours", () => {
  test.each([
    ["America/New_York", "2026-03-08T05:00Z", 10], // 00:00 to 06:00 is five hours
    ["America/New_York", "2026-11-01T04:00Z", 14], // seven hours
    ["Australia/Lord_Howe", "2026-04-04T13:00Z", 13], // six and a half
    ["Australia/Lord_Howe", "2026-10-03T13:30Z", 11], // five and a half
    ["Asia/Kolkata", "2026-03-07T18:30Z", 12],
  ])("on a day when the clock moves in %s, every half hour from 00:00 to 06:00 exists once", (zone, from, count) => {
    const slots = listSlots(rules(), state({ r1: everyDay(zone, ["00:00", "06:00"]) }), { range: { startMs: Date.parse(from), endMs: Date.parse(from) + 10 * 60 * MINUTE }, nowMs: Date.parse("2026-01-01T00:00Z"), quantity: 1 });
    expect(slots).toHaveLength(count);
    expect(new Set(slots.map(({ startMs }) => startMs)).size).toBe(count);
    for (const [i, slot] of slots.entries()) expect(slot.startMs).toBe(slots[0]!.startMs + i * 30 * MINUTE);
  });

  test("a slot lies wholly inside, and hours that touch across midnight are one", () => {
    const hours = everyDay("UTC", ["22:00", "24:00"], ["00:00", "01:00"]);
    const slots = listSlots(rules({ durationMinutes: 90, intervalMinutes: 60 }), state({ r1: hours }), { range: dayOf("2026-03-02T12:00Z"), nowMs: 0, quantity: 1 });
    expect(times(slots)).toEqual([]); // beyond the horizon from 1970
    const now = Date.parse("2026-03-01T00:00Z");
    expect(times(listSlots(rules({ durationMinutes: 90, intervalMinutes: 60 }), state({ r1: hours }), { range: dayOf("2026-03-02T12:00Z"), nowMs: now, quantity: 1 }))).toEqual(["22:00", "23:00"]);
  });

  test("the grid does not depend on the range that is asked for", () => {
    const s = state({ r1: everyDay("UTC", ["09:10", "17:00"]) });
    const now = Date.parse("2026-03-01T00:00Z");
    const whole = listSlots(rules({ intervalMinutes: 25 }), s, { range: dayOf("2026-03-02T00:00Z"), nowMs: now, quantity: 1 });
    const part = listSlots(rules({ intervalMinutes: 25 }), s, { range: { startMs: Date.parse("2026-03-02T11:03Z"), endMs: Date.parse("2026-03-02T13:00Z") }, nowMs: now, quantity: 1 });
    expect(part).toEqual(whole.filter(({ startMs }) => startMs >= Date.parse("2026-03-02T11:03Z") && startMs < Date.parse("2026-03-02T13:00Z")));
  });

  test("overrides replace a day, notice and horizon bound it", () => {
    const hours = { ...everyDay("UTC", ["09:00", "10:00"]), overrides: new Map<string, WallWindow[]>([["2026-03-03", []], ["2026-03-04", [["12:00", "13:00"]]]]) };
    const now = Date.parse("2026-03-02T09:00Z");
    const range = { startMs: now, endMs: now + 10 * DAY };
    const slots = listSlots(rules({ minNoticeMinutes: 30, horizonDays: 3 }), state({ r1: hours }), { range, nowMs: now, quantity: 1 });
    expect(slots.map(({ startMs }) => new Date(startMs).toISOString().slice(5, 16))).toEqual(["03-02T09:30", "03-04T12:00", "03-04T12:30", "03-05T09:00"]);
  });
});

// Small worlds, in which everything collides.
const world = fc.record({
  capacity: fc.constantFrom(1, 1, 3),
  pools: fc.constantFrom<string[][]>([["r1"]], [["r1", "r2"]], [["r1", "r2"], ["r3"]], [["r1", "r2"], ["r2", "r3"]]),
  bufferBeforeMinutes: fc.constantFrom(0, 15),
  bufferAfterMinutes: fc.constantFrom(0, 15),
  quantity: fc.integer({ min: 1, max: 3 }),
  only: fc.constantFrom(undefined, "r1", "r2"),
  foreign: fc.array(fc.record({ resource: fc.constantFrom("r1", "r2", "r3"), at: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 1, max: 4 }), held: fc.boolean() }), { maxLength: 5 }),
  joined: fc.array(fc.record({ at: fc.integer({ min: 0, max: 8 }), seats: fc.integer({ min: 1, max: 3 }), first: fc.nat(1) }), { maxLength: 3 }),
});
const NOW = Date.parse("2026-03-02T00:00Z");
const OPENS = NOW + 9 * 60 * MINUTE;

function build(w: typeof world extends fc.Arbitrary<infer T> ? T : never): { rules: ServiceRules; state: SlotState } {
  const r = rules({ capacity: w.capacity, bufferBeforeMinutes: w.bufferBeforeMinutes, bufferAfterMinutes: w.bufferAfterMinutes, requirements: w.pools.map((resourceIds) => ({ resourceIds })) });
  const claims: LiveClaim[] = [];
  const free = (id: string, startMs: number, endMs: number) => !claims.some((c) => c.resourceId === id && c.startMs < endMs && startMs < c.endMs);
  for (const [i, { resource, at, length, held }] of w.foreign.entries()) {
    const startMs = OPENS + at * 15 * MINUTE;
    const endMs = startMs + length * 15 * MINUTE;
    if (free(resource, startMs, endMs)) claims.push({ resourceId: resource, sessionKey: `other-${i}`, seat: 1, startMs, endMs, ...(held && { expiresAtMs: NOW + (i + 1) * MINUTE }) });
  }
  for (const { at, seats, first } of w.joined) {
    const slot = OPENS + at * 30 * MINUTE;
    const resourceIds = [...new Set(w.pools.map((pool) => pool[first % pool.length]!))];
    if (resourceIds.length < w.pools.length) continue;
    const startMs = slot - w.bufferBeforeMinutes * MINUTE;
    const endMs = slot + (30 + w.bufferAfterMinutes) * MINUTE;
    if (!resourceIds.every((id) => free(id, startMs, endMs))) continue;
    const sessionKey = sessionKeyOf({ serviceId: r.serviceId, startMs: slot, durationMinutes: 30, resourceIds });
    for (const resourceId of resourceIds) for (let seat = 1; seat <= Math.min(seats, w.capacity); seat++) claims.push({ resourceId, sessionKey, seat, startMs, endMs });
  }
  const hours = everyDay("UTC", ["09:00", "14:00"]);
  return { rules: r, state: state({ r1: hours, r2: hours, r3: hours }, claims) };
}

/** Tries every combination of one resource per pool, one seat at a time: slow, and plainly right. */
function bruteForce({ rules: r, state: s }: ReturnType<typeof build>, startMs: number, quantity: number, only?: string): boolean {
  const claimed = { startMs: startMs - r.bufferBeforeMinutes * MINUTE, endMs: startMs + (30 + r.bufferAfterMinutes) * MINUTE };
  const combine = (pools: readonly { resourceIds: readonly string[] }[]): string[][] => pools.reduce<string[][]>((sets, { resourceIds }) => sets.flatMap((set) => resourceIds.filter((id) => !set.includes(id)).map((id) => [...set, id])), [[]]);
  return combine(r.requirements).some((ids) => {
    if (only && !ids.includes(only)) return false;
    const key = sessionKeyOf({ serviceId: r.serviceId, startMs, durationMinutes: 30, resourceIds: ids });
    const overlapping = s.claims.filter((c) => ids.includes(c.resourceId) && c.startMs < claimed.endMs && claimed.startMs < c.endMs);
    if (overlapping.some((c) => c.sessionKey !== key)) return false;
    return r.capacity - new Set(overlapping.map(({ seat }) => seat)).size >= quantity;
  });
}

describe("one set of rules", () => {
  test("what is listed, what can be held and what is not refused are the same, and what brute force finds", () => {
    fc.assert(
      fc.property(world, (w) => {
        const built = build(w);
        const query = { nowMs: NOW, quantity: w.quantity, ...(w.only && { resourceId: w.only }) };
        const listed = new Set(listSlots(built.rules, built.state, { ...query, range: { startMs: NOW, endMs: NOW + DAY } }).map(({ startMs }) => startMs));
        for (let i = 0; i < 10; i++) {
          const startMs = OPENS + i * 30 * MINUTE;
          const truth = bruteForce(built, startMs, w.quantity, w.only);
          expect(listed.has(startMs)).toBe(truth);
          const chosen = chooseCombination(built.rules, built.state, { ...query, startMs, pick: (n) => n - 1 });
          expect(chosen !== undefined).toBe(truth);
          expect(whyNot(built.rules, built.state, startMs, query) === undefined).toBe(truth);
          if (!chosen) continue;
          expect(chosen.seats).toHaveLength(w.quantity);
          expect(chosen.resourceIds).toEqual(chosen.resourceIds.toSorted());
          for (const id of chosen.resourceIds)
            for (const claim of built.state.claims)
              if (claim.resourceId === id && claim.startMs < chosen.claimed.endMs && chosen.claimed.startMs < claim.endMs) {
                expect(claim.sessionKey).toBe(chosen.sessionKey);
                expect(chosen.seats).not.toContain(claim.seat);
              }
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a start is refused with its reason", () => {
    const s = state({ r1: everyDay("UTC", ["09:00", "17:00"]) }, [
      { resourceId: "r1", sessionKey: "x", seat: 1, startMs: OPENS, endMs: OPENS + 30 * MINUTE, expiresAtMs: NOW + 5 * MINUTE },
      { resourceId: "r1", sessionKey: "y", seat: 1, startMs: OPENS + 60 * MINUTE, endMs: OPENS + 90 * MINUTE },
    ]);
    const why = (startMs: number, change: Partial<ServiceRules> = {}) => whyNot(rules(change), s, startMs, { nowMs: NOW, quantity: 1 });
    expect(why(OPENS)).toEqual({ reason: "held", freesAtMs: NOW + 5 * MINUTE });
    expect(why(OPENS + 60 * MINUTE)).toEqual({ reason: "booked" });
    expect(why(OPENS + 7 * MINUTE)).toEqual({ reason: "closed" });
    expect(why(OPENS + 30 * MINUTE, { minNoticeMinutes: 600 })).toEqual({ reason: "too_soon" });
    expect(why(OPENS + 3 * DAY, { horizonDays: 2 })).toEqual({ reason: "too_far" });
    expect(why(NOW - 1)).toEqual({ reason: "past" });
    expect(why(OPENS + 30 * MINUTE)).toBeUndefined();
  });

  test("the caller's own slot stays in the list, and is marked", () => {
    const s = state({ r1: everyDay("UTC", ["09:00", "10:00"]) }, [
      { resourceId: "r1", sessionKey: sessionKeyOf({ serviceId: "svc_a", startMs: OPENS, durationMinutes: 30, resourceIds: ["r1"] }), seat: 1, startMs: OPENS, endMs: OPENS + 30 * MINUTE, mine: true },
    ]);
    const slots = listSlots(rules(), s, { range: { startMs: NOW, endMs: NOW + DAY }, nowMs: NOW, quantity: 1 });
    expect(slots.map(({ heldByYou }) => heldByYou)).toEqual([true, undefined]);
  });
});
