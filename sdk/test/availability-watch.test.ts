import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Availability, createClient } from "../src/index.js";

const query = { serviceId: "svc_00000001", from: "2026-03-01", to: "2026-03-07", timeZone: "Asia/Kolkata" };
const empty: Availability = { timeZone: "Asia/Kolkata", days: [], nextAvailable: null };
const full: Availability = { ...empty, nextAvailable: "2026-03-09T04:30:00Z" };

let now = empty;
let fails = false;
const send = vi.fn<typeof fetch>(() =>
  fails ? Promise.reject(new TypeError("no network")) : Promise.resolve(Response.json(now)),
);
/** No stream can be had, unless a test opens one. */
let live: typeof fetch;
const noStream: typeof fetch = async () => Response.json({ code: "not_found" }, { status: 404 });
const { availability } = createClient({
  baseUrl: "https://api.test",
  key: "pk_1",
  fetch: (url, init) => (String(url).includes("/availability/live") ? live : send)(url, init),
  maxRetries: 0,
});
const page = Object.assign(new EventTarget(), { hidden: false });

const hide = (hidden: boolean) => {
  page.hidden = hidden;
  page.dispatchEvent(new Event("visibilitychange"));
};

/** Lets time pass, and then all that needs no time happen: files loaded on demand, answers and streams read. */
async function pass(ms: number) {
  await vi.advanceTimersByTimeAsync(ms);
  await vi.dynamicImportSettled();
  for (let turns = 0; turns < 20; turns++) await new Promise((turn) => setImmediate(turn));
}

beforeEach(() => {
  now = empty;
  fails = false;
  live = noStream;
  page.hidden = false;
  vi.stubGlobal("document", page);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  send.mockClear();
});

test("tells what is free at once, and again only where it differs", async () => {
  const onChange = vi.fn();
  const stop = availability.watch(query, onChange, { intervalMs: 1000, token: "t1" });
  await pass(10_000);
  expect(onChange.mock.calls).toEqual([[empty]]);
  expect(send.mock.calls.length).toBeGreaterThan(7);
  expect(send.mock.calls[0]![1]!.headers).toMatchObject({ "Holdfast-Token": "t1" });
  now = full;
  await pass(1200);
  expect(onChange.mock.calls).toEqual([[empty], [full]]);
  stop();
});

