import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createEmulator } from "./index.js";
import { basic, startEmulator, type TestEmulator } from "./testing.js";

let emulator: TestEmulator;
beforeAll(async () => void (emulator = await startEmulator()));
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

const postOrder = (init: RequestInit = {}) => emulator.call("/v1/orders", { method: "POST", body: JSON.stringify({ amount: 50_000, currency: "INR" }), ...init });
const ordersMade = () => emulator.control.ledger().orders.length;

describe("the next request", () => {
  test.each([429, 500, 503, 409])("answers %d in Razorpay's form, then all is well again", async (status) => {
    emulator.control.failNext({ kind: "status", status });
    const answer = await postOrder();
    expect([answer.status, (await answer.json()).error.code]).toEqual([status, status < 500 ? "BAD_REQUEST_ERROR" : "SERVER_ERROR"]);
    expect(ordersMade()).toBe(0);
    expect((await postOrder()).status).toBe(200);
  });

  test("answers a proxy's page, which the SDK rejects without an error", async () => {
    emulator.control.failNext({ kind: "html" });
    await expect(emulator.sdk.orders.all()).rejects.toEqual({ statusCode: 502, error: undefined });
  });

  test("is cut", async () => {
    emulator.control.failNext({ kind: "reset" });
    await expect(postOrder()).rejects.toThrow("fetch failed");
    expect(ordersMade()).toBe(0);
  });

  test("is cut after it took effect", async () => {
    emulator.control.failNext({ kind: "reset", afterCommit: true });
    await expect(postOrder()).rejects.toThrow("fetch failed");
    expect(ordersMade()).toBe(1);
  });

  test("hangs after it took effect, until the client gives up", async () => {
    emulator.control.failNext({ kind: "hang" });
    await expect(postOrder({ signal: AbortSignal.timeout(500) })).rejects.toThrow("timeout");
    expect(ordersMade()).toBe(1);
  });

  test("that hangs is let go when trouble is taken back", async () => {
    emulator.control.failNext({ kind: "hang", path: "/orders" });
    const hanging = postOrder();
    // Another request's answer shows that the first one is in.
    await emulator.call("/v1/payments");
    emulator.control.clearFaults();
    await expect(hanging).rejects.toThrow("fetch failed");
  });
});

test("trouble finds its method and path, as often as was said", async () => {
  emulator.control.failNext({ kind: "status", status: 500, method: "post", path: "/orders", count: 2 });
  expect((await emulator.call("/v1/orders")).status).toBe(200);
  expect([(await postOrder()).status, (await postOrder()).status, (await postOrder()).status]).toEqual([500, 500, 200]);
});

test("without a socket, a cut connection is an error of the call", async () => {
  const { app, control, ...keys } = createEmulator();
  control.failNext({ kind: "reset" });
  await expect(app.request("/v1/orders", { headers: { authorization: basic(keys) } })).rejects.toThrow("cut the connection");
});

describe("mounted in another app", () => {
  test.each([
    ["by route()", () => new Hono().route("/razorpay", createEmulator().app)],
    ["by its own base path", () => createEmulator({ basePath: "/razorpay" }).app],
  ])("%s, everything answers below the path", async (_, makeApp) => {
    const app = makeApp();
    const paths = ["/v1/orders", "/checkout.js", "/checkout/pay", "/control"];
    const statuses = await Promise.all(paths.map(async (path) => (await app.request(`/razorpay${path}`)).status));
    expect(statuses).toEqual([401, 200, 200, 200]);
  });
});
