import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClient, type HoldfastError } from "../src/index.js";

/** A network that never answers and does not even notice that it should stop. */
const deaf = vi.fn<typeof fetch>(() => new Promise(() => {}));
const client = createClient({ baseUrl: "https://api.test", key: "pk_1", fetch: deaf });

const codeOf = (call: Promise<unknown>) => call.then(() => "none", (error: HoldfastError) => error.code);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  deaf.mockClear();
});

test("an attempt ends after 10 s, and so does the call after two more", async () => {
  const code = codeOf(client.services.list());
  await vi.advanceTimersByTimeAsync(9_999);
  expect(deaf.mock.calls[0]![1]!.signal!.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(deaf.mock.calls[0]![1]!.signal!.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(await code).toBe("timeout");
  expect(deaf).toHaveBeenCalledTimes(3);
});

test("an answer whose body never ends is a timeout", async () => {
  const endless: typeof fetch = () => Promise.resolve(new Response(new ReadableStream()));
  const impatient = createClient({ baseUrl: "https://api.test", key: "pk_1", fetch: endless, timeoutMs: 500, maxRetries: 0 });
  const code = codeOf(impatient.services.list());
  await vi.advanceTimersByTimeAsync(500);
  expect(await code).toBe("timeout");
});

test("aborting rejects at once, even where the network does not notice", async () => {
  const controller = new AbortController();
  const call = client.services.list({}, { signal: controller.signal });
  const error = call.catch((reason: unknown) => reason);
  controller.abort(new Error("closed"));
  expect(await error).toMatchObject({ code: "aborted", status: 0, cause: new Error("closed") });
  expect(deaf.mock.calls[0]![1]!.signal!.aborted).toBe(true);
});

test("aborting ends the pause before another attempt", async () => {
  const controller = new AbortController();
  const refuses = vi.fn<typeof fetch>(() => Promise.reject(new TypeError("no network")));
  const offline = createClient({ baseUrl: "https://api.test", key: "pk_1", fetch: refuses });
  const code = codeOf(offline.services.list({}, { signal: controller.signal }));
  await vi.advanceTimersByTimeAsync(0);
  controller.abort();
  expect(await code).toBe("aborted");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(refuses).toHaveBeenCalledTimes(1);
});

test("with an aborted signal nothing is sent", async () => {
  expect(await codeOf(client.services.list({}, { signal: AbortSignal.abort() }))).toBe("aborted");
  expect(deaf).not.toHaveBeenCalled();
});

test("a call leaves no timer and no listener behind", async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, "addEventListener");
  const removed = vi.spyOn(signal, "removeEventListener");
  const answers = [new Response("", { status: 503 }), Response.json({ data: [], nextCursor: null })];
  const fine = createClient({ baseUrl: "https://api.test", key: "pk_1", fetch: () => Promise.resolve(answers.shift()!) });
  const call = fine.services.list({}, { signal });
  await vi.advanceTimersByTimeAsync(1000);
  await call;
  expect(added).toHaveBeenCalledTimes(3);
  expect(removed).toHaveBeenCalledTimes(3);
  expect(vi.getTimerCount()).toBe(0);
});
