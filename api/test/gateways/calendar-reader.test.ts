import { expect, test } from "vitest";
import { createCalendarReader } from "../../src/gateways/calendar-reader.js";
import { createGuard } from "../../src/gateways/outgoing.js";
import { answers, startReceiver } from "../helpers/receiver.js";

const [open, hidden] = [await startReceiver(), await startReceiver()];
/** All the world is the one server; the other is in a private network. */
const reader = createCalendarReader({
  timeoutMs: 2000,
  guard: { lookup: undefined, objectionTo: (url) => (new URL(url).port === String(open.port) ? undefined : "Must be on the public internet.") },
});

test("a redirect into a private network is not followed, and nothing is sent there", async () => {
  open.answer("/", answers.status(302, "", { Location: hidden.url("/latest/meta-data/") }));
  expect(await reader.read(open.url("/"))).toEqual({ kind: "failed", error: "Nothing was sent: the calendar's address redirects to one that is not allowed. Must be on the public internet." });
  expect(hidden.received).toEqual([]);
});

test.each(["file:///etc/passwd", "ftp://127.0.0.1/", "", "http://["])("a redirect to %j is none", async (Location) => {
  open.answer("/odd", answers.status(301, "", { Location }));
  expect(await reader.read(open.url("/odd"))).toMatchObject({ kind: "failed" });
});

test.each(["https://127.0.0.1/a.ics", "https://169.254.169.254/", "https://[::1]/", "http://calendar.example.com/a.ics", "https://router.local/a.ics"])("%s is refused, before it is kept and before anything is sent", async (url) => {
  const guarded = createCalendarReader();
  expect(guarded.objectionTo(url)).toMatch(/^Must be /);
  expect(await guarded.read(url)).toMatchObject({ kind: "failed", error: expect.stringMatching(/^Nothing was sent/) });
});

test("a name that leads into a private network is not connected to", async () => {
  const guarded = createCalendarReader({ guard: createGuard({ resolve: async () => [{ address: "127.0.0.1", family: 4 }] }) });
  expect(await guarded.read(`https://innocent.example:${hidden.port}/`)).toMatchObject({ kind: "failed", error: expect.stringMatching(/does not lead to the public internet/) });
  expect(hidden.received).toEqual([]);
});
