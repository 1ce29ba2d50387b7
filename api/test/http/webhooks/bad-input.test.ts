import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createRazorpayGateway } from "../../../src/gateways/razorpay.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { FAKE_CREDENTIALS } from "../../helpers/fake-gateway.js";
import { createJourney, type Hold } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { countRows } from "../../helpers/rows.js";
import { monday, NOW } from "../../helpers/times.js";

const app = await createTestApp();
// Signatures are checked as they are in earnest.
app.gateway.isWebhookSignature = createRazorpayGateway().isWebhookSignature;
const SECRET = "the webhook's secret";
let business: Business;
let other: Business;
let hold: Hold;
/** A payment that was made, and that nobody told of yet. */
let paymentId: string;
let orderId: string;
let rows: Record<string, number>;

beforeAll(async () => {
  await app.clock.set(NOW);
  [business, other] = [await createBusiness(app), await createBusiness(app)];
  for (const [{ sk }, webhookSecret] of [[business, SECRET], [other, "theirs"]] as const) await app.request("PUT", "/v1/tenant/payments", { ...FAKE_CREDENTIALS, webhookSecret }, { key: sk });
  const customer = createJourney(app, business);
  hold = await customer.hold({ serviceId: (await customer.service({ price: { amount: 50_000, currency: "INR" } })).serviceId, start: monday("10:00") });
  orderId = await customer.order(hold);
  paymentId = app.gateway.pay(orderId, "captured").razorpayPaymentId;
});
beforeEach(async () => {
  await app.sql`delete from payment_alerts`;
  rows = await countRows(app.sql);
});

const entity = () => ({ id: paymentId, order_id: orderId, amount: 50_000, currency: "INR", notes: [] });
const told = (change: object = {}) => JSON.stringify({ entity: "event", event: "payment.captured", payload: { payment: { entity: { ...entity(), ...change } } } });
type Body = string | Uint8Array;
const sign = (body: Body, secret = SECRET) => createHmac("sha256", secret).update(body).digest("hex");

let events = 0;
const send = (body: Body, signature: string | undefined = sign(body), headers: Record<string, string> = {}) =>
  app.request("POST", `/v1/webhooks/razorpay/${business.tenantId}`, body, {
    headers: { "Content-Type": "application/json", "X-Razorpay-Event-Id": `evt_bad_${++events}`, ...(signature !== undefined && { "X-Razorpay-Signature": signature }), ...headers },
  });

/** Nothing was kept, and nothing is done later; but for the one alert about a signature. */
async function expectNothing(alerts: string[] = []) {
  expect((await app.sql<{ kind: string }[]>`select kind from payment_alerts order by kind`).map(({ kind }) => kind)).toEqual(alerts);
  expect({ ...(await countRows(app.sql)), "public.payment_alerts": 0 }).toEqual({ ...rows, "public.payment_alerts": 0 });
  await app.deliverOutbox();
  expect((await app.request("GET", `/v1/holds/${hold.id}`, undefined, { token: hold.token })).body.status).toBe("paying");
}

describe("a signature", () => {
  test.each<[string, (good: string, body: string) => string]>([
    ["that is forged", () => "f".repeat(64)],
    ["that is empty", () => ""],
    ["that is blank", () => " "],
    ["that is one digit short", (good) => good.slice(0, -1)],
    ["that is half", (good) => good.slice(0, 32)],
    ["that is one digit long", (good) => `${good}0`],
    ["with one digit changed", (good) => (good[0] === "0" ? "1" : "0") + good.slice(1)],
    ["that is the right one twice", (good) => good + good],
    ["in hexadecimal twice", (good) => Buffer.from(good).toString("hex")],
    ["in capitals", (good) => good.toUpperCase()],
    ["in base64", (good) => Buffer.from(good, "hex").toString("base64")],
    ["with a scheme before it", (good) => `sha256=${good}`],
    ["with a list of them", (good) => `${"0".repeat(64)}, ${good}`],
    ["of another algorithm", (_, body) => createHmac("sha512", SECRET).update(body).digest("hex")],
    ["without any secret", (_, body) => sign(body, "")],
    ["by the key's secret instead of the webhook's", (_, body) => sign(body, FAKE_CREDENTIALS.keySecret)],
    ["by another tenant's secret", (_, body) => sign(body, "theirs")],
    ["of the parsed body, written anew", (_, body) => sign(JSON.stringify(JSON.parse(body), null, 2))],
    ["of another body", () => sign(told({ amount: 1 }))],
    ["of an empty body", () => sign("")],
    ["of ten thousand digits", () => "a".repeat(10_000)],
  ])("%s is refused, and leaves nothing but an alert", async (_, make) => {
    const body = told();
    expectProblem(await send(body, make(sign(body), body)), "unauthorized");
    await expectNothing(["webhook_refused"]);
  });

  test("that is not there at all is refused", async () => {
    expectProblem(await app.request("POST", `/v1/webhooks/razorpay/${business.tenantId}`, told()), "unauthorized");
    await expectNothing(["webhook_refused"]);
  });

  test("that is right, of a body that was changed on its way by one byte, is refused", async () => {
    const body = told();
    expectProblem(await send(body.replace("50000", "50001"), sign(body)), "unauthorized");
    expectProblem(await send(` ${body}`, sign(body)), "unauthorized");
    expectProblem(await send(`${body}\n`, sign(body)), "unauthorized");
    await expectNothing(["webhook_refused"]);
  });

  test("of ours is worth nothing at another tenant's address", async () => {
    const body = told();
    const at = (tenantId: string) => app.request("POST", `/v1/webhooks/razorpay/${tenantId}`, body, { headers: { "X-Razorpay-Signature": sign(body) } });
    expectProblem(await at(other.tenantId), "unauthorized");
    expectProblem(await at("ten_0000000000000000"), "unauthorized");
    await expectNothing(["webhook_refused"]);
  });
});

