import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createEmulator, type EmulatorOptions, type EmulatorSnapshot, readSnapshot } from "../index.js";
import { startEmulator, type TestEmulator } from "../testing.js";

const MINUTE = 60_000;
const OTHER = { keyId: "rzp_test_Other", keySecret: "OtherSecret" };

const running: TestEmulator[] = [];
afterEach(async () => void (await Promise.all(running.splice(0).map((emulator) => emulator.close()))));

async function start(options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}
/** The same emulator in another process: what is kept goes through a file. */
const restart = (emulator: TestEmulator, options: EmulatorOptions = {}) =>
  start({ restore: readSnapshot(JSON.parse(JSON.stringify(emulator.control.snapshot()))), ...options });

async function pay(emulator: TestEmulator, outcome: "authorized" | "captured") {
  const { id } = await emulator.sdk.orders.create({ amount: 50_000, currency: "INR", receipt: "r1", notes: { hold: "h1" } });
  return { orderId: id, paymentId: emulator.control.pay(id, { outcome }).razorpay_payment_id };
}

async function refundWithKey(emulator: TestEmulator, paymentId: string, amount: number) {
  const answer = await emulator.call(`/v1/payments/${paymentId}/refund`, {
    method: "POST",
    body: JSON.stringify({ amount }),
    headers: { "x-refund-idempotency": "booking_00001" },
  });
  return { status: answer.status, body: await answer.json() };
}

describe("restored from its snapshot, an emulator", () => {
  test("has the same orders, payments and refunds, and refunds what was paid before", async () => {
    const first = await start();
    const { orderId, paymentId } = await pay(first, "captured");
    await first.sdk.payments.refund(paymentId, { amount: 10_000 });
    const second = await restart(first);
    expect(await second.sdk.orders.fetch(orderId)).toEqual(await first.sdk.orders.fetch(orderId));
    expect(await second.sdk.payments.fetch(paymentId)).toEqual(await first.sdk.payments.fetch(paymentId));
    expect(second.control.ledger()).toEqual(first.control.ledger());
    expect(second.control.snapshot()).toEqual(first.control.snapshot());
    await second.sdk.payments.refund(paymentId, {});
    expect(second.control.ledger().totals["INR"]).toEqual({ captured: 50_000, refunded: 50_000, refundsPending: 0 });
    expect(first.control.ledger().totals["INR"]?.refunded).toBe(10_000);
  });

  test("goes on with an order of which another amount was paid", async () => {
    const first = await start();
    const { id } = await first.sdk.orders.create({ amount: 50_000, currency: "INR" });
    first.control.pay(id, { amount: 20_000, outcome: "captured" });
    first.control.pay(id, { amount: 500, currency: "JPY", outcome: "captured" });
    const second = await restart(first);
    expect(second.control.ledger()).toEqual(first.control.ledger());
    second.control.pay(id, { amount: 30_000, outcome: "captured" });
    expect(await second.sdk.orders.fetch(id)).toMatchObject({ status: "paid", amount_due: 0 });
  });

  test("knows the idempotency keys of refunds", async () => {
    const first = await start();
    const { paymentId } = await pay(first, "captured");
    const made = await refundWithKey(first, paymentId, 10_000);
    const second = await restart(first);
    expect(await refundWithKey(second, paymentId, 10_000)).toEqual(made);
    expect((await refundWithKey(second, paymentId, 20_000)).status).toBe(409);
  });

  test("gives an authorised payment back when its time is over, whether it was running or not", async () => {
    const first = await start();
    const { paymentId } = await pay(first, "authorized");
    const second = await restart(first);
    await second.control.advance(7200 * MINUTE);
    expect(await second.sdk.payments.fetch(paymentId)).toMatchObject({ status: "refunded", captured: false });
    const late = await restart(first, { now: () => new Date(Date.now() + 7201 * MINUTE) });
    await vi.waitFor(async () => expect((await late.sdk.payments.fetch(paymentId)).status).toBe("refunded"));
  });

  test("goes on at the time its clock was moved to", async () => {
    const now = () => new Date("2026-11-24T07:00:00Z");
    const first = await start({ now });
    await first.control.advance(90 * MINUTE);
    expect((await restart(first, { now })).control.now()).toBe("2026-11-24T08:30:00.000Z");
  });

  test("keeps every account with its key, its webhook and its modes", async () => {
    const first = createEmulator({ accounts: [OTHER] });
    first.control.setWebhook({ url: "http://shop.test/other", secret: "s" }, OTHER.keyId);
    first.control.setCaptureMode("always", OTHER.keyId);
    const second = createEmulator({ restore: first.control.snapshot() });
    expect(second.control.snapshot()).toEqual(first.control.snapshot());
    expect(second.keyId).toBe(first.keyId);
  });

  test("hears what the caller says of an account before what was kept", () => {
    const first = createEmulator(OTHER);
    const webhook = { url: "http://shop.test/new", secret: "new" };
    const restore = first.control.snapshot();
    expect(createEmulator({ ...OTHER, keySecret: "Rotated", webhook, restore }).control.snapshot().accounts).toMatchObject([{ keySecret: "Rotated", webhook }]);
    const added = createEmulator({ keyId: "rzp_test_New", restore });
    expect(added.control.snapshot().accounts.map(({ keyId }) => keyId)).toEqual(["rzp_test_New", OTHER.keyId]);
    expect(added.control.ledger().keyId).toBe("rzp_test_New");
  });

  test("fails a refund whose failure was still to come", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const first = createEmulator();
    first.control.setRefundMode("failed");
    const authorization = `Basic ${Buffer.from(`${first.keyId}:${first.keySecret}`).toString("base64")}`;
    const call = async (path: string, body: object) =>
      (await first.app.request(path, { method: "POST", body: JSON.stringify(body), headers: { authorization, "content-type": "application/json" } })).json();
    const { id } = await call("/v1/orders", { amount: 50_000, currency: "INR" });
    const { razorpay_payment_id: paymentId } = first.control.pay(id, { outcome: "captured" });
    expect(await call(`/v1/payments/${paymentId}/refund`, {})).toMatchObject({ status: "pending" });
    const second = createEmulator({ restore: first.control.snapshot() });
    await second.control.advance(0);
    expect(second.control.snapshot().accounts[0]?.refunds).toMatchObject([{ status: "failed" }]);
  });
});

