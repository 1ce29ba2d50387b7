import { beforeEach, expect, test } from "vitest";
import { openShop } from "./shop.js";

const shop = await openShop();
beforeEach(() => shop.reset());

test.each([
  ["yen, which have no smaller unit", "JPY", 1501, 751],
  ["dinars, of which the last of three digits stays 0", "KWD", 1250, 630],
  ["dinars of another country, at the least price there is", "BHD", 10, 10],
  ["rupees, of which less than one can't be given back", "INR", 150, 100],
])("a booking in %s is taken, half of it goes back, and the provider's books say the same", async (_, currency, amount, half) => {
  const { serviceId } = await shop.service({ price: { amount, currency }, cancellation: [{ hoursBefore: 0, refundPercent: 50 }] });
  const booking = await shop.buy(serviceId);
  expect(shop.control.ledger().totals).toEqual({ [currency]: { captured: amount, refunded: 0, refundsPending: 0 } });
  await shop.customer.cancel(booking);
  await shop.work();
  expect(shop.control.ledger().totals).toEqual({ [currency]: { captured: amount, refunded: half, refundsPending: 0 } });
  const { body } = await shop.app.request("GET", `/v1/bookings/${booking.id}`, undefined, { token: booking.token });
  expect(body.payment).toEqual({ status: "refunded", amount, currency, refundedAmount: half });
  expect(await shop.app.breaches()).toEqual([]);
});

test("a payment of the same number in another currency books nothing", async () => {
  const { serviceId } = await shop.service({ price: { amount: 1500, currency: "JPY" } });
  const { hold, orderId } = await shop.checkedOut(serviceId);
  // 1,500 yen are not 15 rupees.
  const { status } = await shop.confirm(hold, shop.control.pay(orderId, { currency: "INR" }));
  expect(status).toBeGreaterThanOrEqual(400);
  await shop.work();
  expect(shop.control.ledger().totals).toMatchObject({ JPY: { captured: 0 }, INR: { captured: 0 } });
  expect(await shop.app.breaches()).toEqual([]);
});
