import { beforeEach, describe, expect, test } from "vitest";
import { tidyWebhooks } from "../../../src/workers/deliver-webhooks.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { expectProblem } from "../../helpers/problems.js";
import { answers, startReceiver } from "../../helpers/receiver.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW } from "../../helpers/times.js";
import { createListener, signatureBy } from "./listener.js";

const receiver = await startReceiver();
const app = await createTestApp({ webhooks: { allowPrivateNetworks: true, timeoutMs: 300 } });
let business: Business;
let listener: Awaited<ReturnType<typeof createListener>>;

beforeEach(async () => {
  await app.sql`update webhook_deliveries set due_at = null`;
  await app.clock.set(NOW);
  business = await createBusiness(app);
  listener = await createListener(app, receiver, business);
  app.ownerMails.length = 0;
});

const sendTest = async (to = listener) => (await to.call("POST", "/test")).body.id as string;
const only = async () => (await listener.deliveries())[0]!;
/** Goes on in time, and delivers what is due then. */
async function after(ms: number) {
  await app.clock.advance(ms);
  await app.deliverWebhooks();
}
/** What is waited after each try, with the tenth of jitter that may be added. */
const GAPS_MS = [5000, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS];
const WITH_JITTER = 1.1;

describe("a message", () => {
  test("is signed to Standard Webhooks, over its id, the time of this try, and its very bytes", async () => {
    const id = await sendTest();
    await app.deliverWebhooks();
    const request = listener.last();
    expect(request.method).toBe("POST");
    expect(request.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(NOW.getTime() / 1000),
      "webhook-signature": signatureBy(listener.secret, request),
    });
    expect(JSON.parse(request.body)).toEqual({ type: "webhook.test", timestamp: NOW.toISOString(), data: { webhookEndpointId: listener.id } });
    // And by the SDK.
    expect((await listener.heard())[0]).toMatchObject({ id, type: "webhook.test" });
  });

  test("is the same with every try, but for its time", async () => {
    receiver.answer(listener.path, answers.status(500), answers.ok);
    await sendTest();
    await app.deliverWebhooks();
    await after(6000);
    const [first, second] = listener.received();
    expect([second!.body, second!.headers["webhook-id"]]).toEqual([first!.body, first!.headers["webhook-id"]]);
    expect(Number(second!.headers["webhook-timestamp"])).toBe(Number(first!.headers["webhook-timestamp"]) + 6);
    expect(second!.headers["webhook-signature"]).toBe(signatureBy(listener.secret, second!));
  });
});

