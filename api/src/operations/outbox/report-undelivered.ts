import type { Deps } from "../../deps.js";
import { findRefund } from "../../queries/refunds.js";
import type { OutboxRow } from "../../queries/outbox.js";
import { raiseAlert } from "../payments/raise-alert.js";

/** A message was tried for days and is given up: what is about money is put into its owner's list. */
export async function reportUndelivered({ sql }: Deps, { tenantId, messageId, topic, payload }: OutboxRow): Promise<void> {
  if (!topic.startsWith("payment.")) return;
  const about = (payload["paymentId"] as string | undefined) ?? (await findRefund(sql, tenantId, String(payload["refundId"])))?.paymentId;
  const what = { "payment.capture": "captured", "payment.refund": "refunded" }[topic as string] ?? "looked up";
  await raiseAlert(sql, tenantId, {
    kind: "settlement_failed", subject: messageId, ...(about && { paymentId: about }),
    detail: `A payment could not be ${what} at Razorpay for four days. Check your keys and the payment in Razorpay's dashboard.`,
  });
}
