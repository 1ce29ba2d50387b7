import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseCombination } from "../../src/domain/resource-choice.js";
import { whyNot } from "../../src/domain/slot-refusal.js";
import { type LiveClaim, listSlots } from "../../src/domain/slots.js";
import { naiveSlots } from "./naive-slots.js";
import { DAY, MINUTE, stateOf, type World, worlds } from "./worlds.js";

const listed = ({ rules, state, query, range }: World) => listSlots(rules, state, { ...query, range });
const sorted = (slots: ReturnType<typeof listed>) => slots.map((slot) => ({ ...slot, resourceIds: slot.resourceIds.toSorted() }));
const overlapping = ({ state }: World, ids: readonly string[], time: { startMs: number; endMs: number }) =>
  state.claims.filter((claim) => !claim.mine && ids.includes(claim.resourceId) && claim.startMs < time.endMs && time.startMs < claim.endMs);

describe("one core", () => {
  test("what is listed is what trying every minute and every combination finds", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        expect(sorted(listed(world))).toEqual(naiveSlots(world));
      }),
      { numRuns: 200 },
    );
  });

  test("a listed start can be held and is not refused; any other can't and is", () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), (world, randoms) => {
        const { rules, state, query, range } = world;
        const pick = (n: number) => randoms.next().value! % n;
        const slots = new Map(listed(world).map((slot) => [slot.startMs, slot]));
        const others = Array.from({ length: 37 }, (_, i) => range.startMs + (i - 1) * 60 * MINUTE);
        for (const startMs of [...slots.keys(), ...others]) {
          const slot = slots.get(startMs);
          const chosen = chooseCombination(rules, state, { ...query, startMs, pick });
          const refusal = whyNot(rules, state, startMs, query);
          expect([chosen !== undefined, refusal === undefined]).toEqual([slot !== undefined, slot !== undefined]);
          if (refusal) expect(refusal.freesAtMs !== undefined).toBe(refusal.reason === "held");
          if (!chosen || !slot) continue;
          expect([chosen.slot.endMs, chosen.slotId]).toEqual([slot.endMs, slot.slotId]);
          if (query.resourceId) expect(chosen.resourceIds).toContain(query.resourceId);
          for (const id of chosen.resourceIds) expect(slot.resourceIds).toContain(id);
          expect(chosen.resourceIds).toEqual([...new Set(chosen.resourceIds)].sort());
          expect(chosen.seats).toEqual([...new Set(chosen.seats)].sort((a, b) => a - b));
          expect(chosen.seats).toHaveLength(query.quantity);
          for (const seat of chosen.seats) expect(seat >= 1 && seat <= chosen.capacity).toBe(true);
          for (const claim of overlapping(world, chosen.resourceIds, chosen.claimed)) {
            expect(claim.sessionKey).toBe(chosen.sessionKey); // I1
            expect(chosen.seats).not.toContain(claim.seat); // I2
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test("from the instant that a refusal names, the start can be had, and not before", () => {
    let seen = 0;
    fc.assert(
      fc.property(worlds, ({ rules, state, query, range }) => {
        for (let startMs = range.startMs; startMs < range.endMs; startMs += 60 * MINUTE) {
          const refusal = whyNot(rules, state, startMs, query);
          if (refusal?.reason !== "held") continue;
          seen++;
          const liveAt = (nowMs: number) => ({ ...state, claims: state.claims.filter(({ expiresAtMs = Infinity }) => expiresAtMs > nowMs) });
          expect(whyNot(rules, liveAt(refusal.freesAtMs!), startMs, query)).toBeUndefined();
          expect(whyNot(rules, liveAt(refusal.freesAtMs! - 1), startMs, query)).toBeDefined();
        }
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(0);
  });

  test("sold one by one, a start of one pool sells exactly the places that it told", () => {
    fc.assert(
      fc.property(worlds.filter(({ rules }) => rules.requirements.length === 1), fc.infiniteStream(fc.nat()), ({ rules, state: before, query: { nowMs }, range }, randoms) => {
        const state = { ...before, claims: before.claims.filter(({ mine }) => !mine) };
        const query = { nowMs, quantity: 1 };
        for (const { startMs, endMs, remaining } of listSlots(rules, state, { ...query, range }).slice(0, 6)) {
          const claims: LiveClaim[] = [...state.claims];
          let sold = 0;
          for (;;) {
            const chosen = chooseCombination(rules, { ...state, claims }, { ...query, startMs, pick: (n) => randoms.next().value! % n });
            if (!chosen) break;
            // Published sessions of other lengths may begin at the same instant; they are another slot's places.
            if (chosen.slot.endMs === endMs) sold++;
            for (const resourceId of chosen.resourceIds) for (const seat of chosen.seats) claims.push({ resourceId, sessionKey: chosen.sessionKey, seat, ...chosen.claimed });
          }
          expect(sold).toBe(remaining);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("a part of a range has the slots that the whole has there", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 36 * 60 }), fc.integer({ min: 1, max: 600 }), (world, from, length) => {
        const startMs = world.range.startMs + from * MINUTE;
        const range = { startMs, endMs: Math.min(startMs + length * MINUTE, world.range.endMs) };
        expect(listed({ ...world, range })).toEqual(listed(world).filter((slot) => slot.startMs >= range.startMs && slot.startMs < range.endMs));
      }),
      { numRuns: 300 },
    );
  });

  test("nobody's slot depends on the order in which claims, sessions or hours arrive", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { claims, hours } = world.state;
        const turned = { ...world.state, claims: claims.toReversed(), hours: new Map([...hours].toReversed()) };
        expect(listed({ ...world, state: turned })).toEqual(listed(world));
      }),
      { numRuns: 100 },
    );
  });

  test("without anything to sell, a year is empty", () => {
    const [world] = fc.sample(worlds, 1);
    const { rules, query } = world!;
    expect(listSlots(rules, stateOf({}), { ...query, range: { startMs: query.nowMs, endMs: query.nowMs + 365 * DAY } })).toEqual([]);
  });
});
