import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";
import { createJourney, type Hold, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { countRows } from "../../helpers/rows.js";
import { monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
let hold: Hold;

beforeAll(async () => {
  business = await createBusiness(app);
  customer = createJourney(app, business);
});
beforeEach(async () => {
  await backToNow(app);
  hold = await customer.hold({ serviceId: (await customer.service()).serviceId, start: monday("10:00") });
});

const extend = (idempotencyKey: string) => app.request("POST", `/v1/holds/${hold.id}/extend`, undefined, { token: hold.token, idempotencyKey });

/** Keeps the hold's row locked, as a transaction of somebody else's does, while `work` runs. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  await app.sql.begin(async (tx) => {
    await tx`select from holds where hold_id = ${hold.id} for update`;
    await work();
  });
}

/** Until somebody waits for a row: nothing else in this database does. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await app.sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (waiting.count > 0) return;
  }
}

test("while the first request runs, its key is refused with the time to come back; then it gives the first one's answer", async () => {
  await app.clock.advance(60_000);
  let first: ReturnType<typeof extend>;
  await whileLocked(async () => {
    first = extend("one");
    await untilSomebodyWaits();
    const second = await extend("one");
    expectProblem(second, "idempotency_in_flight");
    expect(second.headers.get("Retry-After")).toBe("1");
  });
  const answer = await first!;
  expect([answer.status, answer.body.extensionsLeft]).toEqual([200, 9]);
  const again = await extend("one");
  expect(again.body).toEqual(answer.body);
  expect(again.headers.get("Idempotency-Replayed")).toBe("true");
});

test("two keys of one hold follow one another: both have their effect", async () => {
  await app.clock.advance(60_000);
  const [a, b] = await Promise.all([extend("a"), extend("b")]);
  expect([a.status, b.status]).toEqual([200, 200]);
});

test("a request that fails halfway keeps neither its key nor a row, and may be tried again", async () => {
  const before = await countRows(app.sql);
  await app.sql`alter table outbox add constraint broken check (topic <> 'mail.booking_confirmed') not valid`;
  const checkOut = () => app.request("POST", `/v1/holds/${hold.id}/checkout`, { customer: CUSTOMER }, { token: hold.token, idempotencyKey: "once" });
  expectProblem(await checkOut(), "internal_error");
  expect(await countRows(app.sql)).toEqual(before);
  await app.sql`alter table outbox drop constraint broken`;
  const answer = await checkOut();
  expect([answer.status, answer.headers.get("Idempotency-Replayed")]).toEqual([200, null]);
});

test("the token of a replayed answer works, and no table has it in the clear", async () => {
  const body = { serviceId: (await customer.service()).serviceId, start: monday("11:00") };
  const place = () => business.hold(body, { key: business.pk, idempotencyKey: "place" });
  const [first, again] = [await place(), await place()];
  expect(again.body.token).toBe(first.body.token);
  expect((await app.request("GET", `/v1/holds/${first.body.id}`, undefined, { token: again.body.token })).status).toBe(200);
  const dump = await app.sql<{ row: string }[]>`
    select row_to_json(idempotency_keys)::text as row from idempotency_keys union all select row_to_json(holds)::text from holds`;
  const secret = first.body.token.split(".").at(-1);
  for (const { row } of dump) {
    expect(row).not.toContain(secret);
    // What bytea columns show is hexadecimal.
    expect(row).not.toContain(Buffer.from(secret).toString("hex"));
  }
});

test("keys of one hold's token say nothing about another's", async () => {
  const other = await customer.hold({ serviceId: (await customer.service()).serviceId, start: monday("10:00") });
  await app.clock.advance(60_000);
  const first = await extend("same");
  const second = await app.request("POST", `/v1/holds/${other.id}/extend`, undefined, { token: other.token, idempotencyKey: "same" });
  expect([first.body.id, second.body.id]).toEqual([hold.id, other.id]);
});

test("every call that makes something has its effect once per key, and refuses the key with another body", async () => {
  const { serviceId, resourceId } = await customer.service();
  const service = (name: string) => ({ name, durationMinutes: 30, price: { amount: 0, currency: "INR" }, resourceIds: [resourceId] });
  const slot = (time: string) => ({ serviceId, start: monday(time) });
  const calls: [path: string, body: object, other: object][] = [
    ["/v1/resources", { name: "Court", timeZone: "Asia/Kolkata" }, { name: "Court", timeZone: "UTC" }],
    ["/v1/services", service("Cut"), service("Wash")],
    [`/v1/resources/${resourceId}/overrides`, { date: "2026-06-01" }, { date: "2026-06-02" }],
    ["/v1/slots", slot("20:00"), slot("20:30")],
    ["/v1/slots", { slots: [slot("21:00"), slot("22:00")] }, { slots: [slot("21:00")] }],
    ["/v1/api-keys", { kind: "secret" }, { kind: "publishable" }],
    ["/v1/holds", slot("12:00"), slot("12:30")],
  ];
  for (const [index, [path, body, other]] of calls.entries()) {
    const send = (input: object) => app.request("POST", path, input, { key: business.sk, idempotencyKey: `call ${index}` });
    const first = await send(body);
    expect(first.status, path).toBe(201);
    const before = await countRows(app.sql);
    const again = await send(body);
    expect([again.status, again.headers.get("Idempotency-Replayed"), again.body]).toEqual([201, "true", first.body]);
    expectProblem(await send(other), "idempotency_key_reused");
    expect(await countRows(app.sql)).toEqual(before);
  }
});
