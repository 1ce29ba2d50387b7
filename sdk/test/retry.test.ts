import { describe, expect, test, vi } from "vitest";
import { HoldfastError } from "../src/index.js";
import { type ApiRequest, Transport } from "../src/lib/transport.js";
import { answer, baseUrl, fakeApi, refusal } from "./helpers/api.js";

const api = fakeApi();

const post: ApiRequest = { method: "POST", path: "/holds", body: {} };
const get: ApiRequest = { method: "GET", path: "/services" };

/** Sends without waiting, and tells how long it would have waited. */
async function send(request: ApiRequest, options: { maxRetries?: number } = {}) {
  const waitedMs: number[] = [];
  const wait = (delayMs: number) => Promise.resolve(void waitedMs.push(delayMs));
  const transport = new Transport({ baseUrl, wait, ...options });
  const result = await transport.call(request).catch((error: unknown) => error);
  return { result, waitedMs };
}

describe("tries again", () => {
  test.each([
    ["no answer", "no answer"],
    ["429", refusal(429, "rate_limited")],
    ["502 of a proxy", new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["503", refusal(503, "service_unavailable")],
    ["504 of a proxy", new Response("", { status: 504 })],
    ["the first request still running", refusal(409, "idempotency_in_flight")],
  ] as const)("after %s, with the same idempotency key", async (_, failure) => {
    api.willAnswer(failure, answer({ fine: true }));
    const { result } = await send(post);
    expect(result).toEqual({ fine: true });
    const keys = api.seen.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  test("as long as the server asks for", async () => {
    api.willAnswer(refusal(503, "service_unavailable", {}, { "Retry-After": "7" }), answer({}));
    expect((await send(get)).waitedMs).toEqual([7000]);
  });

  test("after longer and longer pauses, spread by chance", async () => {
    const random = vi.spyOn(Math, "random");
    for (const [chance, expected] of [[0, [250, 500, 1000]], [0.5, [375, 750, 1500]]] as const) {
      random.mockReturnValue(chance);
      api.willAnswer("no answer", "no answer", "no answer", answer({}));
      expect((await send(get, { maxRetries: 3 })).waitedMs).toEqual(expected);
    }
    random.mockRestore();
  });

  test("twice at most, then tells the last failure", async () => {
    api.willAnswer("no answer", "no answer", refusal(503, "service_unavailable", { requestId: "req_1" }));
    const { result } = await send(get);
    expect(api.seen).toHaveLength(3);
    expect(result).toMatchObject({ code: "service_unavailable", status: 503, requestId: "req_1" });
  });
});

describe("does not try again", () => {
  test.each([
    [400, "validation_failed"],
    [401, "unauthorized"],
    [404, "not_found"],
    [409, "slot_unavailable"],
    [410, "hold_expired"],
    [422, "idempotency_key_reused"],
    [500, "internal_error"],
  ])("after %i %s", async (status, code) => {
    api.willAnswer(refusal(status, code));
    const { result } = await send(post);
    expect(api.seen).toHaveLength(1);
    expect(result).toMatchObject({ code, status });
  });

  test("where the server asks to wait for minutes: that is told instead", async () => {
    api.willAnswer(refusal(429, "hold_limit_reached", {}, { "Retry-After": "240" }));
    const { result } = await send(post);
    expect(result).toMatchObject({ code: "hold_limit_reached", retryAfterMs: 240_000 });
    expect(api.seen).toHaveLength(1);
  });

  test.each<ApiRequest>([
    { method: "PATCH", path: "/tenant", body: {} },
    { method: "PUT", path: "/tenant/payments", body: {} },
    { method: "POST", path: "/owners/refresh", body: {}, keyed: false },
  ])("$method $path, which has no key that makes it happen once", async (request) => {
    api.willAnswer("no answer");
    const { result } = await send(request);
    expect(result).toMatchObject({ code: "network_error", status: 0 });
    expect(api.seen).toHaveLength(1);
    expect(api.seen[0]!.headers.has("Idempotency-Key")).toBe(false);
  });
});

test("a key of the caller's is sent as it is", async () => {
  api.willAnswer(answer({}));
  await send({ ...post, idempotencyKey: "order 17" });
  expect(api.seen[0]!.headers.get("Idempotency-Key")).toBe("order 17");
});

test("every call has a key of its own", async () => {
  api.willAnswer(answer({}), answer({}));
  await send(post);
  await send(post);
  expect(new Set(api.seen.map(({ headers }) => headers.get("Idempotency-Key"))).size).toBe(2);
});

test("what failed is the cause of a network error", async () => {
  api.willAnswer("no answer");
  const { result } = await send(get, { maxRetries: 0 });
  expect(result).toBeInstanceOf(HoldfastError);
  expect((result as HoldfastError).cause).toBeInstanceOf(TypeError);
});