describe("a delivery", () => {
  test("that is answered with 2xx is done, and stands in the log", async () => {
    receiver.answer(listener.path, answers.status(202, "thank you"));
    const id = await sendTest();
    expect(await only()).toMatchObject({ id, status: "pending", attempts: 0, nextAttemptAt: NOW.toISOString(), lastAttempt: null, endedAt: null });
    await app.deliverWebhooks();
    expect(await only()).toEqual({
      id, status: "delivered", event: expect.objectContaining({ type: "webhook.test" }), attempts: 1, nextAttemptAt: null,
      lastAttempt: { at: NOW.toISOString(), status: 202, durationMs: expect.any(Number), error: null, response: "thank you" },
      createdAt: NOW.toISOString(), endedAt: NOW.toISOString(),
    });
    await after(10 * DAY_MS);
    expect(listener.received()).toHaveLength(1);
  });

  test.each<[string, Parameters<typeof receiver.answer>[1], object]>([
    ["an error", answers.status(500, "oops"), { status: 500, error: "The answer was 500.", response: "oops" }],
    ["too many requests", answers.status(429), { status: 429 }],
    ["a redirect", answers.status(301, "", { Location: "http://127.0.0.1:1/" }), { status: 301, error: expect.stringMatching(/redirects are not followed/) }],
    ["silence", answers.hang, { status: null, error: "There was no answer within 0.3 seconds.", response: null }],
    ["a cut connection", answers.reset, { status: null, error: expect.stringMatching(/lost/) }],
    ["an error with a body that never ends", answers.endless(503), { status: 503, response: "x".repeat(4096) }],
    ["an error with a slow body", answers.slowBody(500), { status: 500, response: expect.stringMatching(/^first words/) }],
  ])("that is answered with %s is tried again after five seconds", async (_, behaviour, attempt) => {
    receiver.answer(listener.path, behaviour, answers.ok);
    await sendTest();
    await app.deliverWebhooks();
    const delivery = await only();
    expect(delivery).toMatchObject({ status: "pending", attempts: 1, lastAttempt: attempt, endedAt: null });
    const waitMs = Date.parse(delivery["nextAttemptAt"]) - NOW.getTime();
    expect(waitMs).toBeGreaterThanOrEqual(5000);
    expect(waitMs).toBeLessThanOrEqual(5500);
    expect((await listener.call("GET")).body).toMatchObject({ failingSince: NOW.toISOString(), disabledAt: null });

    await after(4999);
    expect(listener.received()).toHaveLength(1);
    await after(501);
    expect(await only()).toMatchObject({ status: "delivered", attempts: 2 });
    expect((await listener.call("GET")).body).toMatchObject({ failingSince: null });
  });

  test("whose answer is a success with a slow body is done", async () => {
    receiver.answer(listener.path, answers.slowBody(200));
    await sendTest();
    await app.deliverWebhooks();
    expect(await only()).toMatchObject({ status: "delivered", attempts: 1 });
  });

  test("is tried ten times with growing gaps, in three days, and then given up", async () => {
    receiver.answer(listener.path, answers.status(500));
    await sendTest();
    await app.deliverWebhooks();
    for (const [i, gap] of GAPS_MS.entries()) {
      await after(gap - 1);
      expect(listener.received(), `before try ${i + 2}`).toHaveLength(i + 1);
      await after(gap * (WITH_JITTER - 1) + 1);
      expect(listener.received(), `try ${i + 2}`).toHaveLength(i + 2);
    }
    expect(await only()).toMatchObject({ status: "failed", attempts: 10, nextAttemptAt: null, endedAt: expect.any(String) });
    await after(2 * DAY_MS);
    expect(listener.received()).toHaveLength(10);
    // Less than five days: one event that a program chokes on disables nothing.
    expect((await listener.call("GET")).body.disabledAt).toBeNull();
  });

  test("that two workers reach for is sent by one, and by the other where the first one dies", async () => {
    await sendTest();
    await Promise.all(Array.from({ length: 5 }, () => app.deliverWebhooks()));
    expect(listener.received()).toHaveLength(1);

    await sendTest();
    await app.sql`update webhook_deliveries set due_at = holdfast_now() + interval '60 seconds', attempts = 1, tries = 1 where endpoint_id = ${listener.id} and status = 'pending'`;
    await after(59_999);
    expect(listener.received()).toHaveLength(1);
    await after(1);
    expect(listener.received()).toHaveLength(2);
  });
});

