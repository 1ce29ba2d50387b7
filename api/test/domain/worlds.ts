import fc from "fast-check";
import type { ResourceHours, WallWindow } from "../../src/domain/hours.js";
import { WEEKDAYS } from "../../src/domain/local-dates.js";
import { sessionKeyOf, sessionKeyOfSlot } from "../../src/domain/sessions.js";
import type { LiveClaim, PublishedSlot, ServiceRules, SlotQuery, SlotState } from "../../src/domain/slots.js";
import type { BusyTime } from "../../src/domain/timeline.js";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const rulesWith = (change: Partial<ServiceRules> = {}): ServiceRules => ({
  serviceId: "svc_a", durationMinutes: 30, intervalMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, capacity: 1,
  minNoticeMinutes: 0, horizonDays: 400, requirements: [{ resourceIds: ["r1"] }], ...change,
});

export const everyDay = (timeZone: string, ...windows: WallWindow[]): ResourceHours => ({
  timeZone, weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, windows])), overrides: new Map(),
});

export const stateOf = (hours: Record<string, ResourceHours>, claims: LiveClaim[] = [], published: PublishedSlot[] = []): SlotState => ({
  hours: new Map(Object.entries(hours)), claims, published,
});

export interface World {
  rules: ServiceRules;
  state: SlotState;
  query: SlotQuery;
  /** A day and a half around `nowMs`. */
  range: { startMs: number; endMs: number };
}

const IDS = ["r1", "r2", "r3", "r4"];
const windows = fc.constantFrom<WallWindow[]>([["09:00", "13:00"]], [["00:00", "03:30"], ["22:00", "24:00"]], [["01:10", "05:00"]], [["00:00", "24:00"]], []);
/** Just before the clock moves, or a common day. */
const scenes = fc.constantFrom(
  { timeZone: "UTC", nowMs: Date.parse("2026-03-02T00:00Z") },
  { timeZone: "America/New_York", nowMs: Date.parse("2026-03-08T03:00Z") },
  { timeZone: "America/New_York", nowMs: Date.parse("2026-11-01T03:00Z") },
  { timeZone: "Australia/Lord_Howe", nowMs: Date.parse("2026-04-04T11:00Z") },
  { timeZone: "Australia/Lord_Howe", nowMs: Date.parse("2026-10-03T11:00Z") },
);
const minutes = (...values: number[]) => fc.constantFrom(...values);
/** When things begin: any time of the day and a half, or all within the same hour, so that much meets at one start. */
const quarter = fc.oneof(fc.integer({ min: 0, max: 144 }), fc.integer({ min: 36, max: 39 }));