test.each(["the signal", "what it gave back"])("stops by %s, and leaves nothing behind", async (by) => {
  const controller = new AbortController();
  const onChange = vi.fn();
  const stop = availability.watch(query, onChange, { signal: controller.signal });
  if (by === "the signal") controller.abort();
  else stop();
  await pass(60_000);
  hide(false);
  expect(send).toHaveBeenCalledTimes(1);
  expect(onChange).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test("rests while the page is hidden, and asks at once when it is seen again", async () => {
  const stop = availability.watch(query, () => {}, { intervalMs: 1000 });
  await pass(0);
  hide(true);
  await pass(60_000);
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
  await pass(20_000);
  expect(onError.mock.calls[0]![0]).toMatchObject({ code: "network_error" });
  expect(send.mock.calls.length).toBeLessThan(7);
  fails = false;
  await pass(10_000);
  expect(onChange).toHaveBeenCalledTimes(1);
  stop();
});

describe("where changes can be heard", () => {
  const slot = (start: string, remaining = 1) => ({ start, end: start, localTime: "10:00", utcOffset: "+05:30", remaining, resourceIds: ["res_1"] });
  const [ten, eleven, late] = ["2026-03-02T04:30:00.000Z", "2026-03-02T05:30:00.000Z", "2026-03-02T19:30:00.000Z"];
  const monday = (...slots: object[]) => ({ ...empty, days: [{ date: "2026-03-02", slots }, { date: "2026-03-03", slots: [] }] }) as Availability;
  let streams: { say: (name: string, data?: object, id?: string) => void; end: () => void; signal: AbortSignal; headers: Record<string, string>; url: string }[];

  beforeEach(() => {
    streams = [];
    now = monday(slot(ten), slot(eleven));
    live = async (url, init) => {
      let controller!: ReadableStreamDefaultController<Uint8Array>;
      const body = new ReadableStream<Uint8Array>({ start: (made) => void (controller = made) });
      init!.signal!.addEventListener("abort", () => controller.error(init!.signal!.reason));
      let events = 0;
      streams.push({
        say: (name, data = {}, id = `p.${++events}`) => controller.enqueue(new TextEncoder().encode(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`)),
        end: () => controller.close(),
        signal: init!.signal!,
        headers: init!.headers as Record<string, string>,
        url: String(url),
      });
      return new Response(body, { headers: { "Content-Type": "text/event-stream; charset=utf-8" } });
    };
  });

  async function watching(intervalMs = 1000) {
    const onChange = vi.fn<(value: Availability) => void>();
    const stop = availability.watch(query, onChange, { intervalMs });
    onTestFinished(stop);
    await pass(1);
    streams[0]!.say("ready");
    // What changed before the stream began is found by one more reading.
    await pass(1300);
    expect(send).toHaveBeenCalledTimes(2);
    send.mockClear();
    return { onChange, stop };
  }
  const startsOf = (value: Availability | undefined) => value?.days.flatMap(({ slots }) => slots.map(({ start }) => start));

  test("nothing is asked for any more; what is told is put into what is known, in its place and on its local date", async () => {
    const { onChange } = await watching();
    streams[0]!.say("slots", { from: ten, to: eleven, slots: [] });
    await pass(60_000 / 2);
    expect(startsOf(onChange.mock.lastCall?.[0])).toEqual([eleven]);
    streams[0]!.say("slots", { from: ten, to: eleven, slots: [slot(ten, 3)] });
    // Half past one at night in Kolkata: the next day.
    streams[0]!.say("slots", { from: late, to: "2026-03-02T20:00:00.000Z", slots: [slot(late)] });
    await pass(1);
    const value = onChange.mock.lastCall![0];
    expect(value.days.map(({ slots }) => slots.map(({ start, remaining }) => `${start} ${remaining}`))).toEqual([[`${ten} 3`, `${eleven} 1`], [`${late} 1`]]);
    expect(send).not.toHaveBeenCalled();
    expect([streams[0]!.headers["Authorization"], streams[0]!.url]).toEqual(["Bearer pk_1", expect.stringContaining("serviceId=svc_00000001")]);
  });

  test("a slot of one's own stays as it is", async () => {
    now = monday({ ...slot(ten), heldByYou: true });
    const { onChange } = await watching();
    onChange.mockClear();
    streams[0]!.say("slots", { from: ten, to: eleven, slots: [] });
    await pass(1);
    expect(onChange).not.toHaveBeenCalled();
  });

  test("with the last slot gone, or where something was missed, everything is read again", async () => {
    now = monday(slot(ten));
    const { onChange } = await watching();
    now = full;
    streams[0]!.say("slots", { from: ten, to: eleven, slots: [] });
    await pass(1);
    expect(onChange).toHaveBeenLastCalledWith(full);
    now = monday(slot(eleven));
    streams[0]!.say("reload");
    await pass(1);
    expect(startsOf(onChange.mock.lastCall?.[0])).toEqual([eleven]);
    expect(send).toHaveBeenCalledTimes(2);
  });

  test.each(["ends", "falls silent"])("a stream that %s: asks again, and comes back with what it heard last", async (how) => {
    await watching();
    streams[0]!.say("slots", { from: ten, to: eleven, slots: [] }, "p.7");
    await pass(1);
    if (how === "ends") streams[0]!.end();
    else await pass(40_000);
    await pass(1300);
    expect([send.mock.calls.length > 0, streams.length, streams[1]?.headers["Last-Event-ID"]]).toEqual([true, 2, "p.7"]);
  });

  test("an unseen page keeps no stream, and opens one again once it is seen", async () => {
    await watching();
    hide(true);
    expect(streams[0]!.signal.aborted).toBe(true);
    await pass(120_000);
    expect([streams.length, send.mock.calls.length]).toEqual([1, 0]);
    hide(false);
    await pass(1);
    expect([streams.length, send.mock.calls.length]).toEqual([2, 1]);
  });

  test("stopping ends the stream, and leaves no timer", async () => {
    const { stop } = await watching();
    stop();
    await pass(60_000);
    expect([streams[0]!.signal.aborted, streams.length, vi.getTimerCount()]).toEqual([true, 1, 0]);
  });
});
