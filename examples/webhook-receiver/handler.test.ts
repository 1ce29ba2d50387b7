import { createHmac, randomBytes } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { webhookHandler } from "./handler.js";

const SECRET = `whsec_${randomBytes(32).toString("base64")}`;
const BODY = JSON.stringify({ type: "booking.confirmed", timestamp: new Date().toISOString(), data: { reference: "HF-1" } });
const onEvent = vi.fn<() => Promise<void>>();
let handle: ReturnType<typeof webhookHandler>;

beforeEach(() => {
  onEvent.mockReset();
  handle = webhookHandler(SECRET, onEvent);
});

function post(body = BODY, { id = "evt_1", signed = body } = {}): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", Buffer.from(SECRET.slice(6), "base64")).update(`${id}.${timestamp}.${signed}`).digest("base64");
  const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
  return handle(new Request("http://receiver.test/", { method: "POST", headers, body }));
}

test("an event is handed on once, however often it comes", async () => {
  for (let again = 0; again < 3; again++) expect((await post()).status).toBe(204);
  expect(onEvent).toHaveBeenCalledTimes(1);
  expect(onEvent).toHaveBeenCalledWith(expect.objectContaining({ id: "evt_1", type: "booking.confirmed", data: { reference: "HF-1" } }));
});

test("what failed is handed on again when it comes again", async () => {
  onEvent.mockRejectedValueOnce(new Error("The database is away."));
  await expect(post()).rejects.toThrow();
  expect((await post()).status).toBe(204);
  expect(onEvent).toHaveBeenCalledTimes(2);
});

test("a forged event is refused, and not handed on", async () => {
  const answer = await post(BODY, { signed: "something else" });
  expect([answer.status, await answer.text()]).toEqual([400, "invalid_signature"]);
  expect((await handle(new Request("http://receiver.test/", { method: "POST", body: BODY }))).status).toBe(400);
  expect((await handle(new Request("http://receiver.test/"))).status).toBe(405);
  expect(onEvent).not.toHaveBeenCalled();
});