describe("the secret", () => {
  test("is kept encrypted, and told by nothing but the answers that make it", async () => {
    expect(listener.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const [row] = await app.sql`select row_to_json(s)::text as row from webhook_secrets s where endpoint_id = ${listener.id}`;
    expect(row!["row"]).not.toContain(listener.secret.slice(6));
    for (const { body } of [await listener.call("GET"), await listener.call("PATCH", "", { description: "x" })]) expect(body).not.toHaveProperty("secret");
    expect(JSON.stringify((await app.request("GET", "/v1/webhook-endpoints", undefined, { key: business.sk })).body)).not.toContain("whsec_");
  });

  test("that is exchanged: both sign for 24 hours, then the new one alone", async () => {
    const { status, body } = await listener.call("POST", "/rotate-secret");
    expect([status, body.previousSecretValidUntil]).toEqual([200, new Date(NOW.getTime() + DAY_MS).toISOString()]);
    expect(body.secret).not.toBe(listener.secret);
    const signaturesNow = async () => {
      await sendTest();
      await app.deliverWebhooks();
      const request = listener.last();
      const name = (secret: string) => signatureBy(secret, request);
      return request.headers["webhook-signature"]!.split(" ").map((signature) => ({ [name(body.secret)]: "new", [name(listener.secret)]: "old" })[signature]);
    };
    expect(await signaturesNow()).toEqual(["new", "old"]);
    await app.clock.advance(DAY_MS - 1);
    expect(await signaturesNow()).toEqual(["new", "old"]);
    await app.clock.advance(1);
    expect(await signaturesNow()).toEqual(["new"]);
    expect((await listener.call("GET")).body.previousSecretValidUntil).toBeNull();
  });

  test("that can't be read any more is a failure like others, and exchanging it mends it", async () => {
    await app.sql`update webhook_secrets set secret_jwe = 'broken' where endpoint_id = ${listener.id}`;
    await sendTest();
    await app.deliverWebhooks();
    expect(listener.received()).toEqual([]);
    expect(await only()).toMatchObject({ status: "pending", attempts: 1, lastAttempt: { status: null, error: expect.stringMatching(/Exchange it/) } });
    const { body } = await listener.call("POST", "/rotate-secret");
    await app.sql`delete from webhook_secrets where endpoint_id = ${listener.id} and secret_jwe = 'broken'`;
    await after(6000);
    expect(listener.last().headers["webhook-signature"]).toBe(signatureBy(body.secret, listener.last()));
  });

  test("can be exchanged again within the day, each for its 24 hours; the same request once", async () => {
    const again = await listener.call("POST", "/rotate-secret", undefined, { idempotencyKey: "r" });
    expect((await listener.call("POST", "/rotate-secret", undefined, { idempotencyKey: "r" })).body.secret).toBe(again.body.secret);
    for (let more = 0; more < 3; more++) expect((await listener.call("POST", "/rotate-secret")).status).toBe(200);
    await sendTest();
    await app.deliverWebhooks();
    expect(listener.last().headers["webhook-signature"]!.split(" ")).toHaveLength(5);
    expect(listener.last().headers["webhook-signature"]).toContain(signatureBy(listener.secret, listener.last()));
    expectProblem(await listener.call("POST", "/rotate-secret"), "conflict");
    await app.clock.advance(DAY_MS);
    expect((await listener.call("POST", "/rotate-secret")).status).toBe(200);
  });
});

describe("an endpoint", () => {
  const mail = () => app.ownerMails.map(({ to, subject, text }) => ({ to, subject, text }));

  test("that answers 410 is disabled at once, and its owner is told", async () => {
    receiver.answer(listener.path, answers.status(410));
    await sendTest();
    await sendTest();
    await app.sql`update webhook_deliveries set due_at = due_at + interval '1 minute' where event_id = (select max(event_id) from webhook_deliveries where endpoint_id = ${listener.id})`;
    await app.deliverWebhooks();
    expect((await listener.call("GET")).body).toMatchObject({ disabledAt: NOW.toISOString(), disabledReason: "gone" });
    expect((await listener.deliveries()).map(({ status, nextAttemptAt }) => [status, nextAttemptAt]).sort()).toEqual([["failed", null], ["pending", null]]);
    await app.deliverOutbox();
    expect(mail()).toEqual([{ to: expect.stringMatching(/@business\.test>$/), subject: `Webhook endpoint disabled: 127.0.0.1:${receiver.port}`, text: expect.stringContaining("410") }]);
    await after(DAY_MS);
    expect(listener.received()).toHaveLength(1);
    expectProblem(await listener.call("POST", "/test"), "conflict");
  });

  test("that fails for five days is disabled, and its owner is told once", async () => {
    receiver.answer(listener.path, answers.status(500));
    await sendTest();
    await app.deliverWebhooks();
    for (const gap of GAPS_MS) await after(gap * WITH_JITTER);
    await app.clock.set(new Date(NOW.getTime() + 5 * DAY_MS - 1));
    await sendTest();
    await app.deliverWebhooks();
    expect((await listener.call("GET")).body).toMatchObject({ disabledAt: null, failingSince: NOW.toISOString() });
    await after(6000);
    expect((await listener.call("GET")).body).toMatchObject({ disabledReason: "failing", failingSince: NOW.toISOString(), disabledAt: expect.any(String) });
    await app.deliverOutbox();
    await app.deliverOutbox();
    expect(mail()).toEqual([expect.objectContaining({ text: expect.stringContaining(listener.path) })]);
    expect(mail()[0]!.text).toContain("five days");
  });

  test("that answers rightly but once in five days is kept", async () => {
    receiver.answer(listener.path, answers.status(500));
    await sendTest();
    await app.deliverWebhooks();
    for (const gap of GAPS_MS) await after(gap * WITH_JITTER);
    receiver.answer(listener.path, answers.ok);
    await sendTest();
    await app.deliverWebhooks();
    receiver.answer(listener.path, answers.status(500));
    await app.clock.set(new Date(NOW.getTime() + 6 * DAY_MS));
    await sendTest();
    await app.deliverWebhooks();
    expect((await listener.call("GET")).body).toMatchObject({ disabledAt: null, failingSince: new Date(NOW.getTime() + 6 * DAY_MS).toISOString() });
  });

  test("that its owner disables is sent nothing until it is enabled again, and then what had waited", async () => {
    receiver.answer(listener.path, answers.status(500), answers.ok);
    const id = await sendTest();
    await app.deliverWebhooks();
    expect((await listener.call("PATCH", "", { disabled: true })).body).toMatchObject({ disabledReason: "owner" });
    await after(DAY_MS);
    expect(listener.received()).toHaveLength(1);
    expect(await only()).toMatchObject({ id, status: "pending", nextAttemptAt: null });
    expect((await listener.call("PATCH", "", { disabled: false })).body).toMatchObject({ disabledAt: null, disabledReason: null, failingSince: null });
    await app.deliverWebhooks();
    expect(await only()).toMatchObject({ id, status: "delivered", attempts: 2 });
    expect(app.ownerMails).toEqual([]);
  });

  test("that was disabled in the moment of an event keeps it waiting, and not in others' way", async () => {
    await sendTest();
    await app.sql`update webhook_endpoints set disabled_at = holdfast_now(), disabled_reason = 'owner' where endpoint_id = ${listener.id}`;
    await app.deliverWebhooks();
    expect(listener.received()).toEqual([]);
    const tidy = tidyWebhooks(app.deps);
    tidy.start();
    await tidy.stop();
    expect(await only()).toMatchObject({ status: "pending", attempts: 0, nextAttemptAt: null });
    await listener.call("PATCH", "", { disabled: false });
    await app.deliverWebhooks();
    expect(await only()).toMatchObject({ status: "delivered" });
  });

  test("that is deleted is sent nothing more, and is gone with its log", async () => {
    await sendTest();
    expect((await listener.call("DELETE")).status).toBe(204);
    await after(DAY_MS);
    expect(listener.received()).toEqual([]);
    for (const [method, verb] of [["GET", ""], ["DELETE", ""], ["GET", "/deliveries"], ["POST", "/test"], ["POST", "/rotate-secret"]] as const) expectProblem(await listener.call(method, verb), "not_found");
    expect((await app.sql`select from webhook_secrets where endpoint_id = ${listener.id}`).count).toBe(0);
  });

  test("whose address leads somewhere else now is sent the next try there", async () => {
    receiver.answer(listener.path, answers.status(500));
    await sendTest();
    await app.deliverWebhooks();
    await listener.call("PATCH", "", { url: receiver.url("/moved") });
    await after(6000);
    expect(receiver.at("/moved")).toHaveLength(1);
  });
});

describe("replay", () => {
  const replay = (id: string, more: object = {}) => listener.call("POST", `/deliveries/${id}/replay`, undefined, more);

  test("delivers again what was delivered: the same message", async () => {
    const id = await sendTest();
    await app.deliverWebhooks();
    expect((await replay(id, { idempotencyKey: "again" })).body).toMatchObject({ id, status: "pending", nextAttemptAt: NOW.toISOString(), endedAt: null });
    await app.deliverWebhooks();
    expect((await replay(id, { idempotencyKey: "again" })).status).toBe(200);
    await app.deliverWebhooks();
    const [first, second, ...more] = listener.received();
    expect(more).toEqual([]);
    expect([second!.body, second!.headers["webhook-id"]]).toEqual([first!.body, first!.headers["webhook-id"]]);
    expect(await only()).toMatchObject({ status: "delivered", attempts: 2 });
  });

  test("begins what was given up anew, with all its tries", async () => {
    receiver.answer(listener.path, answers.status(500));
    const id = await sendTest();
    await app.deliverWebhooks();
    for (const gap of GAPS_MS) await after(gap * WITH_JITTER);
    expect(await only()).toMatchObject({ status: "failed", attempts: 10 });
    await replay(id);
    await app.deliverWebhooks();
    expect(await only()).toMatchObject({ status: "pending", attempts: 11 });
    receiver.answer(listener.path, answers.ok);
    await after(6000);
    expect(await only()).toMatchObject({ status: "delivered", attempts: 12 });
  });

  test("is of one's own endpoint's deliveries alone, and of an endpoint that is enabled", async () => {
    const id = await sendTest();
    const other = await createListener(app, receiver, business);
    expectProblem(await other.call("POST", `/deliveries/${id}/replay`), "not_found");
    expectProblem(await replay("evt_00000000000000"), "not_found");
    await listener.call("PATCH", "", { disabled: true });
    expectProblem(await replay(id), "conflict");
  });
});

test("what is older than thirty days is forgotten", async () => {
  await sendTest();
  await app.deliverWebhooks();
  const round = async () => {
    const tidy = tidyWebhooks(app.deps);
    tidy.start();
    await tidy.stop();
    return (await listener.deliveries()).length;
  };
  await app.clock.advance(30 * DAY_MS);
  expect(await round()).toBe(1);
  await app.clock.advance(1);
  expect(await round()).toBe(0);
});
