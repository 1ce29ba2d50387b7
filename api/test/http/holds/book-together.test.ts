import { beforeEach, expect, test } from "vitest";
import type { HoldView } from "../../../src/contract/holds.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";
import { expectProblem } from "../../helpers/problems.js";
import { monday } from "../../helpers/times.js";

// Checkouts of free holds that come in one turn of the event loop are one statement: each keeps its own outcome.

const app = await createTestApp();
let business: Business;
let holds: HoldView[];

beforeEach(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app, { payments: true });
  holds = await placeAt("09:00", "10:00", "11:00", "12:00", "13:00", "14:00");
});

async function placeAt(...times: string[]): Promise<HoldView[]> {
  const service = await business.service({ resourceIds: [(await business.resource()).id] });
  return Promise.all(times.map(async (time) => (await business.hold({ serviceId: service.id, start: monday(time) })).body as HoldView));
}

const checkOut = (hold: Pick<HoldView, "id">, options: { key?: string; idempotencyKey?: string; customer?: object } = {}) =>
  app.request("POST", `/v1/holds/${hold.id}/checkout`, { customer: options.customer ?? CUSTOMER }, { key: options.key ?? business.sk, ...(options.idempotencyKey && { idempotencyKey: options.idempotencyKey }) });
const bookings = async () => (await app.sql`select from bookings where tenant_id = ${business.tenantId}`).count;

test("all are booked, by one customer, and what is told of each is what is stored", async () => {
  const answers = await Promise.all(holds.map((hold, n) => checkOut(hold, { customer: { ...CUSTOMER, name: `Asha ${n}`, email: n % 2 ? CUSTOMER.email : CUSTOMER.email.toUpperCase() } })));
  expect(answers.map(({ status, body }) => [status, body.status])).toEqual(holds.map(() => [200, "confirmed"]));
  for (const [n, { body: { booking } }] of answers.entries()) {
    const { token, ...told } = booking;
    expect(told).toMatchObject({ holdId: holds[n]!.id, customer: { name: `Asha ${n}` }, payment: null });
    expect((await app.request("GET", `/v1/bookings/${booking.id}`, undefined, { token })).body).toEqual(told);
    expect((await app.request("GET", `/v1/holds/${holds[n]!.id}`, undefined, { key: business.sk })).body.status).toBe("confirmed");
  }
  expect((await app.sql`select from customers where tenant_id = ${business.tenantId}`).count).toBe(1);
  await app.deliverOutbox();
  expect(app.mails.filter(({ subject }) => subject.includes("Service")).length).toBeGreaterThanOrEqual(holds.length);
  expect(await app.breaches()).toEqual([]);
});

test("what can't be booked fails alone, and is told why", async () => {
  const [released, stolen, ...good] = holds;
  await app.request("DELETE", `/v1/holds/${released!.id}`, undefined, { key: business.sk });
  // As a rival's request retires them who comes a moment after the hold's end.
  await app.sql`delete from claims where tenant_id = ${business.tenantId} and hold_id = ${stolen!.id}`;
  const other = await createBusiness(app);
  const before = await bookings();
  const [gone, late, foreign, wrong, ...booked] = await Promise.all([
    checkOut(released!),
    checkOut(stolen!),
    checkOut(good[0]!, { key: other.sk }),
    checkOut(good[1]!, { customer: { name: "Asha" } }),
    ...good.slice(1).map((hold) => checkOut(hold)),
  ]);
  expectProblem(gone, "hold_not_active");
  expectProblem(late, "hold_expired");
  expectProblem(foreign, "not_found");
  expectProblem(wrong, "validation_failed");
  expect(booked.map(({ status }) => status)).toEqual(good.slice(1).map(() => 200));
  expect(await bookings()).toBe(before + booked.length);
  expect((await app.sql`select from claims where tenant_id = ${business.tenantId} and hold_id = ${good[0]!.id} and expires_at = 'infinity'`).count).toBe(0);
});

test("a hold that two ask for at once is booked once; with the same key both get its booking or are told to come back", async () => {
  const twice = await Promise.all([checkOut(holds[0]!), checkOut(holds[0]!)]);
  expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const sameKey = await Promise.all([1, 2, 3].map(() => checkOut(holds[1]!, { idempotencyKey: "one" })));
  const [first] = sameKey.filter(({ status }) => status === 200);
  for (const { status, body } of sameKey) {
    if (status === 200) expect(body).toEqual(first!.body);
    else expect(body.code).toBe("idempotency_in_flight");
  }
  const again = await checkOut(holds[1]!, { idempotencyKey: "one" });
  expect([again.body, again.headers.get("Idempotency-Replayed")]).toEqual([first!.body, "true"]);
  expect(await bookings()).toBe(2);
});

test("one that ends while it waits for its lock is expired", async () => {
  let answers: ReturnType<typeof checkOut>[] = [];
  await app.sql.begin(async (tx) => {
    await tx`select from holds where hold_id = ${holds[0]!.id} for update`;
    answers = holds.map((hold) => checkOut(hold));
    for (;;) if ((await app.sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).count > 0) break;
    await app.clock.advance(3_600_000);
  });
  for (const answer of await Promise.all(answers)) expectProblem(answer, "hold_expired");
  expect(await bookings()).toBe(0);
  expect(await app.breaches()).toEqual([]);
});

test("paid holds beside them get their orders", async () => {
  const service = await business.service({ resourceIds: [(await business.resource()).id], price: { amount: 50_000, currency: "INR" } });
  const paid = (await business.hold({ serviceId: service.id, start: monday("09:00") })).body as HoldView;
  const answers = await Promise.all([paid, ...holds].map((hold) => checkOut(hold)));
  expect(answers.map(({ body }) => body.status)).toEqual(["requires_payment", ...holds.map(() => "confirmed")]);
});
