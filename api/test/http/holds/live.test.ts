import { beforeEach, describe, expect, test } from "vitest";
import { expireLapsedHolds } from "../../../src/queries/holds.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";

const app = await createTestApp();
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 3, 30 + minutes)).toISOString();
let business: Business;
let service: { id: string };
let resource: { id: string };

beforeEach(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app);
  resource = await business.resource();
  service = await business.service({ resourceIds: [resource.id], holdSeconds: 60, intervalMinutes: 15 });
});

const hold = async (minutes = 0, more: object = {}) => (await business.hold({ serviceId: service.id, start: at(minutes), ...more })).body;
const extend = ({ id, token }: { id: string; token: string }) => app.request("POST", `/v1/holds/${id}/extend`, undefined, { token });

describe("extending", () => {
  test("gives the full time again, ten times and no more", async () => {
    const held = await hold();
    for (let left = 9; left >= 0; left--) {
      await app.clock.advance(50_000);
      const { status, body } = await extend(held);
      expect([status, body.expiresInSeconds, body.extensionsLeft]).toEqual([200, 60, left]);
    }
    await app.clock.advance(50_000);
    const eleventh = await extend(held);
    expect([eleventh.status, eleventh.body.code]).toEqual([409, "extension_limit_reached"]);
    expect((await app.request("GET", `/v1/holds/${held.id}`, undefined, { token: held.token })).body.status).toBe("held");
    expect(await app.breaches()).toEqual([]);
  });

  test("never reaches past two hours, however long the hold time is", async () => {
    service = await business.service({ resourceIds: [resource.id], holdSeconds: 3600 });
    const held = await hold();
    await app.clock.advance(3_500_000);
    expect((await extend(held)).body.expiresInSeconds).toBe(3600);
    await app.clock.advance(3_500_000);
    expect((await extend(held)).body.expiresAt).toBe("2026-03-01T02:00:00.000Z");
    expect((await extend(held)).body.code).toBe("extension_limit_reached");
  });
});

describe("releasing", () => {
  test("frees the slot at once, and again is no error", async () => {
    const held = await hold();
    for (let again = 0; again < 2; again++) expect((await app.request("DELETE", `/v1/holds/${held.id}`, undefined, { token: held.token })).status).toBe(204);
    expect((await business.hold({ serviceId: service.id, start: at(0) })).status).toBe(201);
  });

  test("a confirmed hold is not released", async () => {
    const held = await hold();
    await app.request("POST", `/v1/holds/${held.id}/checkout`, { customer: CUSTOMER }, { token: held.token });
    const { status, body } = await app.request("DELETE", `/v1/holds/${held.id}`, undefined, { token: held.token });
    expect([status, body.code]).toEqual([409, "hold_not_active"]);
  });
});

describe("swapping", () => {
  const swap = (old: { id: string; token: string }, minutes: number, token = old.token, key = business.pk) =>
    app.request("POST", "/v1/holds", { serviceId: service.id, start: at(minutes), replaces: old.id }, { key, token });

  test("gives up the old slot only when the new one is won", async () => {
    const [mine, theirs] = [await hold(0), await hold(60)];
    expect((await swap(mine, 60)).status).toBe(409);
    expect((await app.request("GET", `/v1/holds/${mine.id}`, undefined, { token: mine.token })).body.status).toBe("held");
    expect((await swap(mine, 120)).status).toBe(201);
    expect((await app.request("GET", `/v1/holds/${mine.id}`, undefined, { token: mine.token })).body.status).toBe("released");
    expect((await business.hold({ serviceId: service.id, start: at(0) })).status).toBe(201);
    expect(theirs.status).toBe("held");
    expect(await app.breaches()).toEqual([]);
  });

  test("to a start that overlaps the own slot works, both ways and for both pools", async () => {
    const mine = await hold(60);
    const later = await swap(mine, 75);
    expect(later.status).toBe(201);
    expect((await swap(later.body, 45)).status).toBe(201);
    expect(await app.breaches()).toEqual([]);
  });

  test("needs the old hold's own token, and answers like an unknown id without it", async () => {
    const [mine, theirs] = [await hold(0), await hold(60)];
    for (const token of [theirs.token, "nonsense", mine.token.slice(0, -1)]) {
      const { status, body } = await swap(mine, 120, token);
      expect([status, body.errors[0].path]).toEqual([404, "replaces"]);
    }
    expect((await app.request("GET", `/v1/holds/${mine.id}`, undefined, { token: mine.token })).body.status).toBe("held");
  });
});

