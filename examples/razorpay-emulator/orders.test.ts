import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { basic, sdkFor, startEmulator, type TestEmulator } from "./testing.js";

let emulator: TestEmulator;
beforeAll(async () => void (emulator = await startEmulator({ now: () => new Date("2026-03-01T10:00:00Z") })));
afterAll(() => emulator.close());
beforeEach(() => emulator.control.reset());

const order = (fields: object = {}) => emulator.sdk.orders.create({ amount: 50_000, currency: "INR", ...fields } as never);
const refusal = (call: Promise<unknown>) => call.then(() => "accepted", ({ statusCode, error }) => `${statusCode} ${error.description}`);

describe("an order", () => {
  test("comes back as Razorpay writes it", async () => {
    expect(await order({ receipt: "hold_1" })).toEqual({
      id: expect.stringMatching(/^order_[A-Za-z0-9]{14}$/),
      entity: "order",
      amount: 50_000,
      amount_paid: 0,
      amount_due: 50_000,
      currency: "INR",
      receipt: "hold_1",
      offer_id: null,
      status: "created",
      attempts: 0,
      notes: [],
      created_at: Date.parse("2026-03-01T10:00:00Z") / 1000,
    });
  });

  test.each([
    [{ amount: 99 }, "Order amount less than minimum amount allowed"],
    [{ amount: 500.5 }, "The amount must be an integer."],
    [{ amount: undefined }, "The amount field is required."],
    [{ amount: 1001, currency: "KWD" }, "The last digit of the amount must be 0 for a currency with three decimals."],
    [{ receipt: "r".repeat(41) }, "The receipt may not be greater than 40 characters."],
    [{ notes: Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`k${i}`, "v"])) }, "Number of fields in notes should be less than or equal to 15"],
    [{ notes: { key: "v".repeat(257) } }, "Notes keys and values may not be greater than 256 characters."],
    [{ payment: { capture: "later" } }, "The selected capture is invalid."],
    [{ payment: { capture: "manual", capture_options: { manual_expiry_period: 11 } } }, "The manual_expiry_period must be at least 12."],
    [{ colour: "red" }, "colour is/are not required and should not be sent"],
  ])("with %j is refused", async (fields, description) => {
    expect(await refusal(order(fields))).toBe(`400 ${description}`);
  });

  test("of one yen is allowed: only rupees have the minimum of 100", async () => {
    expect(await order({ amount: 1, currency: "JPY" })).toMatchObject({ amount: 1 });
  });

  test("with a known receipt is refused where it should be unique, and found by its receipt", async () => {
    const first = await order({ receipt: "hold_1", unique_receipt: true });
    expect(await refusal(order({ receipt: "hold_1", unique_receipt: true }))).toBe("400 Order receipt should be unique.");
    const { items } = await emulator.sdk.orders.all({ receipt: "hold_1" } as never);
    expect(items).toEqual([first]);
    emulator.control.setReceiptRule("same_order");
    expect(await order({ receipt: "hold_1", unique_receipt: true })).toEqual(first);
  });

  test("changes nothing but its notes", async () => {
    const { id } = await order();
    expect(await emulator.sdk.orders.edit(id, { notes: { table: "4" } })).toMatchObject({ notes: { table: "4" }, amount: 50_000 });
    expect(await refusal(emulator.sdk.orders.edit(id, { amount: 1 } as never))).toContain("400 amount is/are not required");
  });

  test("may be sent as a form, as curl sends it", async () => {
    const form = new URLSearchParams({ amount: "700", currency: "INR", "notes[table]": "4" });
    const answer = await emulator.call("/v1/orders", { method: "POST", body: form, headers: { "content-type": "application/x-www-form-urlencoded" } });
    expect(await answer.json()).toMatchObject({ amount: 700, notes: { table: "4" } });
  });
});

describe("a list", () => {
  test("is a collection, the newest first, in pages of ten", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 12; i += 1) ids.unshift((await order()).id);
    const all = await emulator.sdk.orders.all();
    expect([all.entity, all.count, all.items.map(({ id }) => id)]).toEqual(["collection", 10, ids.slice(0, 10)]);
    const rest = await emulator.sdk.orders.all({ skip: 10, count: 5 });
    expect(rest.items.map(({ id }) => id)).toEqual(ids.slice(10));
  });

  test("of orders can be of those that a bank has said yes to, or of the others", async () => {
    const [paid, declined] = [await order(), await order()];
    emulator.control.pay(paid.id);
    emulator.control.pay(declined.id, { outcome: "failed" });
    const list = async (authorized: 0 | 1) => (await emulator.sdk.orders.all({ authorized })).items.map(({ id }) => id);
    expect([await list(1), await list(0)]).toEqual([[paid.id], [declined.id]]);
  });

  test("may lag behind, while an order by its id never does", async () => {
    emulator.control.setListLag(60);
    const { id } = await order();
    expect((await emulator.sdk.orders.all()).count).toBe(0);
    expect(await emulator.sdk.orders.fetch(id)).toMatchObject({ id });
    await emulator.control.advance(60_000);
    expect((await emulator.sdk.orders.all()).count).toBe(1);
  });
});

describe("keys", () => {
  test.each([undefined, "Basic !", "Bearer x", basic({ keyId: "rzp_test_other", keySecret: "x" })])("%s: 401", async (authorization) => {
    const answer = await fetch(`${emulator.url}/v1/orders`, authorization === undefined ? {} : { headers: { authorization } });
    expect([answer.status, (await answer.json()).error.description]).toEqual([401, "Authentication failed"]);
  });

  test("of another merchant find nothing, and unknown ids are 400", async () => {
    const other = { keyId: "rzp_test_another", keySecret: "another-secret" };
    emulator.control.addAccount(other);
    const { id } = await order();
    const theirs = sdkFor(emulator.url, other);
    expect(await refusal(theirs.orders.fetch(id))).toBe("400 The id provided does not exist");
    expect(await refusal(emulator.sdk.payments.fetch("pay_00000000000000"))).toBe("400 The id provided does not exist");
    expect((await theirs.orders.all()).items).toEqual([]);
  });

  test("that are live are refused", () => {
    expect(() => emulator.control.addAccount({ keyId: "rzp_live_x", keySecret: "x" })).toThrow("refuses live keys");
  });
});
