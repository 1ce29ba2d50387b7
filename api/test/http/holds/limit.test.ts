import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney, type Hold } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { kolkata } from "../../helpers/times.js";

const app = await createTestApp({ trustProxy: true });
let business: Business;
let serviceId: string;
let count = 0;

beforeEach(async () => {
  await backToNow(app);
  business = await createBusiness(app);
  ({ serviceId } = await createJourney(app, business).service());
});

/** A hold of a free slot from a browser at this address. */
function browser(address: string, { token, ...body }: { token?: string; replaces?: string } = {}, key = business.pk) {
  const start = kolkata(`2026-03-${String(2 + Math.floor(count / 16)).padStart(2, "0")} ${9 + Math.floor((count % 16) / 2)}`.replace(/ (\d)$/, " 0$1") + (count++ % 2 ? ":30" : ":00"));
  return business.hold({ serviceId, start, ...body }, { key, token, headers: { "X-Forwarded-For": `203.0.113.9, ${address}` } });
}

async function threeHolds(address = "198.51.100.1"): Promise<Hold[]> {
  const holds = [];
  for (let i = 0; i < 3; i++) {
    const answer = await browser(address);
    expect(answer.status).toBe(201);
    holds.push(answer.body);
    await app.clock.advance(10_000);
  }
  return holds;
}

test("a browser keeps three slots at once; the fourth has to wait until the first expires", async () => {
  await threeHolds();
  const fourth = await browser("198.51.100.1");
  expectProblem(fourth, "hold_limit_reached");
  expect(fourth.headers.get("Retry-After")).toBe("270");
  expect(fourth.body.retryAfterSeconds).toBe(270);
  await app.clock.advance(269_999);
  expectProblem(await browser("198.51.100.1"), "hold_limit_reached");
  await app.clock.advance(1);
  expect((await browser("198.51.100.1")).status).toBe(201);
});

test("ten requests of one browser at once: three holds", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => browser("198.51.100.1")));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 429, 429, 429, 429, 429, 429, 429]);
});

test("another browser has a limit of its own; one IPv6 customer is counted by network", async () => {
  await threeHolds();
  expect((await browser("198.51.100.2")).status).toBe(201);
  for (let i = 1; i <= 3; i++) expect((await browser(`2001:db8:1:2::${i}`)).status).toBe(201);
  expectProblem(await browser("2001:db8:1:2:ffff::9"), "hold_limit_reached");
  expect((await browser("2001:db8:1:3::1")).status).toBe(201);
});

test("what is released or confirmed no longer counts, and a swap takes no second place", async () => {
  const [first, second, third] = await threeHolds() as [Hold, Hold, Hold];
  expect((await browser("198.51.100.1", { replaces: first.id, token: first.token })).status).toBe(201);
  expectProblem(await browser("198.51.100.1"), "hold_limit_reached");
  await app.request("DELETE", `/v1/holds/${second.id}`, undefined, { token: second.token });
  expect((await browser("198.51.100.1")).status).toBe(201);
  await createJourney(app, business).checkOut(third);
  expect((await browser("198.51.100.1")).status).toBe(201);
});

test("the secret key and the owner hold for others: no limit binds them", async () => {
  await threeHolds();
  for (let i = 0; i < 4; i++) {
    expect((await browser("198.51.100.1", {}, business.sk)).status).toBe(201);
    expect((await browser("198.51.100.1", {}, business.accessToken)).status).toBe(201);
  }
});

test("the tenant sets how many, and one tenant's holds are not another's", async () => {
  await app.request("PATCH", "/v1/tenant", { liveHoldsPerClient: 1 }, { key: business.sk });
  expect((await browser("198.51.100.1")).status).toBe(201);
  expectProblem(await browser("198.51.100.1"), "hold_limit_reached");

  const other = await createBusiness(app);
  const theirs = await createJourney(app, other).service();
  expect((await other.hold({ ...theirs, start: kolkata("2026-03-02 10:00") }, { key: other.pk, headers: { "X-Forwarded-For": "198.51.100.1" } })).status).toBe(201);
});

test("addresses are not stored: what is kept is a keyed hash", async () => {
  await browser("198.51.100.77");
  const rows = await app.sql`select row_to_json(holds)::text as row from holds where client_hash is not null`;
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) expect(row).not.toContain("198.51.100");
});
