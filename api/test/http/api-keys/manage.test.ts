import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { expectProblem } from "../../helpers/problems.js";

const app = await createTestApp();
let business: Business;

beforeAll(async () => {
  business = await createBusiness(app);
});

const call = (method: string, path = "", body?: object, key = business.sk) => app.request(method, `/v1/api-keys${path}`, body, { key });
const works = async (key: string, origin?: string) =>
  (await app.request("GET", "/v1/services", undefined, { key, ...(origin && { headers: { Origin: origin } }) })).status;

test("a secret key is told once, and only its hash is kept", async () => {
  const { status, body } = await call("POST", "", { kind: "secret", name: "Cron" });
  expect(status).toBe(201);
  expect(body).toMatchObject({ kind: "secret", name: "Cron", key: expect.stringMatching(/^sk_[0-9a-z]{48}$/), warning: null, revokedAt: null });
  expect(await works(body.key)).toBe(200);

  expect((await call("GET", "?limit=200")).body.data.find(({ id }: { id: string }) => id === body.id)).not.toHaveProperty("key");
  const rows = await app.sql`select row_to_json(api_keys)::text as row from api_keys where key_id = ${body.id}`;
  expect(rows[0]!["row"]).not.toContain(body.key.slice(8));
});

test("a publishable key is shown whenever it is asked for, with a warning while it works from anywhere", async () => {
  const { body } = await call("POST", "", { kind: "publishable" });
  expect(body.warning).toMatch(/any website/);
  expect(await works(body.key, "https://anywhere.test")).toBe(200);

  const changed = await call("PATCH", `/${body.id}`, { name: "Shop", allowedOrigins: ["https://shop.test", "https://shop.test"] });
  expect(changed.body).toMatchObject({ key: body.key, name: "Shop", warning: null });
  expect(await works(body.key, "https://anywhere.test")).toBe(403);
  expect(await works(body.key, "https://shop.test")).toBe(200);
  // Not from a browser at all: nothing to check.
  expect(await works(body.key)).toBe(200);
  expect((await call("PATCH", `/${body.id}`, {})).body).toMatchObject({ name: "Shop" });
});

test("origins of a secret key are refused, whether it is made or changed", async () => {
  expectProblem(await call("POST", "", { kind: "secret", allowedOrigins: ["https://shop.test"] }), "validation_failed", "allowedOrigins");
  const { body } = await call("POST", "", { kind: "secret" });
  expectProblem(await call("PATCH", `/${body.id}`, { allowedOrigins: ["https://shop.test"] }), "validation_failed", "allowedOrigins");
  expect((await call("PATCH", `/${body.id}`, { allowedOrigins: [] })).body.allowedOrigins).toEqual([]);
});

test("a revoked key ends at once and for good; again is no error; it can't be changed", async () => {
  const { body } = await call("POST", "", { kind: "secret" });
  for (let again = 0; again < 2; again++) expect((await call("DELETE", `/${body.id}`)).status).toBe(204);
  expect(await works(body.key)).toBe(401);
  expectProblem(await call("PATCH", `/${body.id}`, { name: "Back?" }), "not_found");
  expect((await call("GET", "?limit=200")).body.data.find(({ id }: { id: string }) => id === body.id).revokedAt).not.toBeNull();
});

test("the list goes through every key once, a page at a time", async () => {
  const ids = [];
  for (let cursor = ""; ; ) {
    const { body } = await call("GET", `?limit=2${cursor && `&cursor=${cursor}`}`);
    expect(body.data.length).toBeLessThanOrEqual(2);
    ids.push(...body.data.map(({ id }: { id: string }) => id));
    if (!body.nextCursor) break;
    cursor = body.nextCursor;
  }
  const [{ count }] = await app.sql<[{ count: number }]>`select count(*)::int as count from api_keys where tenant_id = ${business.tenantId}`;
  expect(new Set(ids).size).toBe(count);
  expect(ids).toHaveLength(count);
});