/** Small worlds in which everything collides; their claims keep to I1 and I2. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    scene: scenes,
    capacity: minutes(1, 1, 3),
    pools: fc.constantFrom<string[][]>([["r1"]], [["r1", "r2", "r3"]], [["r1", "r2"], ["r3", "r4"]], [["r1", "r2", "r3"], ["r2", "r3"]], [["r1", "r2", "r3"], ["r1", "r2", "r3"]]),
    durationMinutes: minutes(30, 60),
    intervalMinutes: minutes(15, 30, 50),
    bufferBeforeMinutes: minutes(0, 15),
    bufferAfterMinutes: minutes(0, 15),
    minNoticeMinutes: minutes(0, 300),
    horizonDays: minutes(1, 400),
    windows: fc.array(windows, { minLength: 4, maxLength: 4 }),
    override: fc.option(windows),
    quantity: fc.integer({ min: 1, max: 3 }),
    only: fc.constantFrom(undefined, undefined, "r1", "r2"),
    foreign: fc.array(fc.record({ id: fc.constantFrom(...IDS), at: quarter, length: minutes(15, 30, 120), held: fc.boolean() }), { maxLength: 8 }),
    joined: fc.array(fc.record({ at: quarter, picks: fc.array(fc.nat(5), { minLength: 2, maxLength: 2 }), seats: fc.integer({ min: 1, max: 3 }), mine: fc.nat(3), held: fc.boolean() }), { maxLength: 8 }),
    busy: fc.array(fc.record({ id: fc.constantFrom(...IDS), at: quarter, length: minutes(10, 30, 180) }), { maxLength: 4 }),
    published: fc.array(fc.record({ at: quarter, ids: fc.subarray(IDS, { minLength: 1, maxLength: 2 }), length: minutes(30, 90), capacity: fc.integer({ min: 1, max: 3 }), seats: fc.nat(3) }), { maxLength: 4 }),
  })
  .map((w) => {
    const { scene: { timeZone, nowMs }, pools, windows, override, quantity, only, foreign, joined, published, busy, ...times } = w;
    const rules = rulesWith({ ...times, requirements: pools.map((resourceIds) => ({ resourceIds })) });
    const overrides = new Map(override ? [[new Date(nowMs + DAY).toISOString().slice(0, 10), override]] : []);
    const hours = Object.fromEntries(IDS.map((id, i) => [id, { ...everyDay(timeZone, ...windows[i]!), overrides }]));
    const claims: LiveClaim[] = [];
    const slots: PublishedSlot[] = [];
    const keep = (slot: { startMs: number; endMs: number }, resourceIds: string[], sessionKey: string, seats: number[], more: (seat: number) => Partial<LiveClaim>) => {
      const time = { startMs: slot.startMs - rules.bufferBeforeMinutes * MINUTE, endMs: slot.endMs + rules.bufferAfterMinutes * MINUTE };
      if (claims.some((claim) => resourceIds.includes(claim.resourceId) && claim.startMs < time.endMs && time.startMs < claim.endMs)) return false;
      for (const resourceId of resourceIds) for (const seat of seats) claims.push({ resourceId, sessionKey, seat, ...time, ...more(seat) });
      return true;
    };
    const expiring = (held: boolean, i: number) => (held ? { expiresAtMs: nowMs + (i + 1) * MINUTE } : {});
    for (const [i, slot] of published.entries()) {
      const slotId = `slt_${i}`;
      const startMs = nowMs + slot.at * 15 * MINUTE;
      const time = { startMs, endMs: startMs + slot.length * MINUTE };
      const seats = [0, 1, 2, 3].slice(0, 1 + Math.min(slot.seats, slot.capacity));
      if (keep(time, slot.ids, sessionKeyOfSlot(slotId), seats, (seat) => (seat === 2 ? { mine: true } : {})))
        slots.push({ slotId, ...time, capacity: slot.capacity, resourceIds: slot.ids, sessionKey: sessionKeyOfSlot(slotId) });
    }
    for (const [i, { at, picks, seats, mine, held }] of joined.entries()) {
      const startMs = nowMs + at * 15 * MINUTE;
      const resourceIds = [...new Set(pools.map((pool, p) => pool[picks[p]! % pool.length]!))];
      if (resourceIds.length < pools.length) continue;
      const sessionKey = sessionKeyOf({ ...rules, startMs, resourceIds });
      keep({ startMs, endMs: startMs + rules.durationMinutes * MINUTE }, resourceIds, sessionKey, [1, 2, 3].slice(0, Math.min(seats, rules.capacity)), (seat) => (seat === mine ? { mine: true } : expiring(held, 20 + i)));
    }
    for (const [i, { id, at, length, held }] of foreign.entries()) {
      const startMs = nowMs + at * 15 * MINUTE;
      keep({ startMs, endMs: startMs + length * MINUTE }, [id], `foreign-${i}`, [1], () => expiring(held, i));
    }
    const busyTimes: BusyTime[] = [];
    for (const { id, at, length } of busy) {
      const time = { resourceId: id, startMs: nowMs + at * 15 * MINUTE, endMs: nowMs + (at * 15 + length) * MINUTE };
      if (!busyTimes.some((other) => other.resourceId === id && other.startMs < time.endMs && time.startMs < other.endMs)) busyTimes.push(time);
    }
    return { rules, state: { ...stateOf(hours, claims, slots), busy: busyTimes }, query: { nowMs, quantity, ...(only && { resourceId: only }) }, range: { startMs: nowMs, endMs: nowMs + 36 * HOUR } };
  });
