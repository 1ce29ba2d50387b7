import { expect, test } from "vitest";
import { createClient } from "../src/index.js";
import { answer, baseUrl, fakeApi, refusal } from "./helpers/api.js";
import { holdFields } from "./helpers/hold-fields.js";

const api = fakeApi();
const client = createClient({ baseUrl, key: "pk_1", maxRetries: 0 });
const booking = { id: "bkg_00000001", reference: "K7QX" };

async function resume() {
  api.willAnswer(answer(holdFields()));
  const hold = await client.holds.resume({ id: "hold_00000001", token: "t1" });
  api.seen.length = 0;
  return hold;
}

test("a hold that was kept over a reload goes on with its token", async () => {
  const hold = await resume();
  api.willAnswer(answer(holdFields({ serverTime: "2026-03-01T09:31:00.000Z" })));
  await hold.extend();
  expect(hold.token).toBe("t1");
  expect(api.seen[0]).toMatchObject({ method: "POST", path: "/v1/holds/hold_00000001/extend" });
  expect(api.seen[0]!.headers.get("Holdfast-Token")).toBe("t1");
  expect(api.seen[0]!.headers.get("Authorization")).toBe("Bearer pk_1");
});

test("a hold can be stored as JSON", async () => {
  const { id, token } = JSON.parse(JSON.stringify(await resume())) as { id: string; token: string };
  expect({ id, token }).toEqual({ id: "hold_00000001", token: "t1" });
});

test("replacing a hold sends the old one's token", async () => {
  api.willAnswer(answer(holdFields({ token: "t2" }), 201));
  const hold = await client.holds.create({ serviceId: "svc_1", start: "", replaces: "hold_00000001" }, { token: "t1" });
  expect(api.seen[0]!.headers.get("Holdfast-Token")).toBe("t1");
  expect(hold.token).toBe("t2");
});

test("a released hold has no time left, and may be released again", async () => {
  const hold = await resume();
  api.willAnswer(new Response(null, { status: 204 }), new Response(null, { status: 204 }));
  await hold.release({ keepalive: true });
  await hold.release();
  expect(hold.status).toBe("released");
  expect(hold.remainingMs()).toBe(0);
});

test("releasing can outlive the page", async () => {
  const inits: RequestInit[] = [];
  const spy: typeof fetch = (_, init) => {
    inits.push(init!);
    return Promise.resolve(init!.method === "GET" ? answer(holdFields()) : new Response(null, { status: 204 }));
  };
  const hold = await createClient({ baseUrl, key: "pk_1", fetch: spy }).holds.resume({ id: "hold_00000001", token: "t1" });
  await hold.release({ keepalive: true });
  expect(inits.map(({ keepalive }) => keepalive)).toEqual([undefined, true]);
});

test("a hold that expired knows it, whichever call found out", async () => {
  const hold = await resume();
  api.willAnswer(refusal(410, "hold_expired", { expiredAt: "2026-03-01T09:35:00Z" }));
  await expect(hold.extend()).rejects.toMatchObject({ code: "hold_expired", expiredAt: "2026-03-01T09:35:00Z" });
  expect(hold.status).toBe("expired");
  expect(hold.remainingMs()).toBe(0);
});

test("a free booking is confirmed by checkout", async () => {
  const hold = await resume();
  api.willAnswer(answer({ status: "confirmed", booking }));
  const result = await hold.checkout({ customer: { name: "Asha", email: "asha@example.com" }, answers: { shoe_size: "38" } });
  expect(result).toEqual({ status: "confirmed", booking });
  expect(hold).toMatchObject({ status: "confirmed", booking });
  expect(JSON.parse(api.seen[0]!.body)).toEqual({
    customer: { name: "Asha", email: "asha@example.com" },
    answers: { shoe_size: "38" },
  });
});

test("a paid booking is confirmed by its payment", async () => {
  const hold = await resume();
  api.willAnswer(answer({ ...booking, token: "b1" }));
  const payment = { razorpayPaymentId: "pay_1", razorpayOrderId: "order_1", razorpaySignature: "00" };
  expect((await hold.confirm(payment)).token).toBe("b1");
  expect(hold).toMatchObject({ status: "confirmed", booking });
  expect(api.seen[0]!.path).toBe("/v1/holds/hold_00000001/confirm");
});
