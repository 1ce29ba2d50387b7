import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney } from "../../helpers/journey.js";
import { kolkata, NOW } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let yoga: { serviceId: string; resourceId: string };
const names = new Map<string, string>();

beforeAll(async () => {
  await app.clock.set(NOW);
  business = await createBusiness(app);
  const customer = createJourney(app, business);
  yoga = await customer.service();
  const { serviceId } = await customer.service();
  names.set((await customer.hold({ serviceId, start: kolkata("2026-03-03 09:00") })).id, "late");
  names.set((await customer.hold({ serviceId: yoga.serviceId, start: kolkata("2026-03-02 09:00") })).id, "early");
  await customer.book({ serviceId, start: kolkata("2026-03-04 09:00") });
});

async function list(query = "", key = business.accessToken) {
  const { status, body } = await app.request("GET", `/v1/holds?${query}`, undefined, { key });
  expect(status, JSON.stringify(body)).toBe(200);
  return { names: body.data.map(({ id }: { id: string }) => names.get(id)), data: body.data, nextCursor: body.nextCursor as string | null };
}

test("what is held now, by start, without what was booked and without the holders' tokens", async () => {
  const { names, data } = await list();
  expect(names).toEqual(["early", "late"]);
  expect(data[0]).toMatchObject({ status: "held", serviceId: yoga.serviceId, resources: [{ id: yoga.resourceId }], expiresInSeconds: 300 });
  expect(JSON.stringify(data)).not.toContain("token");
  expect((await list("", business.sk)).names).toEqual(names);
});

test.each<[string, () => string, string[]]>([
  ["service", () => `serviceId=${yoga.serviceId}`, ["early"]],
  ["resource", () => `resourceId=${yoga.resourceId}`, ["early"]],
  ["start, from included", () => `from=${kolkata("2026-03-03 09:00")}`, ["late"]],
  ["start, to not included", () => `to=${kolkata("2026-03-03 09:00")}`, ["early"]],
])("only by %s", async (_, query, expected) => {
  expect((await list(query())).names).toEqual(expected);
});

test("page after page", async () => {
  const first = await list("limit=1");
  const second = await list(`limit=1&cursor=${first.nextCursor}`);
  expect([first.names, second.names, second.nextCursor]).toEqual([["early"], ["late"], null]);
});

test("a browser's key lists nothing, and another business sees none of it", async () => {
  expect((await app.request("GET", "/v1/holds", undefined, { key: business.pk })).body.code).toBe("wrong_credential");
  const other = await createBusiness(app);
  expect((await list("", other.accessToken)).names).toEqual([]);
});

test("from the instant a hold expires it is in the list no more", async () => {
  await app.clock.set(new Date(NOW.valueOf() + 300_000));
  expect((await list()).names).toEqual([]);
});
