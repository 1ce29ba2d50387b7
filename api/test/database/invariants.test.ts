import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requestRefund } from "../../src/operations/payments/request-refund.js";
import { type Breach, findBreaches } from "../../src/queries/invariants.js";
import type { PaymentRow } from "../../src/queries/payments.js";
import { createTestApp } from "../helpers/app.js";
import { createBusiness } from "../helpers/business.js";
import { createJourney, type Journey } from "../helpers/journey.js";
import { HOUR_MS, monday, NOW } from "../helpers/times.js";

const app = await createTestApp();
const PRICE = 50_000;
let customer: Journey;
let key: string;
/** What the statements below are about, a payment of each kind. */
const ids: Record<string, string> = {};

const priced = async (options: object = {}) => (await customer.service({ price: { amount: PRICE, currency: "INR" }, ...options })).serviceId;
const paymentOf = async (holdId: string) => (await app.sql<{ id: string }[]>`select payment_id as id from payments where hold_id = ${holdId} and purpose <> 'stray'`)[0]!.id;

async function late(status: "authorized" | "captured") {
  await app.clock.set(NOW);
  const serviceId = await priced();
  const hold = await customer.hold({ serviceId, start: monday("12:00") });
  const orderId = await customer.order(hold);
  await app.clock.advance(HOUR_MS);
  await customer.hold({ serviceId, start: monday("12:00") });
  await customer.confirm(hold, app.gateway.pay(orderId, status));
  await app.deliverOutbox();
  return paymentOf(hold.id);
}

beforeAll(async () => {
  await app.clock.set(NOW);
  const business = await createBusiness(app, { payments: true });
  key = business.sk;
  customer = createJourney(app, business);
  ids["abandoned"] = await late("authorized");
  ids["returned"] = await late("captured");

  const sold = await customer.buy({ serviceId: await priced({ cancellation: [{ hoursBefore: 0, refundPercent: 50 }] }), start: monday("12:00") });
  Object.assign(ids, { sold: await paymentOf(sold.holdId), booking: sold.id });
  const cancelled = await customer.buy({ serviceId: await priced({ cancellation: [{ hoursBefore: 0, refundPercent: 50 }] }), start: monday("12:00") });
  await customer.cancel(cancelled);
  ids["cancelled"] = await paymentOf(cancelled.holdId);

  const hold = await customer.hold({ serviceId: await priced(), start: monday("12:00") });
  await customer.confirm(hold, app.gateway.pay(await customer.order(hold), "captured"));
  const second = app.gateway.pay((await app.sql<{ id: string }[]>`select provider_order_id as id from payments where hold_id = ${hold.id}`)[0]!.id, "captured");
  await customer.confirm(hold, second);
  ids["stray"] = (await app.sql<{ id: string }[]>`select payment_id as id from payments where provider_payment_id = ${second.razorpayPaymentId}`)[0]!.id;

  const lapsed = await customer.hold({ serviceId: await priced(), start: monday("12:00") });
  const proof = app.gateway.pay(await customer.order(lapsed));
  await customer.confirm(lapsed, proof);
  app.gateway.payments.get(proof.razorpayPaymentId)!.status = "refunded";
  await app.deliverOutbox();
  ids["lapsed"] = await paymentOf(lapsed.id);
});
beforeEach(async () => {
  expect(await app.breaches()).toEqual([]);
});

