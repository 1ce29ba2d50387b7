import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Availability, createClient } from "../src/index.js";

const query = { serviceId: "svc_00000001", from: "2026-03-01", to: "2026-03-07", timeZone: "Asia/Kolkata" };
const empty: Availability = { timeZone: "Asia/Kolkata", days: [], nextAvailable: null };
const full: Availability = { ...empty, nextAvailable: "2026-03-09T04:30:00Z" };

let now = empty;
let fails = false;
const send = vi.fn<typeof fetch>(() =>
  fails ? Promise.reject(new TypeError("no network")) : Promise.resolve(Response.json(now)),
);
const { availability } = createClient({ baseUrl: "https://api.test", key: "pk_1", fetch: send, maxRetries: 0 });
const page = Object.assign(new EventTarget(), { hidden: false });

const hide = (hidden: boolean) => {
  page.hidden = hidden;
  page.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(() => {
  now = empty;
  fails = false;
  page.hidden = false;
  vi.stubGlobal("document", page);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  send.mockClear();
});

test("tells what is free at once, and again only where it differs", async () => {
  const onChange = vi.fn();
  const stop = availability.watch(query, onChange, { intervalMs: 1000, token: "t1" });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onChange.mock.calls).toEqual([[empty]]);
  expect(send.mock.calls.length).toBeGreaterThan(7);
  expect(send.mock.calls[0]![1]!.headers).toMatchObject({ "Holdfast-Token": "t1" });
  now = full;
  await vi.advanceTimersByTimeAsync(1200);
  expect(onChange.mock.calls).toEqual([[empty], [full]]);
  stop();
});

test.each(["the signal", "what it gave back"])("stops by %s, and leaves nothing behind", async (by) => {
  const controller = new AbortController();
  const onChange = vi.fn();
  const stop = availability.watch(query, onChange, { signal: controller.signal });
  if (by === "the signal") controller.abort();
  else stop();
  await vi.advanceTimersByTimeAsync(60_000);
  hide(false);
  expect(send).toHaveBeenCalledTimes(1);
  expect(onChange).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test("rests while the page is hidden, and asks at once when it is seen again", async () => {
  const stop = availability.watch(query, () => {}, { intervalMs: 1000 });
  await vi.advanceTimersByTimeAsync(0);
  hide(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(send).toHaveBeenCalledTimes(1);
  hide(false);
  expect(send).toHaveBeenCalledTimes(2);
  stop();
});

test("failures are told, slow it down, and do not end it", async () => {
  fails = true;
  const onError = vi.fn();
  const onChange = vi.fn();
  const stop = availability.watch(query, onChange, { intervalMs: 1000, onError });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(onError.mock.calls[0]![0]).toMatchObject({ code: "network_error" });
  expect(send.mock.calls.length).toBeLessThan(7);
  fails = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onChange).toHaveBeenCalledTimes(1);
  stop();
});
