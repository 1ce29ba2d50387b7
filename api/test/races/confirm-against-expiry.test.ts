import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../helpers/app.js";
import { createBusiness, CUSTOMER, type Business } from "../helpers/business.js";
import { expireLapsedHolds } from "../../src/queries/holds.js";
import { RACE_SIZE, race, startAt, tally } from "./rivals.js";

const app = await createTestApp({ max: 40 });
let business: Business;

beforeAll(async () => {
  business = await createBusiness(app);
});

test("confirm, a rival, the expiry worker and the instant of expiry at once: one owner of the slot, never two, never none", async () => {
  const resource = await business.resource();
  const service = await business.service({ resourceIds: [resource.id], holdSeconds: 30 });
  const rounds = 12 * RACE_SIZE;
  for (let round = 0; round < rounds; round++) {
    await app.clock.set(new Date("2026-03-01T00:00:00Z"));
    const starts = Array.from({ length: 8 }, (_, i) => startAt(round, i * 60));
    const held = await Promise.all(starts.map(async (start) => (await business.hold({ serviceId: service.id, start })).body));
    const confirm = (hold: { id: string; token: string }) => () =>
      app.request("POST", `/v1/holds/${hold.id}/checkout`, { customer: CUSTOMER }, { token: hold.token });

    const answers = await race<{ status: number; body: any; headers: Headers } | undefined>([
      ...held.map((hold) => confirm(hold)),
      ...starts.flatMap((start) => Array.from({ length: 4 }, () => () => business.hold({ serviceId: service.id, start }))),
      // In the middle of it all the holds expire.
      async () => void (await app.clock.set(new Date("2026-03-01T00:00:30Z"))),
      async () => void (await expireLapsedHolds(app.sql, 100)),
    ]);

    const confirms = answers.slice(0, 8).map((answer) => answer!);
    const rivals = answers.slice(8, 40).map((answer) => answer!);
    expect(Object.keys(tally(confirms)).filter((kind) => kind !== "200" && kind !== "410 hold_expired")).toEqual([]);
    expect(Object.keys(tally(rivals)).filter((kind) => kind !== "201" && kind !== "409 slot_unavailable")).toEqual([]);
    for (const [i, start] of starts.entries()) {
      const owners = Number(confirms[i]!.status === 200) + rivals.filter(({ status, body }) => status === 201 && body.start === start).length;
      expect(owners).toBeLessThanOrEqual(1);
      // I8: once it has expired, the next request wins it.
      const next = await business.hold({ serviceId: service.id, start });
      expect(next.status).toBe(owners === 1 ? 409 : 201);
    }
    expect(await app.breaches()).toEqual([]);
  }
}, 120_000);