describe("tokens", () => {
  test("a hold is shown to its own token and to its tenant's secret key, and to nobody else", async () => {
    const [mine, theirs] = [await hold(0), await hold(60)];
    const stranger = await createBusiness(app);
    const read = async (options: object) => (await app.request("GET", `/v1/holds/${mine.id}`, undefined, options)).status;
    expect(await read({ token: mine.token })).toBe(200);
    expect(await read({ key: business.sk })).toBe(200);
    expect(await read({ key: business.pk, token: mine.token })).toBe(200);
    expect(await read({ token: theirs.token })).toBe(404);
    expect(await read({ key: stranger.sk })).toBe(404);
    expect(await read({ key: stranger.pk, token: mine.token })).toBe(404);
    expect(await read({ key: business.pk })).toBe(401);
    expect(await read({})).toBe(401);
    expect(await read({ token: "hold.x.y.z" })).toBe(401);
  });

  test("are stored nowhere", async () => {
    const mine = await hold();
    const tables = await app.sql<{ name: string }[]>`select table_name as name from information_schema.tables where table_schema in ('public', 'directory')`;
    for (const { name } of tables) {
      const rows = await app.sql`select row_to_json(t)::text as row from ${app.sql(name === "owner_logins" || name === "sign_in_failures" ? `directory.${name}` : name)} t`;
      for (const { row } of rows) expect(row).not.toContain(mine.token.split(".")[3]);
    }
  });
});

describe("an unexpired hold always confirms", () => {
  test.each([
    ["the service is archived", () => app.request("DELETE", `/v1/services/${service.id}`, undefined, { key: business.sk })],
    ["the price rises", () => app.request("PATCH", `/v1/services/${service.id}`, { price: { amount: 99_900, currency: "INR" } }, { key: business.sk })],
    ["the hours close", () => app.request("PUT", `/v1/resources/${resource.id}/hours`, { weekly: {} }, { key: business.sk })],
    ["notice is asked for", () => app.request("PATCH", `/v1/services/${service.id}`, { minNoticeMinutes: 100_000 }, { key: business.sk })],
    ["a question becomes required", () => app.request("PATCH", `/v1/services/${service.id}`, { questions: [{ id: "hair", label: "How long?", required: true }] }, { key: business.sk })],
  ])("although %s", async (_, change) => {
    const held = await hold();
    expect((await change()).status).toBeLessThan(300);
    const { status, body } = await app.request("POST", `/v1/holds/${held.id}/checkout`, { customer: CUSTOMER }, { token: held.token });
    expect([status, body.status, body.booking.price.amount]).toEqual([200, "confirmed", 0]);
    expect(await app.breaches()).toEqual([]);
  });
});

test("the worker marks expired holds and frees their claims for those who watch", async () => {
  const [first, second] = [await hold(0), await hold(60)];
  await app.clock.advance(30_000);
  await extend(second);
  await app.clock.advance(30_000);
  const expired = await expireLapsedHolds(app.sql, 1000);
  expect(expired.filter(({ tenantId }) => tenantId === business.tenantId).map(({ holdId }) => holdId)).toEqual([first.id]);
  expect((await app.sql`select hold_id from claims where tenant_id = ${business.tenantId}`).map(({ holdId }) => holdId)).toEqual([second.id]);
});
