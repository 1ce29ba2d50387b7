import type { LookupAddress } from "node:dns";
import { expect, test } from "vitest";
import { createWebhookSender, type WebhookSenderOptions } from "../../src/gateways/webhook-sender.js";
import { answers, startReceiver } from "../helpers/receiver.js";

const receiver = await startReceiver();
const TIMEOUT_MS = 400;
const open = createWebhookSender({ allowPrivateNetworks: true, timeoutMs: TIMEOUT_MS });
const guarded = (resolve?: WebhookSenderOptions["resolve"]) => createWebhookSender({ timeoutMs: TIMEOUT_MS, ...(resolve && { resolve }) });
const post = (path: string) => open.post(receiver.url(path), { "webhook-id": "evt_1" }, '{"a":"ü"}');

test("a body arrives byte for byte, with its headers", async () => {
  expect(await post("/ok")).toEqual({ status: 204, body: "", durationMs: expect.any(Number) });
  expect(receiver.at("/ok")).toEqual([{ path: "/ok", method: "POST", body: '{"a":"ü"}', headers: expect.objectContaining({ "webhook-id": "evt_1", "content-length": "10" }) }]);
});

test("who does not answer is left after the time that all of it may take", async () => {
  receiver.answer("/hang", answers.hang);
  const { durationMs, ...answer } = await post("/hang");
  expect(answer).toEqual({ error: "There was no answer within 0.4 seconds." });
  expect(durationMs).toBeGreaterThanOrEqual(TIMEOUT_MS - 5);
});

test.each([["reset", answers.reset, /lost before/], ["garbage", answers.garbage, /not HTTP/]])("%s: no answer, and a sentence that names no address", async (name, behaviour, sentence) => {
  receiver.answer(`/${name}`, behaviour);
  const answer = await post(`/${name}`);
  expect(answer).toEqual({ error: expect.stringMatching(sentence), durationMs: expect.any(Number) });
  expect(answer.error).not.toContain("127.0.0.1");
});

test("nobody there: refused, without telling where", async () => {
  expect(await open.post("http://127.0.0.1:1/", {}, "{}")).toEqual({ error: "The connection was refused.", durationMs: expect.any(Number) });
});

test("a redirect is an answer, and nothing is sent where it points to", async () => {
  receiver.answer("/redirect", answers.status(307, "", { Location: receiver.url("/target") }));
  expect(await post("/redirect")).toMatchObject({ status: 307 });
  expect(receiver.at("/target")).toEqual([]);
});

test("the status counts, however slow or endless the body; only its beginning is kept", async () => {
  receiver.answer("/slow", answers.slowBody(200));
  const slow = await post("/slow");
  expect(slow.status).toBe(200);
  expect(slow.body).toMatch(/^first words/);
  expect(slow.durationMs).toBeLessThan(TIMEOUT_MS + 2000);

  receiver.answer("/endless", answers.endless(500));
  const endless = await post("/endless");
  expect(endless.status).toBe(500);
  expect(endless.body).toHaveLength(4096);
});

test("what of a body no database can store is left out", async () => {
  receiver.answer("/bytes", (response) => void response.writeHead(400).end(Buffer.from([0x61, 0x00, 0xff, 0x62])));
  expect(await post("/bytes")).toMatchObject({ status: 400, body: "a\ufffdb" });
});

// ---------------------------------------------------------------- where nothing may be sent

const PORT = receiver.port;
test.each([
  `https://127.0.0.1:${PORT}/`, `https://localhost:${PORT}/`, "https://LOCALHOST./", "https://a.localhost/", "https://printer.local/", "https://metadata.google.internal/",
  "https://10.0.0.1/", "https://192.168.0.1/", "https://172.16.0.1/", "https://169.254.169.254/latest/meta-data/", "https://100.64.0.1/", "https://0.0.0.0/", "https://0/",
  `https://[::1]:${PORT}/`, "https://[::]/", "https://[::ffff:10.0.0.1]/", "https://[::ffff:a00:1]/", "https://[fd00::1]/", "https://[fe80::1]/", "https://[64:ff9b::a00:1]/",
  // Other ways to write 127.0.0.1 and 10.0.0.1.
  `https://2130706433:${PORT}/`, `https://0x7f000001:${PORT}/`, `https://0177.0.0.1:${PORT}/`, `https://017700000001:${PORT}/`, `https://127.1:${PORT}/`, "https://0xa.0.0.1/", "https://167772161/",
  "https://①②⑦.0.0.1/", "https://127。0。0。1/",
  // Plain http, even where it would lead to the internet.
  "http://example.com/", `http://127.0.0.1:${PORT}/`,
])("%s is refused, before it is kept and before anything is sent", async (url) => {
  expect(guarded().objectionTo(url)).toMatch(/^Must be /);
  const before = receiver.received.length;
  expect(await guarded().post(url, {}, "{}")).toMatchObject({ error: expect.stringMatching(/^Nothing was sent/) });
  expect(receiver.received).toHaveLength(before);
});

test("an ordinary address is not refused", () => {
  for (const url of ["https://example.com/hook?a=1", "https://8.8.8.8/", "https://[2606:4700:4700::1111]/", "https://local.example.com/", "https://localhost.example.com:8443/"]) expect(guarded().objectionTo(url)).toBeUndefined();
});

/** What a name resolves to is what the socket's own look-up gave: there is no second one for a rebinding name to answer. */
const resolvesTo = (address: LookupAddress) => {
  const asked: string[] = [];
  const resolve: NonNullable<WebhookSenderOptions["resolve"]> = async (hostname) => {
    asked.push(hostname);
    return [address];
  };
  return { asked, resolve };
};

test.each([
  ["loopback", { address: "127.0.0.1", family: 4 }], ["a private network", { address: "10.1.2.3", family: 4 }], ["a cloud's metadata", { address: "169.254.169.254", family: 4 }],
  ["loopback of IPv6", { address: "::1", family: 6 }], ["a mapped address", { address: "::ffff:127.0.0.1", family: 6 }],
])("a name that resolves to %s is not connected to, and asked for once", async (_, address) => {
  const { resolve, asked } = resolvesTo(address);
  const before = receiver.received.length;
  expect(await guarded(resolve).post(`https://innocent.example:${PORT}/`, {}, "{}")).toMatchObject({ error: expect.stringMatching(/does not lead to the public internet/) });
  expect(asked).toEqual(["innocent.example"]);
  expect(receiver.received).toHaveLength(before);
});
