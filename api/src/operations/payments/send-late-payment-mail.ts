import type { Deps } from "../../deps.js";
import { latePaymentMail } from "../../notifications/late-payment-mail.js";
import { findLatePayment } from "../../queries/late-payments.js";

/** Tells the customer of a hold that the payment came too late. */
export async function sendLatePaymentMail({ sql, mailer }: Deps, tenantId: string, messageId: string, holdId: string): Promise<void> {
  const late = await findLatePayment(sql, tenantId, holdId);
  if (late) await mailer.send(latePaymentMail(late, messageId));
}
