import type { Deps } from "../../deps.js";
import { refundMail } from "../../notifications/refund-mail.js";
import { findMadeRefund } from "../../queries/made-refunds.js";

/** Tells a customer that money was sent back. */
export async function sendRefundMail({ sql, mailer }: Deps, tenantId: string, messageId: string, refundId: string): Promise<void> {
  const refund = await findMadeRefund(sql, tenantId, refundId);
  if (refund) await mailer.send(refundMail(refund, messageId));
}
