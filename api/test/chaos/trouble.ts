import type { PaymentProof } from "../../../examples/razorpay-emulator/index.js";
import type { GatewayTrouble, JourneyPlan } from "./plan.js";
import type { Town } from "./town.js";

/** Arranges what the provider's answers about this customer's order or payment will be like. */
function arrange({ gateway, journal }: Town, { on, fault }: GatewayTrouble, id: string): void {
  const where = {
    order: { method: "POST", path: "/v1/orders" },
    look: { method: "GET", path: `/payments/${id}` },
    capture: { method: "POST", path: `/payments/${id}/capture` },
    refund: { method: "POST", path: `/payments/${id}/refund` },
  };
  gateway.control.failNext({ ...fault, ...where[on] });
  journal.count(`fault: ${on} ${fault.kind}${fault.status ? ` ${fault.status}` : ""}${fault.afterCommit ? " after it took effect" : ""}`);
}

/** Before checkout: an order has no id yet, so whoever asks for one next meets it. */
export function troubleOrder(town: Town, plan: JourneyPlan): void {
  for (const trouble of plan.gatewayTrouble) if (trouble.on === "order") arrange(town, trouble, "");
}

/**
 * Lets the customer pay, with all the trouble that is planned for the payment. Nothing else runs between: webhooks
 * leave in a later turn, so it is this payment's webhooks and calls that meet the trouble.
 */
export function pay(town: Town, plan: JourneyPlan, attempt: () => PaymentProof): PaymentProof {
  const { gateway, journal } = town;
  for (const rule of plan.webhookTrouble) {
    gateway.control.tamperWebhooks(rule);
    journal.count(`webhooks: ${rule.action}`, rule.count ?? 1);
  }
  const proof = attempt();
  for (const trouble of plan.gatewayTrouble) if (trouble.on !== "order") arrange(town, trouble, proof.razorpay_payment_id);
  journal.paid(plan);
  return proof;
}