const filled = (bytes: number, text: string) => text.replace("FILL", "x".repeat(bytes));
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
const invalid = (text: string) => new Uint8Array([...Buffer.from(text.slice(0, -1)), 0xff, 0xfe, ...Buffer.from(text.slice(-1))]);

describe("a body that nobody signed is not read, whatever it is", () => {
  test.each<[string, () => Body]>([
    ["of 1 MB", () => filled(1024 * 1024, '{"event":"payment.captured","fill":"FILL"}')],
    ["of nothing", () => ""],
    ["that is no JSON", () => "<xml/>"],
    ["in UTF-16", () => utf16(told())],
    ["in gzip", () => new Uint8Array(gzipSync(told()))],
    ["nested a hundred thousand deep", () => nested(100_000)],
    ["with a key twice", () => told().replace('{"entity"', '{"event":"x","entity"')],
  ])("%s", async (_, make) => {
    expectProblem(await send(make(), "f".repeat(64)), "unauthorized");
    await expectNothing(["webhook_refused"]);
  });
});

test.each([["signed", true], ["not signed", false]])("a body of 3 MB, %s, is too large; so is one that hides its length", async (_, signed) => {
  const body = filled(3 * 1024 * 1024, '{"event":"payment.captured","fill":"FILL"}');
  const signature = signed ? sign(body) : "f".repeat(64);
  expectProblem(await send(body, signature), "body_too_large");
  const stream = new ReadableStream({
    start(controller) {
      for (let at = 0; at < body.length; at += 65_536) controller.enqueue(Buffer.from(body.slice(at, at + 65_536)));
      controller.close();
    },
  });
  const init = { method: "POST", body: stream, duplex: "half", headers: { "X-Razorpay-Signature": signature, "Transfer-Encoding": "chunked" } };
  const answer = await app.app.request(`/v1/webhooks/razorpay/${business.tenantId}`, init as RequestInit);
  expect([answer.status, (await answer.json()).code]).toEqual([413, "body_too_large"]);
  await expectNothing();
});