test("every change is told, and nothing but changes", async () => {
  const onChange = vi.fn();
  const emulator = await start({ onChange });
  const told = async (work: () => unknown) => {
    onChange.mockClear();
    const before = JSON.stringify(emulator.control.snapshot());
    await work();
    expect(onChange.mock.calls.length > 0).toBe(JSON.stringify(emulator.control.snapshot()) !== before);
    return onChange.mock.calls.length > 0;
  };
  let ids = { orderId: "", paymentId: "" };
  expect(await told(async () => (ids = await pay(emulator, "authorized")))).toBe(true);
  expect(await told(() => emulator.sdk.orders.edit(ids.orderId, { notes: { seen: "yes" } }))).toBe(true);
  expect(await told(() => emulator.sdk.payments.capture(ids.paymentId, 50_000, "INR"))).toBe(true);
  expect(await told(() => refundWithKey(emulator, ids.paymentId, 10_000))).toBe(true);
  expect(await told(() => emulator.sdk.orders.all())).toBe(false);
  expect(await told(() => refundWithKey(emulator, ids.paymentId, 10_000))).toBe(false);
  expect(await told(() => emulator.control.setWebhook(null))).toBe(true);
  expect(await told(() => emulator.control.addAccount(OTHER))).toBe(true);
  expect(await told(() => emulator.control.advance(1000))).toBe(true);
  expect(await told(() => emulator.control.reset())).toBe(true);
});

describe("what is not a snapshot is refused, naming what is wrong", () => {
  async function snapshotWith(change: (snapshot: EmulatorSnapshot) => unknown) {
    const emulator = await start();
    const { paymentId } = await pay(emulator, "captured");
    await emulator.sdk.payments.refund(paymentId, {});
    const snapshot = emulator.control.snapshot();
    return change(snapshot) ?? snapshot;
  }
  test.each<[string, (snapshot: any) => unknown]>([
    ["snapshot should be an object", () => "text"],
    ["snapshot.version should be 1", (snapshot) => ({ ...snapshot, version: 2 })],
    ["snapshot.clockOffsetMs should be a number of at least 0", (snapshot) => ({ ...snapshot, clockOffsetMs: "0" })],
    ["snapshot.accounts should be a list", () => ({ version: 1, clockOffsetMs: 0 })],
    ["snapshot.accounts[0].keySecret should be a text that is not empty", ({ accounts: [account] }) => void delete account.keySecret],
    ["snapshot.accounts[0].webhook should be an object", ({ accounts: [account] }) => void (account.webhook = "http://shop.test")],
    ["snapshot.accounts[0].orders[0].entity.amount should be a whole number", ({ accounts: [account] }) => void (account.orders[0].entity.amount = 1.5)],
    ['snapshot.accounts[0].payments[0].status should be "created" or "authorized"', ({ accounts: [account] }) => void (account.payments[0].status = "lost")],
    ["snapshot.accounts[0].payments[0] should have one of the orders", ({ accounts: [account] }) => void (account.orders = [])],
    ["snapshot.accounts[0].refunds[0] should have one of the payments", ({ accounts: [account] }) => void (account.refunds[0].payment_id = "pay_x")],
    ["snapshot.accounts[1] should have a key of its own", ({ accounts }) => void accounts.push(accounts[0])],
    ["The emulator refuses live keys", ({ accounts: [account] }) => void (account.keyId = "rzp_live_x")],
  ])("%s", async (sentence, change) => {
    const restore = (await snapshotWith(change)) as EmulatorSnapshot;
    expect(() => createEmulator({ restore })).toThrow(TypeError);
    expect(() => createEmulator({ restore })).toThrow(sentence);
  });
});
