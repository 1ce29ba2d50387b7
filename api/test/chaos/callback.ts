import type { PaymentProof } from "../../../examples/razorpay-emulator/index.js";
import type { Answer } from "../helpers/app.js";
import type { Booking, Hold } from "../helpers/journey.js";
import type { JourneyPlan } from "./plan.js";
import type { Town } from "./town.js";

/** What a confirmation may be answered with: a booking, or the code of a refusal. */
export type Expected = readonly ("booked" | "slot_unavailable" | "payment_failed" | "payment_not_verified")[];

/** Proofs of others, to be misused; any will do. */
const proofsOfOthers: PaymentProof[] = [];

/** The browser tells what checkout's handler gave it, in the way that is planned. @returns the booking, where it was told of one. */
export async function callBack(town: Town, plan: JourneyPlan, hold: Hold, proof: PaymentProof, expected: Expected): Promise<Booking | undefined> {
  const other = proofsOfOthers.at(-1);
  if (proofsOfOthers.push(proof) > 20) proofsOfOthers.shift();
  switch (plan.callback) {
    case "dropped":
      return undefined;
    case "sent":
      return confirm(town, plan, hold, proof, expected);
    case "twice at once": {
      const [first, second] = await Promise.all([confirm(town, plan, hold, proof, expected), confirm(town, plan, hold, proof, expected)]);
      if (first && second && (first.id !== second.id || first.token !== second.token))
        town.journal.find("7 nothing double", `${hold.id} of journey ${plan.name} was confirmed as ${first.id} and as ${second.id}`);
      return first ?? second;
    }
    case "forged first":
      await confirm(town, plan, hold, { ...proof, razorpay_signature: proof.razorpay_signature.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) }, ["payment_not_verified"]);
      return confirm(town, plan, hold, proof, expected);
    case "of another hold first":
      if (other && other.razorpay_order_id !== proof.razorpay_order_id) await confirm(town, plan, hold, other, ["payment_not_verified"]);
      return confirm(town, plan, hold, proof, expected);
  }
}

async function confirm({ client, journal }: Town, plan: JourneyPlan, hold: Hold, proof: PaymentProof, expected: Expected): Promise<Booking | undefined> {
  const answer: Answer = await client.request("POST", `/v1/holds/${hold.id}/confirm`, {
    razorpayPaymentId: proof.razorpay_payment_id,
    razorpayOrderId: proof.razorpay_order_id,
    razorpaySignature: proof.razorpay_signature,
  }, { token: hold.token });
  const outcome = answer.status === 200 ? "booked" : answer.body.code;
  journal.count(`confirmation: ${outcome}`);
  // A provider that can't be reached for so long is no fault of ours; webhooks and the reconciler go on.
  if (answer.status !== 503 && !expected.includes(outcome))
    journal.find("6 answers", `journey ${plan.name} (${plan.outcome}): confirming ${hold.id} with ${proof.razorpay_payment_id} was answered ${answer.status} ${JSON.stringify(answer.body)} instead of ${expected.join(" or ")}`);
  if (answer.status !== 200) return undefined;
  journal.confirmed.set(answer.body.id, hold.id);
  if (answer.body.holdId !== hold.id) journal.find("6 answers", `confirming ${hold.id} was answered with ${answer.body.id} of ${answer.body.holdId}`);
  return answer.body;
}
