import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createApp } from "../../../src/app.js";
import { LiveAvailability } from "../../../src/operations/live/live-availability.js";
import { expireHolds } from "../../../src/workers/expire-holds.js";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
let serviceId: string;

beforeEach(async () => {
  await backToNow(app);
  business = await createBusiness(app);
  customer = createJourney(app, business);
  ({ serviceId } = await customer.service());
});

interface Event {
  id: string;
  event: string;
  data: { from: string; to: string; slots: { start: string; remaining: number; localTime: string }[] };
}

interface WatchOptions {
  lastEventId?: string;
  via?: { request: typeof app.app.request };
  query?: string;
}

/** Watches a service on Monday and Tuesday. */
async function watch({ lastEventId, via = app.app, query = "" }: WatchOptions = {}) {
  const response = await via.request(`/v1/availability/live?serviceId=${serviceId}&from=2026-03-02&to=2026-03-03&timeZone=Asia/Kolkata&key=${business.pk}${query}`, {
    headers: lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId },
  });
  expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
  const reader = response.body!.getReader();
  onTestFinished(() => reader.cancel());
  let text = "";
  const watching = {
    reader,
    /** The next event that tells slots. */
    async slots(): Promise<Event> {
      for (;;) {
        const event = (await watching.next())!;
        if (event.event === "slots") return event;
      }
    },
    /** The next event; undefined where the stream has ended. */
    async next(): Promise<Event | undefined> {
      for (;;) {
        const [message, rest] = [text.slice(0, text.indexOf("\n\n") + 2), text.slice(text.indexOf("\n\n") + 2)];
        if (message.startsWith("id: ")) {
          text = rest;
          const [, id, event, data] = /^id: (.+)\nevent: (.+)\ndata: (.+)\n\n$/.exec(message)!;
          return { id: id!, event: event!, data: JSON.parse(data!) };
        }
        if (message) text = rest;
        const { value, done } = await reader.read();
        if (done) return undefined;
        text += new TextDecoder().decode(value);
      }
    },
  };
  return watching;
}

/** Whether this start can be booked by what an event tells; undefined where it tells nothing of it. */
function free({ data: { from, to, slots } }: Event, start: string): boolean | undefined {
  if (start < from || start >= to) return undefined;
  return slots.some((slot) => slot.start === start);
}
const release = (hold: { id: string; token: string }) => app.request("DELETE", `/v1/holds/${hold.id}`, undefined, { token: hold.token });

describe("whatever takes or frees a slot is told", () => {
  test("a hold takes it, giving it back frees it; what is around is told with it, in the watcher's zone", async () => {
    const watching = await watch();
    expect((await watching.next())!.event).toBe("ready");
    const hold = await customer.hold({ serviceId, start: monday("12:00") });
    expect(free(await watching.slots(), monday("12:00"))).toBe(false);
    await release(hold);
    const freed = await watching.slots();
    expect([free(freed, monday("12:00")), freed.data.slots.find(({ start }) => start === monday("12:00"))]).toMatchObject([true, { remaining: 1, localTime: "12:00" }]);
  });

  test("expiry, cancellation and a move", async () => {
    const watching = await watch();
    await watching.next();
    const next = () => watching.slots();

    await customer.hold({ serviceId, start: monday("12:00") });
    expect(free(await next(), monday("12:00"))).toBe(false);
    await app.clock.advance(301_000);
    const worker = expireHolds(app.deps);
    worker.start();
    expect(free(await next(), monday("12:00"))).toBe(true);
    await worker.stop();

    const booking = await customer.book({ serviceId, start: monday("14:00") });
    expect(free(await next(), monday("14:00"))).toBe(false);
    const to = await customer.hold({ serviceId, start: monday("16:00") });
    expect(free(await next(), monday("16:00"))).toBe(false);
    await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: to.id, holdToken: to.token }, { token: booking.token });
    // The old time and the new one: two windows, each with what is so now.
    const moved = [await next(), await next()];
    expect([moved.map((event) => free(event, monday("14:00"))), moved.map((event) => free(event, monday("16:00")))].map((told) => told.filter((one) => one !== undefined))).toEqual([[true], [false]]);
    await customer.cancel(booking);
    expect(free(await next(), monday("16:00"))).toBe(true);
  });

  test("one of several places: what remains is told", async () => {
    ({ serviceId } = await customer.service({ capacity: 3 }));
    const watching = await watch();
    await watching.next();
    await customer.hold({ serviceId, start: monday("12:00"), quantity: 2 });
    expect((await watching.slots()).data.slots.find(({ start }) => start === monday("12:00"))).toMatchObject({ remaining: 1 });
  });

  test("what changes the catalogue: read everything anew", async () => {
    const watching = await watch();
    await watching.next();
    await app.request("PATCH", `/v1/services/${serviceId}`, { durationMinutes: 45 }, { key: business.sk });
    expect((await watching.next())!.event).toBe("reload");
  });

  test("another service's slots, on other resources or on other days, are nobody's business here", async () => {
    const other = await customer.service();
    const watching = await watch();
    await customer.hold({ serviceId: other.serviceId, start: monday("12:00") });
    await customer.hold({ serviceId, start: "2026-03-10T06:30:00Z" });
    await customer.hold({ serviceId, start: monday("15:00") });
    expect(free(await watching.slots(), monday("15:00"))).toBe(false);
  });

  test("what happens in another process is told here, too", async () => {
    const elsewhere = { ...app.deps, live: new LiveAvailability(app.sql, app.deps.log, { gatherMs: 1 }) };
    onTestFinished(() => elsewhere.live.stop());
    const there = createApp(elsewhere);
    const watching = await watch({ via: there });
    expect((await watching.next())!.event).toBe("ready");
    await customer.hold({ serviceId, start: monday("12:00") });
    expect(free(await watching.slots(), monday("12:00"))).toBe(false);
  });
});

