import { createHmac } from "node:crypto";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createRazorpayGateway, isSignature } from "../../src/gateways/razorpay.js";

const API = "https://api.razorpay.com";
const credentials = { keyId: "rzp_test_abc", keySecret: "shh" };
const server = setupServer();
const gateway = createRazorpayGateway({ timeoutMs: 300 });

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const order = { id: "order_1", amount: 50_000, currency: "INR", status: "created", receipt: "hold_1" };
const wanted = { receipt: "hold_1", amountMinor: 50_000, currency: "INR", notes: { hold: "hold_1" }, captureWithinMinutes: 15 };
const payment = { id: "pay_1", order_id: "order_1", amount: 50_000, currency: "INR", status: "authorized", amount_refunded: 0 };
const problem = (status: number, description: string) => HttpResponse.json({ error: { code: "BAD_REQUEST_ERROR", description } }, { status });

describe("orders", () => {
  test("ask for manual capture, a unique receipt and the hold's amount, with the tenant's keys", async () => {
    let seen: { body: unknown; authorization: string | null } | undefined;
    server.use(http.post(`${API}/v1/orders`, async ({ request }) => {
      seen = { body: await request.json(), authorization: request.headers.get("authorization") };
      return HttpResponse.json(order);
    }));
    expect(await gateway.createOrder(credentials, wanted)).toEqual({ id: "order_1", amountMinor: 50_000, currency: "INR", status: "created", receipt: "hold_1" });
    expect(seen).toEqual({
      body: { amount: 50_000, currency: "INR", receipt: "hold_1", notes: { hold: "hold_1" }, unique_receipt: true, payment: { capture: "manual", capture_options: { manual_expiry_period: 15, refund_speed: "optimum" } } },
      authorization: `Basic ${Buffer.from("rzp_test_abc:shh").toString("base64")}`,
    });
  });

  test("whose first call was never answered are found by their receipt", async () => {
    server.use(
      http.post(`${API}/v1/orders`, () => problem(400, "Order receipt should be unique.")),
      http.get(`${API}/v1/orders`, ({ request }) => HttpResponse.json({ items: new URL(request.url).searchParams.get("receipt") === "hold_1" ? [order] : [] })),
    );
    expect((await gateway.createOrder(credentials, wanted)).id).toBe("order_1");
  });
});

describe("what goes wrong is one of three kinds", () => {
  test.each([
    ["401", () => problem(401, "Authentication failed"), "unauthorized"],
    ["400", () => problem(400, "The id provided does not exist"), "refused"],
    ["429", () => problem(429, "Too many requests"), "unreachable"],
    ["502 in HTML", () => new HttpResponse("<html>Bad Gateway</html>", { status: 502, headers: { "Content-Type": "text/html" } }), "unreachable"],
    ["an empty 500", () => new HttpResponse(null, { status: 500 }), "unreachable"],
    ["a lost connection", () => HttpResponse.error(), "unreachable"],
    ["an answer of another shape", () => HttpResponse.json({ hello: "world" }), "unreachable"],
  ])("%s", async (_, answer, kind) => {
    server.use(http.get(`${API}/v1/payments/pay_1`, answer));
    await expect(gateway.fetchPayment(credentials, "pay_1")).rejects.toMatchObject({ name: "GatewayError", kind });
  });

  test("silence ends after the time-out", async () => {
    server.use(http.get(`${API}/v1/payments/pay_1`, () => new Promise<never>(() => {})));
    await expect(gateway.fetchPayment(credentials, "pay_1")).rejects.toMatchObject({ kind: "unreachable" });
  });
});

test("a refund carries its idempotency key in the header, and not in the body", async () => {
  let seen: { key: string | null; body: unknown } | undefined;
  server.use(http.post(`${API}/v1/payments/pay_1/refund`, async ({ request }) => {
    seen = { key: request.headers.get("x-refund-idempotency"), body: await request.json() };
    return HttpResponse.json({ id: "rfnd_1", amount: 20_000, status: "processed", receipt: "msg_0123456789" });
  }));
  expect(await gateway.refund(credentials, "pay_1", 20_000, "msg_0123456789")).toEqual({ id: "rfnd_1", amountMinor: 20_000, status: "processed", receipt: "msg_0123456789" });
  expect(seen).toEqual({ key: "msg_0123456789", body: { amount: 20_000, speed: "normal", receipt: "msg_0123456789" } });
});