/** What is found once a statement has run, which is then undone. */
async function findingsAfter(statement: string): Promise<Breach[]> {
  let found: Breach[] = [];
  const undone = new Error("undone");
  await app.sql
    .begin(async (tx) => {
      const { count } = await tx.unsafe(statement);
      expect(count, statement).toBe(1);
      found = await findBreaches(tx);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return found;
}

const setPayment = (name: string, change: string) => `update payments set ${change} where payment_id = '${ids[name]}'`;
const i5 = (finding: string) => [{ invariant: "I5", finding: expect.stringMatching(new RegExp(`^ten_\\w+: ${finding}$`)) }];

describe("I5, money taken means a confirmed booking or a refund: one row is changed, and it is named", () => {
  test("a booking for which too little or too much was paid", async () => {
    for (const [change, paid] of [[-1, 49_999], [1, 50_001], [10_000, 60_000]] as const)
      expect(await findingsAfter(setPayment("sold", `amount_minor = amount_minor + ${change}`))).toEqual(i5(`booking ${ids["booking"]} costs 50000 INR, but ${paid} were paid for it`));
  });

  test("a booking whose money was given back for a cancellation that was none", async () => {
    expect(await findingsAfter(`update bookings set status = 'confirmed' where booking_id = (select booking_id from payments where payment_id = '${ids["cancelled"]}')`)).toEqual(
      expect.arrayContaining(i5("booking bkg_\\w+ costs 50000 INR, but 25000 were paid for it")),
    );
  });

  test.each(["created", "abandoned", "expired", "lapsed"])("a booking whose payment is %s", async (status) => {
    expect(await findingsAfter(setPayment("sold", `status = '${status}'`))).toEqual(i5(`payment ${ids["sold"]} of booking ${ids["booking"]} is ${status}, and nobody was told`));
  });

  test("a booking whose payment lapsed, and whose alert is gone", async () => {
    expect(await findingsAfter(`delete from payment_alerts where payment_id = '${ids["lapsed"]}'`)).toEqual(i5(`payment ${ids["lapsed"]} of booking bkg_\\w+ is lapsed, and nobody was told`));
    // An owner who was told may let the booking stand.
    expect(await findingsAfter(`update payment_alerts set resolved_at = holdfast_now() where payment_id = '${ids["lapsed"]}'`)).toEqual([]);
  });

  test.each(["authorized", "captured"])("a payment that is %s, and nothing is booked", async (status) => {
    expect(await findingsAfter(setPayment("abandoned", `status = '${status}'`))).toEqual(i5(`payment ${ids["abandoned"]} of hold hold_\\w+ is ${status}, but nothing is booked`));
  });

  test("a second payment that was captured and does not go back", async () => {
    expect(await findingsAfter(setPayment("stray", "status = 'captured'"))).toEqual(i5(`payment ${ids["stray"]} of hold hold_\\w+ is captured, but nothing is booked`));
  });

  test("a captured payment that lost its booking is found from both sides", async () => {
    expect(await findingsAfter(setPayment("sold", "booking_id = null"))).toEqual([
      ...i5(`booking ${ids["booking"]} costs 50000 INR, but 0 were paid for it`),
      ...i5(`payment ${ids["sold"]} of hold hold_\\w+ is \\w+, but nothing is booked`),
    ]);
  });

  test.each(["returned", "stray"])("money that booked nothing (%s), of which only a part goes back", async (name) => {
    expect(await findingsAfter(setPayment(name, "amount_minor = amount_minor + 1"))).toEqual(i5(`payment ${ids[name]} of 50001 INR booked nothing, and 50000 go back`));
  });

  test("a payment whose refunds come to another sum than it says", async () => {
    expect(await findingsAfter(setPayment("cancelled", "refunded_minor = refunded_minor - 1"))).toEqual(i5(`payment ${ids["cancelled"]} says that 24999 go back, its refunds say 25000`));
    expect(await findingsAfter(`update refunds set amount_minor = amount_minor + 1 where payment_id = '${ids["cancelled"]}'`)).toEqual(i5(`payment ${ids["cancelled"]} says that 25000 go back, its refunds say 25001`));
    expect(await findingsAfter(`update refunds set status = 'void' where payment_id = '${ids["cancelled"]}'`)).toEqual(i5(`payment ${ids["cancelled"]} says that 25000 go back, its refunds say 0`));
    expect(await findingsAfter(setPayment("sold", "refunded_minor = 1"))).toEqual(i5(`payment ${ids["sold"]} says that 1 go back, its refunds say 0`));
  });
});

test("what an owner gives back by hand is no breach, up to all of it; what a cancellation gives back of a booking that stands is", async () => {
  const booking = await customer.buy({ serviceId: await priced(), start: monday("12:00") });
  const payment = await paymentOf(booking.holdId);
  for (const amount of [1000, 49_000]) {
    await app.request("POST", `/v1/payments/${payment}/refunds`, { amount }, { key });
    expect(await app.breaches()).toEqual([]);
  }
  expect(await findingsAfter(`update refunds set reason = 'cancelled' where payment_id = '${payment}' and amount_minor = 1000`)).toEqual(i5(`booking ${booking.id} costs 50000 INR, but 49000 were paid for it`));
});

test("more given back than was paid is refused by the table itself", async () => {
  await expect(app.sql`update payments set refunded_minor = amount_minor + 1 where payment_id = ${ids["sold"]!}`).rejects.toThrow(/check constraint/);
});

test.each(["late", "duplicate", "mismatch", "cancelled"] as const)("one payment goes back once because it is %s, however often that is asked for", async (reason) => {
  const rows = await app.sql<PaymentRow[]>`select tenant_id, payment_id, currency from payments where payment_id = ${ids["sold"]!}`;
  const undone = new Error("undone");
  const asked: (string | undefined)[] = [];
  await app.sql
    .begin(async (tx) => {
      for (let times = 0; times < 3; times++) asked.push(await requestRefund(tx, rows[0]!, { reason, amountMinor: 100 }));
      expect(await tx`select refunded_minor from payments where payment_id = ${ids["sold"]!}`).toEqual([{ refundedMinor: 100 }]);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  expect(asked).toEqual([expect.stringMatching(/^rfd_/), undefined, undefined]);
});

test("one provider's payment on two holds is refused by the table itself", async () => {
  const rows = app.sql<{ id: string }[]>`select provider_payment_id as id from payments where payment_id = ${ids["sold"]!}`;
  await expect(app.sql`update payments set provider_payment_id = ${(await rows)[0]!.id} where payment_id = ${ids["stray"]!}`).rejects.toThrow("payments_provider_payment_once");
});
