import type { Answer } from "../helpers/app.js";
import { CUSTOMER } from "../helpers/business.js";
import type { Booking, Hold } from "../helpers/journey.js";
import { callBack } from "./callback.js";
import { cancel } from "./cancel.js";
import type { JourneyPlan } from "./plan.js";
import type { Town } from "./town.js";
import { pay, troubleOrder } from "./trouble.js";

/** What a customer does once the round is over and the unpaid holds have expired. */
export type Later = () => Promise<void>;

/** Which slot to take where it is not the plan's own choice. */
export interface Wanted {
  start: string;
  resourceId: string | undefined;
}

/** One customer from the first click on. @returns what is left to do later. */
export async function travel(town: Town, plan: JourneyPlan, wanted?: Wanted): Promise<Later | undefined> {
  const hold = await takeSlot(town, plan, wanted);
  if (!hold) return town.journal.ended("no slot left");
  const orderId = await checkOut(town, plan, hold);
  if (!orderId) return town.journal.ended("no order");

  const { control } = town.gateway;
  const payLate = async (): Promise<void> => {
    const rival = plan.rival && travel(town, plan.rival.plan, { start: hold.start, resourceId: hold.resources[0]?.id });
    if (!plan.rival?.races) await rival;
    const outcome = plan.capturedAlready ? "captured" : "authorized";
    const proof = pay(town, plan, () => control.pay(orderId, { outcome }));
    await finish(town, plan, await callBack(town, plan, hold, proof, ["booked", "slot_unavailable"]), "paid late");
    await (await rival)?.();
  };

  switch (plan.outcome) {
    case "authorised":
    case "captured":
    case "paid, and nobody told": {
      const outcome = plan.outcome === "captured" || (plan.outcome === "paid, and nobody told" && plan.capturedAlready) ? "captured" : "authorized";
      const proof = pay(town, plan, () => control.pay(orderId, { outcome }));
      return finish(town, plan, await callBack(town, plan, hold, proof, ["booked"]), "paid");
    }
    case "failed, then paid": {
      control.pay(orderId, { outcome: "failed" });
      const proof = pay(town, plan, () => control.pay(orderId));
      return finish(town, plan, await callBack(town, plan, hold, proof, ["booked"]), "paid");
    }
    case "authorised late": {
      const { razorpay_payment_id: paymentId } = control.pay(orderId, { outcome: "failed" });
      return async () => {
        const proof = pay(town, plan, () => control.authorizeLate(paymentId));
        // An authorisation may have gone back already when we ask for it.
        await finish(town, plan, await callBack(town, plan, hold, proof, ["booked", "slot_unavailable", "payment_failed"]), "authorised late");
      };
    }
    case "paid late":
    case "paid late, against a rival":
      return payLate;
    case "released, then paid": {
      await release(town, plan, hold);
      const proof = pay(town, plan, () => control.pay(orderId, { outcome: plan.capturedAlready ? "captured" : "authorized" }));
      return finish(town, plan, await callBack(town, plan, hold, proof, ["booked", "slot_unavailable"]), "paid after release");
    }
    case "paid twice": {
      town.journal.paid(plan);
      const proof = pay(town, plan, () => {
        if (plan.capturedAlready) return control.captureTwice(orderId)[0];
        control.pay(orderId);
        return control.pay(orderId);
      });
      return finish(town, plan, await callBack(town, plan, hold, proof, ["booked"]), "paid");
    }
    case "paid twice, the second told first": {
      const first = control.pay(orderId);
      town.journal.paid(plan);
      const proof = pay(town, plan, () => control.pay(orderId));
      // Where it was not captured by the merchant's settings, it is by hand: an order takes no second capture after it.
      if (plan.capturedAlready && plan.business === 0) control.captureByHand(first.razorpay_payment_id);
      const booking = await callBack(town, plan, hold, proof, ["booked"]);
      return finish(town, plan, (await callBack(town, plan, hold, first, ["booked"])) ?? booking, "paid");
    }
    case "wrong amount": {
      const amount = Math.max(100, Math.floor(hold.price.amount / 2));
      const proof = pay(town, plan, () => control.pay(orderId, { amount, outcome: plan.capturedAlready ? "captured" : "authorized" }));
      await callBack(town, plan, hold, proof, ["payment_not_verified"]);
      return town.journal.ended("paid a wrong amount");
    }
    case "never paid":
      return town.journal.ended("never paid");
  }
}

/** The customer is told of a booking or not, and may cancel it now or later. */
async function finish(town: Town, plan: JourneyPlan, booking: Booking | undefined, ending: string): Promise<Later | undefined> {
  town.journal.ended(`${ending}, ${booking ? "told of a booking" : "told of none"}`);
  if (!booking || !plan.cancellation) return undefined;
  const { by, later } = plan.cancellation;
  const doCancel = () => cancel(town, plan, booking, by);
  if (later) return doCancel;
  await doCancel();
  return undefined;
}

async function takeSlot(town: Town, plan: JourneyPlan, wanted: Wanted | undefined): Promise<Hold | undefined> {
  const { sk, services } = town.businesses[plan.business]!;
  const wishes = wanted ? [wanted] : plan.starts.map((start): Wanted => ({ start, resourceId: undefined }));
  for (const [i, { start, resourceId }] of wishes.entries()) {
    const body = { serviceId: services[plan.service], start, quantity: plan.quantity, ...(resourceId && { resourceId }) };
    const answer = await town.client.request("POST", "/v1/holds", body, { key: sk, idempotencyKey: `hold ${plan.name} ${i}` });
    if (answer.status === 201) {
      town.journal.holds.set(answer.body.id, plan);
      return answer.body;
    }
    if (answer.status === 503) town.journal.unanswered += 1;
    else expectCode(town, plan, answer, "slot_unavailable");
  }
  return undefined;
}

async function checkOut(town: Town, plan: JourneyPlan, hold: Hold): Promise<string | undefined> {
  troubleOrder(town, plan);
  const options = { token: hold.token, idempotencyKey: `checkout ${plan.name}` };
  const answer = await town.client.request("POST", `/v1/holds/${hold.id}/checkout`, { customer: customerOf(plan) }, options);
  if (answer.status === 200) return answer.body.payment.orderId;
  if (answer.status !== 503) expectCode(town, plan, answer, "hold_expired");
  return undefined;
}

async function release(town: Town, plan: JourneyPlan, hold: Hold): Promise<void> {
  const answer = await town.client.request("DELETE", `/v1/holds/${hold.id}`, undefined, { token: hold.token });
  if (answer.status !== 204 && answer.status !== 503) expectCode(town, plan, answer, "none");
}

/** A few hundred people, so that customers come back. */
const customerOf = ({ name }: JourneyPlan) => ({ ...CUSTOMER, email: `customer${name.replace(/\D/g, "").slice(-3)}@customer.test` });

function expectCode({ journal }: Town, plan: JourneyPlan, { status, body }: Answer, code: string): void {
  if (body?.code !== code) journal.find("6 answers", `journey ${plan.name} (${plan.outcome}) was answered ${status} ${JSON.stringify(body)}`);
}
