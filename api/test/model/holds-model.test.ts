import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { expireLapsedHolds } from "../../src/queries/holds.js";
import { createTestApp } from "../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../helpers/business.js";
import { Model, type ModelHold, type ModelService } from "./model.js";

const app = await createTestApp();
const DAY = 86_400_000;
const HOLD_SECONDS = 60;
let business: Business;
let today = Date.parse("2026-03-01T00:00:00Z");

beforeAll(async () => {
  await app.clock.set(new Date(today));
  business = await createBusiness(app, { payments: true });
});

const which = fc.nat(7);
const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("place" as const), service: fc.nat(2), slot: fc.nat(4), quantity: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("swap" as const), which, slot: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("extend" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("release" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("confirm" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pass" as const), seconds: fc.constantFrom(1, 25, 60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("worker" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("price" as const), service: fc.nat(2), amount: fc.constantFrom(0, 10_000, 25_000) }) },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** Three services that fight for two resources: any of both, both at once, and a class of three on the second. */
async function openWorld() {
  today += 2 * DAY;
  await app.clock.set(new Date(today));
  const [a, b] = [(await business.resource({ timeZone: "UTC" })).id, (await business.resource({ timeZone: "UTC" })).id];
  const make = async (minutes: number, capacity: number, pools: string[][]): Promise<ModelService> => {
    const { id } = await business.service({ durationMinutes: minutes, intervalMinutes: 30, capacity, holdSeconds: HOLD_SECONDS, requirements: pools.map((resourceIds) => ({ resourceIds })) });
    return { id, minutes, capacity, pools, price: 0 };
  };
  const services = [await make(30, 1, [[a, b]]), await make(60, 1, [[a], [b]]), await make(60, 3, [[b]])];
  return { services, model: new Model(today), startOf: (slot: number) => today + DAY + (9 * 60 + slot * 30) * 60_000 };
}

/** What a failure needs to be understood: the step, the answer, and every hold as the model has it. */
const told = (step: Command, body: unknown, model: Model) =>
  JSON.stringify({ step, body, holds: model.holds.map(({ service, startMs, resourceIds, quantity, expiresAtMs, state }) => [service.minutes, service.capacity, new Date(startMs).toISOString(), resourceIds, quantity, expiresAtMs - model.nowMs, state]) });

/** Pays what checkout asks for, which is what was agreed when the hold was placed. */
async function pay(hold: ModelHold, payment: { orderId: string; amount: number }) {
  expect(payment.amount).toBe(hold.price);
  const proof = app.gateway.pay(payment.orderId);
  const { status, body } = await app.request("POST", `/v1/holds/${hold.id}/confirm`, proof, { token: hold.token });
  expect(status).toBe(200);
  hold.paymentId = proof.razorpayPaymentId;
  return body;
}

/** Money taken means a booking or a refund, as the provider has it. */
async function expectMoneyInOrder({ holds }: Model) {
  await app.deliverOutbox();
  for (const { paymentId, state, price } of holds)
    if (paymentId) expect(app.gateway.payments.get(paymentId)).toMatchObject(state === "booked" ? { status: "captured", refundedMinor: 0 } : { status: "refunded", refundedMinor: price });
}

/** What is listed is what could be held, for a party of any size. */
async function expectListed({ services, model, startOf }: Awaited<ReturnType<typeof openWorld>>) {
  const date = new Date(startOf(0)).toISOString().slice(0, 10);
  const starts = [0, 1, 2, 3, 4].map(startOf);
  for (const service of services)
    for (let quantity = 1; quantity <= service.capacity; quantity++) {
      const { body } = await app.request("GET", `/v1/availability?serviceId=${service.id}&from=${date}&to=${date}&timeZone=UTC&quantity=${quantity}`, undefined, { key: business.pk });
      const listed = new Set(body.days[0].slots.map(({ start }: { start: string }) => Date.parse(start)));
      expect(starts.filter((start) => listed.has(start))).toEqual(starts.filter((start) => model.canPlace(service, start, quantity)));
    }
}

async function run({ services, model, startOf }: Awaited<ReturnType<typeof openWorld>>, step: Command) {
  const pick = (index: number): ModelHold | undefined => model.holds[index % Math.max(1, model.holds.length)];
  const remember = (body: any, service: ModelService, startMs: number, quantity: number) =>
    model.holds.push({ id: body.id, token: body.token, service, startMs, quantity, price: service.price * quantity, resourceIds: body.resources.map(({ id }: { id: string }) => id), expiresAtMs: Date.parse(body.expiresAt), extensionsLeft: 10, state: "held" });

  switch (step.do) {
    case "place": {
      const service = services[step.service]!;
      const quantity = Math.min(step.quantity, service.capacity);
      const startMs = startOf(step.slot);
      const possible = model.canPlace(service, startMs, quantity);
      const { status, body } = await business.hold({ serviceId: service.id, start: new Date(startMs).toISOString(), quantity });
      expect(status, told(step, body, model)).toBe(possible ? 201 : 409);
      if (!possible) return;
      expect(model.fits(service, startMs, quantity, body.resources.map(({ id }: { id: string }) => id))).toBe(true);
      remember(body, service, startMs, quantity);
      return;
    }
    case "swap": {
      const old = pick(step.which);
      if (!old) return;
      const startMs = startOf(step.slot);
      const live = old.state === "held" && model.isLive(old);
      const possible = !old.booking && model.canPlace(old.service, startMs, old.quantity, live ? old : undefined);
      const { status, body } = await app.request("POST", "/v1/holds", { serviceId: old.service.id, start: new Date(startMs).toISOString(), quantity: old.quantity, replaces: old.id }, { key: business.sk });
      expect(status, told(step, body, model)).toBe(possible ? 201 : 409);
      if (!possible) return;
      old.state = "over";
      remember(body, old.service, startMs, old.quantity);
      return;
    }
    case "extend": {
      const hold = pick(step.which);
      if (!hold) return;
      const live = hold.state === "held" && model.isLive(hold);
      const { status, body } = await app.request("POST", `/v1/holds/${hold.id}/extend`, undefined, { token: hold.token });
      if (!live) return void expect(status).toBeGreaterThanOrEqual(409);
      const gains = model.nowMs + HOLD_SECONDS * 1000 > hold.expiresAtMs;
      if (hold.extensionsLeft === 0) return void expect(status).toBe(409);
      expect(status).toBe(200);
      if (gains) hold.extensionsLeft -= 1;
      hold.expiresAtMs = Math.max(hold.expiresAtMs, model.nowMs + HOLD_SECONDS * 1000);
      expect(Date.parse(body.expiresAt)).toBe(hold.expiresAtMs);
      return;
    }
    case "release": {
      const hold = pick(step.which);
      if (!hold) return;
      const { status } = await app.request("DELETE", `/v1/holds/${hold.id}`, undefined, { token: hold.token });
      // Once confirmed it is not the hold's to give, even when the booking was cancelled since.
      expect(status).toBe(hold.booking ? 409 : 204);
      if (!hold.booking) hold.state = "over";
      return;
    }
    case "confirm": {
      const hold = pick(step.which);
      if (!hold) return;
      const live = hold.state === "held" && model.isLive(hold);
      const { status, body } = await app.request("POST", `/v1/holds/${hold.id}/checkout`, { customer: CUSTOMER }, { token: hold.token });
      // I9: an unexpired hold always confirms.
      if (!live) return void expect(status).toBeGreaterThanOrEqual(409);
      expect(status, told(step, body, model)).toBe(200);
      const booking = hold.price === 0 ? body.booking : await pay(hold, body.payment);
      expect(booking.price.amount).toBe(hold.price);
      Object.assign(hold, { state: "booked", expiresAtMs: Infinity, booking: { id: booking.id, token: booking.token } });
      return;
    }
    case "cancel": {
      const hold = pick(step.which);
      if (!hold?.booking) return;
      const { status } = await app.request("POST", `/v1/bookings/${hold.booking.id}/cancel`, {}, { token: hold.booking.token });
      expect(status).toBe(hold.state === "booked" ? 200 : 409);
      hold.state = "over";
      return;
    }
    case "pass":
      model.nowMs += step.seconds * 1000;
      await app.clock.set(new Date(model.nowMs));
      return;
    case "worker":
      await expireLapsedHolds(app.sql, 100);
      return;
    case "price": {
      const service = services[step.service]!;
      const price = { amount: step.amount, currency: "INR" };
      expect((await app.request("PATCH", `/v1/services/${service.id}`, { price }, { key: business.sk })).status).toBe(200);
      service.price = step.amount;
      return;
    }
  }
}

test("whatever is done in whatever order, the API does what a list of holds and a clock would do", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 40 }), async (commands) => {
      const world = await openWorld();
      for (const step of commands) await run(world, step);
      await expectListed(world);
      expect(await app.breaches()).toEqual([]);
      await expectMoneyInOrder(world.model);
      expect(await app.breaches()).toEqual([]);
      today = Math.ceil(world.model.nowMs / DAY) * DAY;
    }),
    { numRuns: 60, endOnFailure: true },
  );
}, 120_000);
