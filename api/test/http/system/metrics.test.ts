import { beforeAll, expect, test } from "vitest";
import { createApi } from "../../../src/api.js";
import { createApp } from "../../../src/app.js";
import { createMetrics } from "../../../src/observability/metrics.js";
import { periodic } from "../../../src/workers/periodic.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { monday, NOW } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;

beforeAll(async () => {
  await app.clock.set(NOW);
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
});

/** Everything that is told, by its series. What the database tells is kept for some seconds, so each time a new process asks. */
async function scrape(): Promise<Record<string, number>> {
  const process = createApp({ ...app.deps, metrics: Object.assign(createMetrics(), app.deps.metrics) });
  const response = await process.request("/metrics");
  expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  const values: Record<string, number> = {};
  for (const line of (await response.text()).trimEnd().split("\n")) {
    if (/^# (HELP|TYPE) [a-z_:0-9]+ \S/.test(line)) continue;
    // The whole grammar of a line: a name, labels, a number.
    const [, series, value] = /^([a-z_][a-z0-9_]*(?:\{[a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*\})?) (-?[0-9.e+-]+)$/.exec(line) ?? expect.unreachable(line);
    expect(values, "told once").not.toHaveProperty([series!]);
    values[series!] = Number(value);
  }
  return values;
}

/** What changed of these while something was done. */
async function changes(work: () => Promise<unknown>, ...series: string[]): Promise<number[]> {
  const before = await scrape();
  await work();
  const after = await scrape();
  return series.map((name) => (after[name] ?? NaN) - (before[name] ?? 0));
}

const holds = (outcome: string, reason?: string) => `holdfast_holds_total{outcome="${outcome}"${reason ? `,reason="${reason}"` : ""}}`;

test("requests for a hold are counted by what came of them", async () => {
  const { serviceId } = await customer.service();
  const wish = { serviceId, start: monday("10:00") };
  const all = ["placed", "repeated", "refused", "limit", "failed"].map((outcome) => holds(outcome)).concat(holds("lost", "held"), holds("lost", "closed"));
  expect(await changes(async () => {
    for (let times = 0; times < 2; times++) await business.hold(wish, { idempotencyKey: "once" });
    for (let times = 0; times < 3; times++) await business.hold(wish);
    await business.hold({ serviceId, start: monday("03:00") });
    await business.hold({ serviceId, start: "soon" });
    for (const time of ["11:00", "12:00", "13:00", "14:00"]) await business.hold({ serviceId, start: monday(time) }, { key: business.pk });
  }, ...all)).toEqual([4, 1, 1, 1, 0, 3, 1]);
});

test("bookings are counted once, free and paid; payments by what they came to", async () => {
  const free = await customer.service();
  const paid = await customer.service({ price: { amount: 50_000, currency: "INR" } });
  const series = [
    'holdfast_bookings_confirmed_total{payment="none"}', 'holdfast_bookings_confirmed_total{payment="paid"}',
    'holdfast_payments_settled_total{outcome="booked"}', 'holdfast_payments_settled_total{outcome="late"}',
  ];
  expect(await changes(async () => {
    const hold = await customer.hold({ serviceId: free.serviceId, start: monday("10:00") });
    for (let times = 0; times < 2; times++)
      await app.request("POST", `/v1/holds/${hold.id}/checkout`, { customer: CUSTOMER }, { token: hold.token, idempotencyKey: "checkout" });
    const paying = await customer.hold({ serviceId: paid.serviceId, start: monday("10:00") });
    const proof = app.gateway.pay(await customer.order(paying));
    // The callback twice, then the reconciler: one booking.
    for (let times = 0; times < 2; times++) expect((await customer.confirm(paying, proof)).status).toBe(200);
    await app.deliverOutbox();
    const slow = await customer.hold({ serviceId: paid.serviceId, start: monday("12:00") });
    const order = await customer.order(slow);
    await app.clock.advance(3_600_000);
    await customer.hold({ serviceId: paid.serviceId, start: monday("12:00") });
    expect((await customer.confirm(slow, app.gateway.pay(order))).status).toBe(409);
  }, ...series)).toEqual([1, 1, 1, 1]);
});

test("latencies are told by the pattern of the route: no id ever makes a series of its own", async () => {
  const { serviceId } = await customer.service();
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  const series = (status: string) => `holdfast_http_request_duration_seconds_count{method="GET",route="/v1/holds/:id",status="${status}"}`;
  expect(await changes(async () => {
    for (let i = 0; i < 3; i++) await app.request("GET", `/v1/holds/${hold.id}`, undefined, { token: hold.token });
    for (let i = 0; i < 5; i++) await app.request("GET", `/v1/holds/hold_unknown${i}`, undefined, { key: business.sk });
    for (let i = 0; i < 5; i++) await app.request("GET", `/v1/nowhere/${i}`, undefined, { key: business.sk });
    for (let i = 0; i < 5; i++) await app.request("GET", `/elsewhere${i}?token=${hold.token}`);
  }, series("2xx"), series("4xx"), 'holdfast_http_request_duration_seconds_count{method="GET",route="none",status="4xx"}', 'holdfast_http_problems_total{code="not_found"}')).toEqual([3, 5, 10, 15]);
  const text = (await (await app.app.request("/metrics")).text());
  for (const secret of [hold.id, hold.token, business.tenantId, business.sk, serviceId, "nowhere", "elsewhere"]) expect(text).not.toContain(secret);
});

test("a histogram's buckets hold what is at most as large, and all of it in the last one", async () => {
  const metrics = createMetrics();
  for (const seconds of [0.002, 0.0021, 0.3, 99]) metrics.requests.observe({ method: "GET", route: "/", status: "2xx" }, seconds);
  const buckets = [...metrics.requests.text().matchAll(/le="(.+?)"\} (\d+)/g)].map(([, bound, count]) => [bound, Number(count)]);
  expect(buckets).toEqual([["0.002", 1], ["0.005", 2], ["0.01", 2], ["0.025", 2], ["0.05", 2], ["0.1", 2], ["0.25", 2], ["0.5", 3], ["1", 3], ["2.5", 3], ["5", 3], ["10", 3], ["+Inf", 4]]);
  expect(metrics.requests.text()).toContain('_count{method="GET",route="/",status="2xx"} 4\n');
});

test("what waits to be done is told as the database has it", async () => {
  await app.deliverOutbox();
  const { serviceId } = await customer.service();
  const before = await scrape();
  expect(before).toMatchObject({ holdfast_database_up: 1, holdfast_outbox_messages: 0, holdfast_outbox_oldest_due_seconds: 0, holdfast_refunds_pending: 0 });
  await customer.book({ serviceId, start: monday("10:00") });
  await customer.hold({ serviceId, start: monday("12:00") });
  await app.clock.advance(90_000);
  const after = await scrape();
  expect(after).toMatchObject({ holdfast_outbox_messages: 1, holdfast_outbox_oldest_due_seconds: 90 });
  expect(after["holdfast_holds_live"]! - before["holdfast_holds_live"]!).toBe(1);
  await app.deliverOutbox();
  expect(await scrape()).toMatchObject({ holdfast_outbox_messages: 0, holdfast_outbox_oldest_due_seconds: 0 });
});

test("deliveries to webhook endpoints that wait are told, and for how long", async () => {
  await business.create("/v1/webhook-endpoints", { url: "https://hooks.example.com/", events: ["booking.cancelled"] });
  const booking = await customer.book({ serviceId: (await customer.service()).serviceId, start: monday("10:00") });
  expect(await scrape()).toMatchObject({ holdfast_webhook_deliveries: 0, holdfast_webhook_oldest_due_seconds: 0 });
  await customer.cancel(booking);
  await app.clock.advance(90_000);
  expect(await scrape()).toMatchObject({ holdfast_webhook_deliveries: 1, holdfast_webhook_oldest_due_seconds: 90 });
  await app.sql`update webhook_deliveries set due_at = null`;
  await app.deliverOutbox();
});

test("payments to be asked about, refunds that are not over, and what needs a person are told", async () => {
  const { serviceId } = await customer.service({ price: { amount: 50_000, currency: "INR" } });
  const booking = await customer.buy({ serviceId, start: monday("10:00") }, {}, "captured");
  await app.sql`update payments set check_at = holdfast_now() + interval '1 minute' where check_at is not null`;
  expect(await scrape()).toMatchObject({ holdfast_payments_due: 0 });
  await app.clock.advance(60_000);
  const { holdfast_payments_due: due } = await scrape();
  expect(due).toBeGreaterThan(0);
  app.gateway.refundMode = "pending";
  expect((await customer.cancel(booking)).status).toBe(200);
  await app.deliverOutbox();
  await app.sql`insert into payment_alerts (tenant_id, alert_id, kind, subject, detail) values (${business.tenantId}, 'alert_1', 'refund_failed', 'x', 'y')`;
  expect(await scrape()).toMatchObject({ holdfast_refunds_pending: 1, 'holdfast_payment_alerts_open{kind="refund_failed"}': 1 });
});

test("workers' rounds are counted, those that fail too", async () => {
  const { metrics, log } = app.deps;
  let rounds = 0;
  const done = new Promise<void>((resolve) => {
    const worker = periodic("test", 1, { metrics, log }, async () => {
      // It ends after this round, which is not over yet.
      if (++rounds === 3) resolve(worker.stop());
      if (rounds === 1) throw new Error("Not this time.");
      return "done";
    });
    worker.start();
  });
  await done;
  const told = await scrape();
  expect(["failed", "done"].map((outcome) => told[`holdfast_worker_rounds_total{worker="test",outcome="${outcome}"}`])).toEqual([1, 2]);
});

test("the process, its pool and its listeners are told", async () => {
  await scrape();
  const told = await scrape();
  for (const name of ["process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds", "nodejs_heap_size_used_bytes", "holdfast_database_connections", "holdfast_database_transactions_limit"])
    expect(told[name], name).toBeGreaterThan(0);
  expect(told).toMatchObject({ holdfast_live_listeners: 0, holdfast_database_transactions: 0, holdfast_database_transactions_waiting: 0 });
});

test("without a database everything else is told, and that it is away", async () => {
  const api = createApi({
    databaseUrl: "postgres://nobody:nothing@127.0.0.1:1/nowhere",
    secret: "a secret of at least thirty-two characters", publicUrl: "https://booking.test", mail: { from: "bookings@test.example" }, logLevel: "silent",
  });
  const response = await api.app.request("/metrics");
  const text = await response.text();
  await api.stop(0);
  expect(response.status).toBe(200);
  expect(text).toContain("\nholdfast_database_up 0\n");
  expect(text).toContain('holdfast_holds_total{outcome="placed"} 0\n');
  expect(text).not.toContain("holdfast_outbox_messages ");
});

test("whoever asks, and however often, the database is asked once in some seconds", async () => {
  const asked = async () => (await app.app.request("/metrics")).text();
  await asked();
  await app.sql.begin(async (tx) => {
    await tx`lock table outbox`;
    const [again] = await Promise.all([asked(), asked(), asked()]);
    expect(again).toContain("\nholdfast_database_up 1\n");
  });
});
