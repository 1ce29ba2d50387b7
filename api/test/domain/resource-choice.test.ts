import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { combinationsOf, matchPools } from "../../src/domain/combinations.js";
import { chooseCombination } from "../../src/domain/resource-choice.js";
import { sessionKeyOf, sessionKeyOfSlot } from "../../src/domain/sessions.js";
import type { LiveClaim } from "../../src/domain/slots.js";
import { everyDay, HOUR, MINUTE, rulesWith, stateOf } from "./worlds.js";

const NOW = Date.parse("2026-03-02T00:00Z");
const NINE = NOW + 9 * HOUR;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;
const hours = everyDay("UTC", ["09:00", "17:00"]);
const all = { r1: hours, r2: hours, r3: hours };
const pool = [{ resourceIds: ["r1", "r2", "r3"] }];
const query = { startMs: NINE, nowMs: NOW, quantity: 1, pick: (n: number) => Math.floor(Math.random() * n) };
const session = (resourceId: string, seats: number[]): LiveClaim[] =>
  seats.map((seat) => ({ resourceId, sessionKey: sessionKeyOf({ ...rulesWith(), startMs: NINE, resourceIds: [resourceId] }), seat, startMs: NINE, endMs: NINE + 30 * MINUTE }));

describe("choosing resources", () => {
  test("rivals at the same moment are spread over all that is free", () => {
    const chosen = Array.from({ length: 200 }, () => chooseCombination(rulesWith({ requirements: pool }), stateOf(all), query)!.resourceIds[0]);
    expect(new Set(chosen).size).toBe(3);
  });

  test("a session that has begun to fill comes first, the fullest that has room for the party", () => {
    const state = stateOf(all, [...session("r1", [1]), ...session("r2", [1, 3])]);
    const choose = (quantity: number) => chooseCombination(rulesWith({ requirements: pool, capacity: 4 }), state, { ...query, quantity })!;
    expect(choose(2)).toMatchObject({ resourceIds: ["r2"], seats: [2, 4] });
    expect(choose(3)).toMatchObject({ resourceIds: ["r1"], seats: [2, 3, 4] });
    expect(choose(4)).toMatchObject({ resourceIds: ["r3"], seats: [1, 2, 3, 4], sessionKey: session("r3", [1])[0]!.sessionKey });
  });

  test("seats are drawn from all that are free", () => {
    const drawn = Array.from({ length: 300 }, () => chooseCombination(rulesWith({ capacity: 6 }), stateOf(all, session("r1", [2])), query)!.seats[0]);
    expect([...new Set(drawn)].sort()).toEqual([1, 3, 4, 5, 6]);
  });

  test("what was just lost is taken only where nothing else is left", () => {
    const rules = rulesWith({ requirements: pool });
    for (let i = 0; i < 50; i++) expect(chooseCombination(rules, stateOf(all), { ...query, lost: new Set(["r1", "r3"]) })!.resourceIds).toEqual(["r2"]);
    expect(chooseCombination(rules, stateOf(all), { ...query, lost: new Set(["r1", "r2", "r3"]) })).toBeDefined();
  });

  test("one resource never serves two requirements, and the one that is asked for is among them", () => {
    const rules = rulesWith({ requirements: [{ resourceIds: ["r1", "r2"] }, { resourceIds: ["r1"] }] });
    expect(chooseCombination(rules, stateOf(all), query)!.resourceIds).toEqual(["r1", "r2"]);
    expect(chooseCombination(rulesWith({ requirements: [{ resourceIds: ["r1"] }, { resourceIds: ["r1"] }] }), stateOf(all), query)).toBeUndefined();
    expect(chooseCombination(rules, stateOf(all), { ...query, resourceId: "r3" })).toBeUndefined();
  });

  test("what is claimed is the slot with its buffers, of a published session with its own length and capacity", () => {
    const published = { slotId: "slt_1", startMs: NINE, endMs: NINE + 2 * HOUR, capacity: 9, resourceIds: ["r2", "r1"], sessionKey: sessionKeyOfSlot("slt_1") };
    const rules = rulesWith({ bufferBeforeMinutes: 5, bufferAfterMinutes: 10 });
    expect(chooseCombination(rules, stateOf({}, [], [published]), query)).toMatchObject({
      slotId: "slt_1", resourceIds: ["r1", "r2"], sessionKey: published.sessionKey, capacity: 9,
      slot: { startMs: NINE, endMs: NINE + 2 * HOUR }, claimed: { startMs: NINE - 5 * MINUTE, endMs: NINE + 2 * HOUR + 10 * MINUTE },
    });
  });
});

describe("session keys", () => {
  test("are uuids that every part but the order of resources changes", () => {
    const identity = { serviceId: "svc_a", startMs: NINE, durationMinutes: 30, resourceIds: ["r1", "r2"] };
    const key = sessionKeyOf(identity);
    expect(key).toMatch(UUID);
    expect(sessionKeyOfSlot("slt_1")).toMatch(UUID);
    expect(sessionKeyOf({ ...identity, resourceIds: ["r2", "r1"] })).toBe(key);
    for (const change of [{ serviceId: "svc_b" }, { startMs: NINE + 1 }, { durationMinutes: 31 }, { resourceIds: ["r1"] }]) expect(sessionKeyOf({ ...identity, ...change })).not.toBe(key);
  });

  test("stay what they were: live claims in databases carry them", () => {
    expect(sessionKeyOf({ serviceId: "svc_a", startMs: 0, durationMinutes: 30, resourceIds: ["r1"] })).toBe("fc2b5d69-0596-8436-a401-bf78102bfd43");
    expect(sessionKeyOfSlot("slt_1")).toBe("270e63ba-d57b-8a21-ab1b-3a69f3984d4a");
  });
});

describe("combinations", () => {
  const pools = fc.array(fc.subarray(["a", "b", "c", "d", "e"]), { minLength: 1, maxLength: 4 });
  const every = (list: readonly (readonly string[])[], chosen: string[] = []): string[][] => {
    const [first, ...rest] = list;
    return first ? first.filter((id) => !chosen.includes(id)).flatMap((id) => every(rest, [...chosen, id])) : [chosen];
  };
  const most = (sets: string[][]): number => sets.reduce((best, set) => Math.max(best, 1 + most(sets.filter((other) => !other.some((id) => set.includes(id))))), 0);

  test("members and how many serve at once are what trying everything finds", () => {
    fc.assert(
      fc.property(pools, fc.constantFrom(undefined, "a", "b"), (list, required) => {
        const sets = every(list).filter((set) => required === undefined || set.includes(required));
        const found = combinationsOf(list, required);
        expect([...found.members].sort()).toEqual([...new Set(sets.flat())].sort());
        expect(found.atOnce).toBe(most(sets));
        expect(matchPools(list, required) !== undefined).toBe(sets.length > 0);
      }),
      { numRuns: 300 },
    );
  });

  test("five pools of the same hundred resources are matched at once", () => {
    const ids = Array.from({ length: 100 }, (_, i) => `r${i}`);
    expect(combinationsOf([ids, ids, ids, ids, ids])).toMatchObject({ atOnce: 20 });
  });
});