describe("who comes back", () => {
  test("gets what happened meanwhile, in order", async () => {
    const [staying, leaving] = [await watch(), await watch()];
    await staying.next();
    await leaving.next();
    await customer.hold({ serviceId, start: monday("10:00") });
    const { id } = (await leaving.next())!;
    await leaving.reader.cancel();
    await staying.next();
    for (const time of ["12:00", "14:00"]) {
      await customer.hold({ serviceId, start: monday(time) });
      await staying.next();
    }
    const back = await watch({ lastEventId: id });
    const [first, second] = [(await back.next())!, (await back.next())!];
    expect([free(first, monday("12:00")), free(second, monday("14:00"))]).toEqual([false, false]);
  });

  test("having missed nothing, is told so", async () => {
    const watching = await watch();
    const { id } = (await watching.next())!;
    await watching.reader.cancel();
    expect((await (await watch({ lastEventId: id })).next())!.event).toBe("ready");
  });

  test("after something happened that nobody was there for, or from another process, or with nonsense: is told to read everything", async () => {
    const watching = await watch();
    const { id } = (await watching.next())!;
    await watching.reader.cancel();
    // Somebody who watches something else sees when it was told.
    const witness = await watch({ query: "&quantity=1" });
    await customer.hold({ serviceId, start: monday("10:00") });
    await witness.slots();
    const probe = await watch();
    await probe.next();
    await customer.hold({ serviceId, start: monday("12:00") });
    await probe.next();
    for (const lastEventId of [id, "00000000.1", "nonsense", "", "."]) expect((await (await watch({ lastEventId })).next())!.event).toBe("reload");
  });
});

test("who does not read is dropped instead of kept waiting for", async () => {
  const slow = await watch();
  const reader = await watch();
  for (let events = 0; app.deps.live.listeners > 1; events++) {
    expect(events).toBeLessThan(200);
    const hold = await customer.hold({ serviceId, start: monday("12:00") });
    await reader.next();
    await release(hold);
    await reader.next();
  }
  await expect.poll(() => app.deps.live.listeners).toBe(1);
  // Its stream ends, and it comes back with the id that it saw last.
  let last: Event | undefined;
  for (let event = await slow.next(); event; event = await slow.next()) last = event;
  expect(last).toBeDefined();
});

test("a key is needed, and whose service it is", async () => {
  const path = `/v1/availability/live?serviceId=${serviceId}&from=2026-03-02&to=2026-03-03`;
  expectProblem(await app.request("GET", path), "unauthorized");
  expectProblem(await app.request("GET", `${path}&key=pk_nonsense`), "unauthorized");
  expectProblem(await app.request("GET", `${path}&key=${business.sk}`, undefined, { headers: { Origin: "https://shop.test" } }), "wrong_credential");
  const stranger = await createBusiness(app);
  expectProblem(await app.request("GET", `${path}&key=${stranger.pk}`), "not_found");
  expectProblem(await app.request("GET", path.replace("2026-03-03", "2026-05-30"), undefined, { key: business.pk }), "validation_failed", "to");
});

test("at the end every stream ends", async () => {
  const live = new LiveAvailability(app.sql, app.deps.log);
  const there = createApp({ ...app.deps, live });
  const watching = await watch({ via: there });
  await watching.next();
  await live.stop();
  const events = [];
  for (let event = await watching.next(); event; event = await watching.next()) events.push(event.event);
  expect(events.filter((event) => event !== "reload")).toEqual([]);
  expect(live.listeners).toBe(0);
});
