import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";

const app = await createTestApp();
const ORIGIN = "https://console.example.com";
let business: Business;

beforeAll(async () => {
  business = await createBusiness(app);
});

const list = (header: string | null) => (header ?? "").toLowerCase().split(/,\s*/);

test.each(["POST", "PUT", "PATCH", "DELETE"])("a console that stands elsewhere may ask for %s with an owner's token and an idempotency key", async (method) => {
  const { status, headers } = await app.request("OPTIONS", "/v1/services", undefined, {
    headers: { Origin: ORIGIN, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization,content-type,idempotency-key,holdfast-token" },
  });
  expect([status, headers.get("Access-Control-Allow-Origin")]).toEqual([204, "*"]);
  expect(list(headers.get("Access-Control-Allow-Methods"))).toContain(method.toLowerCase());
  expect(list(headers.get("Access-Control-Allow-Headers"))).toEqual(expect.arrayContaining(["authorization", "content-type", "idempotency-key", "holdfast-token"]));
  // Without cookies there is nothing that another site could ride on.
  expect(headers.get("Access-Control-Allow-Credentials")).toBeNull();
});

test("an owner's token works from any origin, a secret key from none", async () => {
  const ask = (key: string) => app.request("GET", "/v1/tenant", undefined, { key, headers: { Origin: ORIGIN } });
  const answer = await ask(business.accessToken);
  expect([answer.status, answer.headers.get("Access-Control-Allow-Origin")]).toEqual([200, "*"]);
  expect((await ask(business.sk)).body.code).toBe("wrong_credential");
});

test("what a console has to read of an answer, it may", async () => {
  const { status, headers } = await app.request("GET", "/v1/tenant", undefined, { headers: { Origin: ORIGIN } });
  expect(status).toBe(401);
  expect(list(headers.get("Access-Control-Expose-Headers"))).toEqual(expect.arrayContaining(["retry-after", "idempotency-replayed", "x-request-id"]));
  expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
});
