import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";

const app = await createTestApp();
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 3, 30 + minutes)).toISOString();
let business: Business;
let service: { id: string };

beforeEach(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app);
  service = await business.service({ resourceIds: [(await business.resource()).id] });
});

const place = (minutes: number, idempotencyKey: string, key = business.sk) => app.request("POST", "/v1/holds", { serviceId: service.id, start: at(minutes) }, { key, idempotencyKey });
const holds = async () => (await app.sql`select from holds where tenant_id = ${business.tenantId}`).count;

test("the same key gives the same answer, token and all, and has one effect", async () => {
  const first = await place(0, "one");
  const again = await place(0, "one");
  expect(again.body).toEqual(first.body);
  expect([first.headers.get("Idempotency-Replayed"), again.headers.get("Idempotency-Replayed")]).toEqual([null, "true"]);
  expect(await holds()).toBe(1);
});

test("ten requests with one key at once have one effect; who comes too early is told to retry", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => place(0, "burst")));
  expect(await holds()).toBe(1);
  for (const { status, body, headers } of answers)
    if (status !== 201) expect([status, body.code, headers.get("Retry-After")]).toEqual([409, "idempotency_in_flight", "1"]);
});

test("the key with another body, or on another call, is refused", async () => {
  await place(0, "used");
  const other = await place(30, "used");
  expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
  const elsewhere = await app.request("POST", "/v1/resources", { name: "Room", timeZone: "UTC" }, { key: business.sk, idempotencyKey: "used" });
  expect(elsewhere.status).toBe(422);
});

test("a refused request keeps no key", async () => {
  await place(0, "winner");
  expect((await place(0, "loser")).status).toBe(409);
  const hold = (await place(0, "winner")).body;
  await app.request("DELETE", `/v1/holds/${hold.id}`, undefined, { token: hold.token });
  expect((await place(0, "loser")).status).toBe(201);
});

test("a key is kept for 24 hours", async () => {
  const first = await place(0, "day");
  await app.clock.advance(86_399_000);
  expect((await place(0, "day")).body.id).toBe(first.body.id);
  await app.clock.advance(2_000);
  const start = at(24 * 60);
  const later = await app.request("POST", "/v1/holds", { serviceId: service.id, start }, { key: business.sk, idempotencyKey: "day" });
  expect([later.status, later.body.start]).toEqual([201, start]);
});

test("two callers may use the same text", async () => {
  const [mine, theirs] = [await place(0, "same"), await place(30, "same", business.pk)];
  expect([mine.status, theirs.status]).toEqual([201, 201]);
  expect(mine.body.id).not.toBe(theirs.body.id);
});

test("the answer is stored encrypted", async () => {
  const { body } = await place(0, "secret");
  const [row] = await app.sql<{ answer: Buffer }[]>`select answer from idempotency_keys where tenant_id = ${business.tenantId}`;
  expect(row!.answer.toString("latin1")).not.toContain(body.id);
});

test("checkout with its key confirms once, and answers the same after the hold has gone", async () => {
  const { body: hold } = await place(0, "h");
  const checkOut = () => app.request("POST", `/v1/holds/${hold.id}/checkout`, { customer: CUSTOMER }, { token: hold.token, idempotencyKey: "c" });
  const [first, again] = [await checkOut(), await checkOut()];
  expect(first.body.booking.token).toMatch(/^booking\./);
  expect(again.body).toEqual(first.body);
  expect((await app.sql`select from bookings where tenant_id = ${business.tenantId}`).count).toBe(1);
});

test.each(["", "x".repeat(257), "tab\there"])("%j is no key", async (key) => {
  const { status, body } = await app.request("POST", "/v1/holds", { serviceId: service.id, start: at(0) }, { key: business.sk, headers: { "Idempotency-Key": key } });
  expect([status, body.errors[0].path]).toEqual([400, "Idempotency-Key"]);
  expect(await holds()).toBe(0);
});