test("what kept the answer away is told with the error", async () => {
  server.use(http.get(`${API}/v1/payments/pay_1`, () => HttpResponse.error()));
  const error: Error = await gateway.fetchPayment(credentials, "pay_1").then(() => expect.unreachable(), (thrown: Error) => thrown);
  expect(error.message).not.toBe("No answer from the provider.");
  server.use(http.get(`${API}/v1/payments/pay_1`, () => new Promise<never>(() => {})));
  await expect(gateway.fetchPayment(credentials, "pay_1")).rejects.toThrow(/timeout|exceeded/i);
});

test("a receipt that is taken by nobody we know is an error, and so is any other refusal", async () => {
  server.use(
    http.post(`${API}/v1/orders`, () => problem(400, "Order receipt should be unique.")),
    http.get(`${API}/v1/orders`, () => HttpResponse.json({ items: [{ ...order, receipt: "hold_2" }] })),
  );
  await expect(gateway.createOrder(credentials, wanted)).rejects.toMatchObject({ kind: "refused", message: "Order receipt should be unique." });
  server.use(http.post(`${API}/v1/orders`, () => problem(400, "Order amount less than minimum amount allowed")));
  await expect(gateway.createOrder(credentials, wanted)).rejects.toMatchObject({ kind: "refused" });
});

test("a capture names amount and currency", async () => {
  let seen: unknown;
  server.use(http.post(`${API}/v1/payments/pay_1/capture`, async ({ request }) => {
    seen = await request.json();
    return HttpResponse.json({ ...payment, status: "captured" });
  }));
  expect(await gateway.capture(credentials, "pay_1", 50_000, "INR")).toMatchObject({ id: "pay_1", status: "captured", amountMinor: 50_000 });
  expect(seen).toEqual({ amount: 50_000, currency: "INR" });
});

test("each tenant is asked for with its own keys", async () => {
  const seen = new Set<string | null>();
  server.use(http.get(`${API}/v1/payments/pay_1`, ({ request }) => {
    seen.add(request.headers.get("authorization"));
    return HttpResponse.json(payment);
  }));
  for (const keySecret of ["one", "two", "one"]) await gateway.fetchPayment({ keyId: "rzp_test_abc", keySecret }, "pay_1");
  expect([...seen]).toEqual(["one", "two"].map((secret) => `Basic ${btoa(`rzp_test_abc:${secret}`)}`));
});

test("a webhook is signed with any of the secrets that are good now, over its raw bytes", () => {
  const body = new TextEncoder().encode('{"event": "x"}');
  const signature = createHmac("sha256", "old").update(body).digest("hex");
  expect(gateway.isWebhookSignature(body, ["new", "old"], signature)).toBe(true);
  expect(gateway.isWebhookSignature(body, ["new"], signature)).toBe(false);
  expect(gateway.isWebhookSignature(body, [], signature)).toBe(false);
  expect(gateway.isWebhookSignature(new TextEncoder().encode('{"event":"x"}'), ["old"], signature)).toBe(false);
});

test("payments are read with what we rely on", async () => {
  server.use(http.get(`${API}/v1/orders/order_1/payments`, () => HttpResponse.json({ items: [payment, { ...payment, id: "pay_2", status: "failed", error_description: "Declined" }] })));
  expect((await gateway.paymentsOfOrder(credentials, "order_1")).map(({ id, status, errorDescription }) => [id, status, errorDescription])).toEqual([["pay_1", "authorized", null], ["pay_2", "failed", "Declined"]]);
});

test("keys are checked against the provider", async () => {
  server.use(http.get(`${API}/v1/orders`, ({ request }) => (request.headers.get("authorization")?.includes(Buffer.from("rzp_test_abc:shh").toString("base64")) ? HttpResponse.json({ items: [] }) : problem(401, "Authentication failed"))));
  expect(await gateway.checkCredentials(credentials)).toBe(true);
  expect(await gateway.checkCredentials({ ...credentials, keySecret: "wrong" })).toBe(false);
});

test("a signature is right or it is not", () => {
  const right = createHmac("sha256", "shh").update("order_1|pay_1").digest("hex");
  expect(isSignature("order_1|pay_1", "shh", right)).toBe(true);
  for (const [text, secret, signature] of [
    ["order_1|pay_2", "shh", right],
    ["order_1|pay_1", "other", right],
    ["order_1|pay_1", "", createHmac("sha256", "").update("order_1|pay_1").digest("hex")],
    ["order_1|pay_1", "shh", ""],
    ["order_1|pay_1", "shh", right.slice(0, 63)],
    ["order_1|pay_1", "shh", right.toUpperCase()],
    ["order_1|pay_1", "shh", `${right}00`],
    ["order_1|pay_1", "shh", Buffer.from(right).toString("base64")],
  ] as const)
    expect(isSignature(text, secret, signature)).toBe(false);
});
