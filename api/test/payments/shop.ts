import { afterAll } from "vitest";
import { startEmulator } from "../../../examples/razorpay-emulator/testing.js";
import type { PaymentProof } from "../../../examples/razorpay-emulator/index.js";
import { createRazorpayGateway } from "../../src/gateways/razorpay.js";
import { createTestApp } from "../helpers/app.js";
import { backToNow } from "../helpers/back-to-now.js";
import { createBusiness } from "../helpers/business.js";
import { createJourney, type Booking, type Hold } from "../helpers/journey.js";
import { kolkata, MINUTE_MS, monday, NOW } from "../helpers/times.js";

const WEBHOOK_SECRET = "whsec of the tests";

/**
 * The API and the emulator, talking to each other over HTTP as they would in the world, with one clock for both. Call
 * it at the top level of a test file.
 */
export async function openShop() {
  const emulator = await startEmulator({
    now: () => NOW,
    // What the provider sends arrives here without a socket; what we send it goes over one.
    fetch: async (url, init) => app.app.fetch(new Request(String(url), init)),
  });
  const { control, keyId, keySecret } = emulator;
  const app = await createTestApp({ payments: createRazorpayGateway({ apiUrl: emulator.url, timeoutMs: 300 }) });
  afterAll(() => emulator.close());
  await app.clock.set(NOW);
  const business = await createBusiness(app);
  const customer = createJourney(app, business);
  const webhook = { url: `http://api.test/v1/webhooks/razorpay/${business.tenantId}`, secret: WEBHOOK_SECRET };
  await app.request("PUT", "/v1/tenant/payments", { keyId, keySecret, webhookSecret: WEBHOOK_SECRET }, { key: business.sk });

  const shop = {
    app,
    control,
    business,
    customer,
    /** Everything as at the beginning, but for the rows. */
    async reset() {
      control.reset();
      control.setWebhook(webhook);
      await app.deliverOutbox();
      await backToNow(app);
      await app.sql`update outbox set done_at = holdfast_now() where done_at is null`;
      await app.sql`update payments set check_at = null`;
      await app.sql`update refunds set check_at = null`;
      app.mails.length = 0;
    },
    /** A service of its own, free from 09:00 to 17:00. */
    service: (options: object = {}) => customer.service({ price: { amount: 50_000, currency: "INR" }, ...options }),
    /** A hold whose checkout is open. */
    async checkedOut(serviceId: string, time = "10:00", date = "2026-03-02") {
      const hold = await customer.hold({ serviceId, start: kolkata(`${date} ${time}`) });
      return { hold, orderId: await customer.order(hold) };
    },
    /** What checkout's handler hands to our API. */
    confirm: (hold: Hold, proof: PaymentProof) =>
      customer.confirm(hold, { razorpayPaymentId: proof.razorpay_payment_id, razorpayOrderId: proof.razorpay_order_id, razorpaySignature: proof.razorpay_signature }),
    async buy(serviceId: string, time = "10:00"): Promise<Booking> {
      const { hold, orderId } = await shop.checkedOut(serviceId, time);
      const { status, body } = await shop.confirm(hold, control.pay(orderId));
      if (status !== 200) throw new Error(JSON.stringify(body));
      await shop.work();
      return body;
    },
    /** Somebody else books a start. */
    rival: (serviceId: string, time = "10:00") => business.hold({ serviceId, start: monday(time) }),
    /** Both clocks go on. */
    async advance(ms: number) {
      await app.clock.advance(ms);
      await control.advance(ms);
    },
    /** Webhooks arrive, and what they and we left to be done is done; what fails is due again later. */
    async work() {
      for (let before = -1; before !== control.webhooks().length; ) {
        before = control.webhooks().length;
        await control.webhooksSettled();
        await app.deliverOutbox();
      }
    },
    /** Time goes on in steps, with everything that falls due: outbox, reconciler, the provider's own. */
    async live(ms: number, stepMs = 15 * MINUTE_MS) {
      for (let left = ms; left > 0; left -= stepMs) {
        await shop.advance(Math.min(left, stepMs));
        await shop.work();
        await app.reconcile().catch(() => undefined);
        await shop.work();
      }
    },
    readHold: async (hold: Hold) => (await app.request("GET", `/v1/holds/${hold.id}`, undefined, { token: hold.token })).body,
    payments: async (query = "") => (await app.request("GET", `/v1/payments?${query}`, undefined, { key: business.sk })).body.data as Record<string, any>[],
    paymentOf: async (orderId: string) => {
      const [found] = (await shop.payments(`search=${orderId}&limit=10`)).filter(({ purpose }) => purpose !== "stray");
      return (await app.request("GET", `/v1/payments/${found!["id"]}`, undefined, { key: business.sk })).body;
    },
    alerts: async () => ((await app.request("GET", "/v1/payment-alerts?limit=200", undefined, { key: business.sk })).body.data as { kind: string; detail: string }[]),
    bookingsOf: async (hold: Hold) => (await app.sql`select from bookings where hold_id = ${hold.id}`).count,
    /** What the provider's books say of an order, beside what ours say. */
    async books(orderId: string) {
      const { payments } = control.ledger().orders.find((entry) => entry.orderId === orderId)!;
      const sum = (name: "captured" | "refunded") => payments.reduce((total, payment) => total + payment[name], 0);
      const [ours] = await app.sql<{ captured: number; refunded: number }[]>`
        select coalesce(sum(amount_minor) filter (where status in ('captured', 'refund_pending', 'refunded', 'refund_failed')), 0)::int as captured,
          coalesce((select sum(r.amount_minor) from refunds r join payments q using (tenant_id, payment_id)
            where q.provider_order_id = ${orderId} and r.status = 'processed'), 0)::int as refunded
        from payments p where p.provider_order_id = ${orderId}`;
      return { theirs: { captured: sum("captured"), refunded: sum("refunded") }, ours: { captured: ours!.captured, refunded: ours!.refunded } };
    },
  };
  return shop;
}
