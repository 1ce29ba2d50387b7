import { createHmac, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { verifyWebhook, type VerifyWebhookOptions, WebhookVerificationError, type WebhookVerificationCode } from "../src/server.js";

const SECRET = `whsec_${randomBytes(32).toString("base64")}`;
const NOW = new Date("2026-03-01T00:00:00Z");
const BODY = JSON.stringify({ type: "booking.confirmed", timestamp: NOW.toISOString(), data: { id: "bkg_1", customer: { name: "Asha — आशा" } } });

/** Made here, by the specification and without anything of ours. */
function sign(body: string | Uint8Array, { id = "evt_1", secret = SECRET, at = NOW } = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const hmac = createHmac("sha256", Buffer.from(secret.slice(6), "base64")).update(`${id}.${timestamp}.`).update(body);
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${hmac.digest("base64")}` };
}
const verify = (body: string | Uint8Array | ArrayBuffer, headers: Record<string, string | string[] | undefined> | Headers, secret: string | string[] = SECRET, options: VerifyWebhookOptions = {}) =>
  verifyWebhook(body, headers, secret, { now: NOW, ...options });

async function codeOf(verifying: Promise<unknown>): Promise<WebhookVerificationCode> {
  const error = await verifying.then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof WebhookVerificationError)) throw new Error(`It was not refused as it should be: ${String(error)}`);
  return error.code;
}

test("the specification's own example is verified", async () => {
  const headers = { "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330", "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" };
  const example = verifyWebhook('{"test": 2432232314}', headers, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", { now: new Date(1614265330_000) });
  // Its signature is right; that it is no event of ours is found only after that.
  expect(await codeOf(example)).toBe("invalid_body");
});

test("a genuine event is given, typed, with the id that is the same for every try", async () => {
  const event = await verify(BODY, sign(BODY));
  if (event.type !== "booking.confirmed") throw new Error(`It is a ${event.type}.`);
  expect(event.data.customer.name).toBe("Asha — आशा");
  expect(event).toEqual({ ...JSON.parse(BODY), id: "evt_1" });
});

test("body and headers may come as any server has them", async () => {
  const bytes = new TextEncoder().encode(BODY);
  const headers = sign(BODY);
  const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
  for (const body of [BODY, bytes, bytes.buffer, Buffer.from(BODY), bytes.subarray()])
    for (const given of [headers, new Headers(headers), upper, { ...headers, "webhook-id": ["evt_1"] }]) expect((await verify(body, given)).id).toBe("evt_1");
});

test("while a secret is exchanged, either one verifies, and so do several on the receiver's side", async () => {
  const other = `whsec_${randomBytes(32).toString("base64")}`;
  const both = { ...sign(BODY), "webhook-signature": `${sign(BODY, { secret: other })["webhook-signature"]} ${sign(BODY)["webhook-signature"]}` };
  expect((await verify(BODY, both)).id).toBe("evt_1");
  expect((await verify(BODY, both, other)).id).toBe("evt_1");
  expect((await verify(BODY, sign(BODY), [other, SECRET])).id).toBe("evt_1");
  expect(await codeOf(verify(BODY, sign(BODY), other))).toBe("invalid_signature");
});

const good = sign(BODY);
const signature = good["webhook-signature"];
test.each<[string, string | Uint8Array, Record<string, string>]>([
  ["a body that was changed", BODY.replace("bkg_1", "bkg_2"), good],
  ["a body that was parsed and written again", JSON.stringify(JSON.parse(BODY), null, 1), good],
  ["another id", BODY, { ...good, "webhook-id": "evt_2" }],
  ["another time", BODY, { ...good, "webhook-timestamp": String(NOW.getTime() / 1000 + 1) }],
  ["a signature of another version", BODY, { ...good, "webhook-signature": signature.replace("v1,", "v2,") }],
  ["half a signature", BODY, { ...good, "webhook-signature": signature.slice(0, 20) }],
  ["a signature that is no base64", BODY, { ...good, "webhook-signature": "v1,%%%" }],
  ["no signature's text", BODY, { ...good, "webhook-signature": "v1," }],
  ["an id that swallows the time", BODY, { ...good, "webhook-id": `evt_1.${good["webhook-timestamp"]}`, "webhook-timestamp": "" + NOW.getTime() / 1000 }],
])("%s is refused", async (_, body, headers) => {
  expect(await codeOf(verify(body, headers))).toBe("invalid_signature");
});

test("a request without one of the headers is refused", async () => {
  for (const name of Object.keys(good)) {
    expect(await codeOf(verify(BODY, { ...good, [name]: undefined }))).toBe("missing_header");
    expect(await codeOf(verify(BODY, { ...good, [name]: "" }))).toBe("missing_header");
  }
  expect(await codeOf(verify(BODY, new Headers()))).toBe("missing_header");
});

test("what was sent too long ago, or in the future, is refused: to the second, and as far as one allows", async () => {
  const at = (seconds: number) => sign(BODY, { at: new Date(NOW.getTime() + seconds * 1000) });
  for (const seconds of [-300, 0, 300]) expect((await verify(BODY, at(seconds))).id).toBe("evt_1");
  for (const seconds of [-301, 301]) expect(await codeOf(verify(BODY, at(seconds)))).toBe("timestamp_out_of_tolerance");
  expect((await verify(BODY, at(-3600), SECRET, { toleranceSeconds: 3600 })).id).toBe("evt_1");
  expect(await codeOf(verify(BODY, at(-1), SECRET, { toleranceSeconds: 0 }))).toBe("timestamp_out_of_tolerance");
  const strange = { "webhook-id": "evt_1", "webhook-timestamp": "soon", "webhook-signature": `v1,${createHmac("sha256", Buffer.from(SECRET.slice(6), "base64")).update(`evt_1.soon.${BODY}`).digest("base64")}` };
  expect(await codeOf(verify(BODY, strange))).toBe("timestamp_out_of_tolerance");
});

test("a genuine body that is no event is refused", async () => {
  for (const body of ["", "no", "null", "3", "{}", '{"type":1,"timestamp":"x","data":{}}', new Uint8Array([0xff])]) expect(await codeOf(verify(body, sign(body)))).toBe("invalid_body");
});

test("a secret that is none says so, rather than that the request is forged", async () => {
  for (const secret of ["", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%", "sk_live"]) expect(await codeOf(verify(BODY, good, secret))).toBe("invalid_secret");
  // Without its prefix it is the same secret.
  expect((await verify(BODY, good, SECRET.slice(6))).id).toBe("evt_1");
});