describe("what was signed is refused, and leaves nothing,", () => {
  test.each<[string, () => Body]>([
    ["in UTF-16", () => utf16(told())],
    ["in gzip", () => new Uint8Array(gzipSync(told()))],
    ["in no UTF-8", () => invalid(told())],
    ["in Latin-1", () => new Uint8Array(Buffer.from('{"event":"payment.captured","name":"Jos\u00e9"}', "latin1"))],
    ["as a form", () => `payload=${encodeURIComponent(told())}`],
    ["as no JSON", () => "{'event':'payment.captured'}"],
    ["cut off", () => told().slice(0, -1)],
    ["twice in one", () => told() + told()],
    ["as nothing", () => ""],
    ["as a blank", () => " "],
  ])("%s: it can't be read", async (_, make) => {
    const body = make();
    expectProblem(await send(body), "invalid_json");
    await expectNothing();
  });

  test("in gzip and said to be so: events come as they are", async () => {
    const body = new Uint8Array(gzipSync(told()));
    expectProblem(await send(body, sign(body), { "Content-Encoding": "gzip" }), "invalid_json");
    await expectNothing();
  });

  test.each<[string, () => unknown]>([
    ["1 MB of another shape", () => ({ happening: "payment.captured", fill: "x".repeat(1024 * 1024) })],
    ["nesting of a hundred thousand levels", () => nested(100_000)],
    ["a payload of a hundred thousand levels", () => `{"event":"payment.captured","payload":${nested(100_000)}}`],
    ["a list", () => [JSON.parse(told())]],
    ["null", () => null],
    ["a number", () => 7],
    ["a text", () => '"payment.captured"'],
    ["no event", () => ({ payload: {} })],
    ["an event without a name", () => ({ event: "" })],
    ["an event whose name is no text", () => ({ event: ["payment.captured"] })],
    ["an event with a NUL", () => ({ event: "payment\0captured" })],
    ["an event with a lone surrogate", () => '{"event":"payment.\\ud800"}'],
    ["an event whose name is a sentence", () => ({ event: "captured, or <b>so</b>" })],
    ["an event of ten thousand letters", () => ({ event: "x".repeat(10_000) })],
    ["a payload that is a list", () => ({ event: "payment.captured", payload: [] })],
    ["a payment without its entity", () => ({ event: "payment.captured", payload: { payment: {} } })],
    ["a payment without an id", () => ({ event: "payment.captured", payload: { payment: { entity: { order_id: orderId } } } })],
    ["a payment of an empty id", () => JSON.parse(told({ id: "" }))],
    ["a payment whose id is a number", () => JSON.parse(told({ id: 7 }))],
    ["a payment whose id is an object", () => JSON.parse(told({ id: { $ne: null } }))],
    ["a payment of ten thousand letters", () => JSON.parse(told({ id: `pay_${"x".repeat(10_000)}` }))],
    ["a payment with a NUL", () => JSON.parse(told({ id: "pay_\0" }))],
    ["a payment with a lone surrogate", () => told().replace(paymentId, "pay_\\ud800")],
    ["an order of ten thousand letters", () => JSON.parse(told({ order_id: `order_${"x".repeat(10_000)}` }))],
    ["an order with a NUL", () => JSON.parse(told({ order_id: "order_\0" }))],
    ["an order whose id is a list", () => JSON.parse(told({ order_id: [orderId] }))],
    ["a refund without its payment", () => ({ event: "refund.processed", payload: { refund: { entity: { id: "rfnd_1" } } } })],
    ["a refund with a NUL", () => ({ event: "refund.processed", payload: { refund: { entity: { payment_id: "pay_\0" } } } })],
  ])("with %s: it is no event", async (_, make) => {
    const value = make();
    const body = typeof value === "string" ? value : JSON.stringify(value);
    expectProblem(await send(body), "validation_failed");
    await expectNothing();
  });
});

describe("what was signed and is only odd is taken for what it is", () => {
  const settles = () => app.sql<{ id: string; paid: string }[]>`select payload ->> 'paymentId' as id, payload ->> 'providerPaymentId' as paid from outbox where topic = 'payment.settle' and done_at is null`;
  const forget = () => app.sql`delete from outbox where topic = 'payment.settle' and done_at is null`;

  test("a key twice: the last one counts, as it does everywhere", async () => {
    expect((await send(told().replace('{"entity":"event"', '{"event":"settlement.processed","entity":"event"'))).status).toBe(200);
    expect((await settles()).map(({ paid }) => paid)).toEqual([paymentId]);
    await forget();
  });

  test("keys that reach into prototypes change nothing", async () => {
    expect((await send(told().replace('{"entity":"event"', '{"__proto__":{"event":"x"},"constructor":{"prototype":{"isAdmin":true}},"entity":"event"'))).status).toBe(200);
    expect({}).not.toHaveProperty("isAdmin");
    await forget();
  });

  test("fields that nobody reads may be as deep and as long as they like", async () => {
    expect((await send(told().replace('{"entity":"event"', `{"deep":${nested(100_000)},"long":"${"x".repeat(1024 * 1024)}","entity":"event"`))).status).toBe(200);
    expect(await settles()).toHaveLength(1);
    await forget();
  });

  test("events without an id, or with an empty one, are told apart by what they say", async () => {
    for (const id of [undefined, ""]) {
      const post = (event: string) => {
        const body = JSON.stringify({ event: `${event}.${String(id)}` });
        return app.request("POST", `/v1/webhooks/razorpay/${business.tenantId}`, body, { headers: { "X-Razorpay-Signature": sign(body), ...(id !== undefined && { "X-Razorpay-Event-Id": id }) } });
      };
      for (const event of ["one", "two", "one"]) expect((await post(event)).status).toBe(200);
    }
    expect(await app.sql`select subject, times from payment_alerts order by first_at, subject`).toEqual(
      ["one.undefined", "two.undefined", "one.", "two."].toSorted().map((subject) => ({ subject, times: 1 })),
    );
  });

  test("event ids that begin alike for a thousand letters are two", async () => {
    for (const last of ["a", "b"]) await send(JSON.stringify({ event: "long.id" }), undefined, { "X-Razorpay-Event-Id": "x".repeat(1000) + last });
    expect(await app.sql`select times from payment_alerts where subject = 'long.id'`).toEqual([{ times: 2 }]);
  });
});
