import type { Deps } from "../../deps.js";
import type { OutboxRow } from "../../queries/outbox.js";
import { cancelOneOfMany } from "../bookings/cancel-many.js";
import { sendBookingMail } from "../bookings/send-booking-mail.js";
import { sendOwnerMail } from "../bookings/send-owner-mail.js";
import { sendSignInCode } from "../customers/send-sign-in-code.js";
import { capturePayment } from "../payments/capture-payment.js";
import { sendLatePaymentMail } from "../payments/send-late-payment-mail.js";
import { sendRefundMail } from "../payments/send-refund-mail.js";
import { sendRefund } from "../payments/send-refund.js";
import { settleFromProvider } from "../payments/settle-from-provider.js";
import { sendDisabledMail } from "../webhook-endpoints/send-disabled-mail.js";

/** Does what a message asks. @throws where it has to be tried again. */
export async function deliverMessage(deps: Deps, { tenantId, messageId, topic, payload }: OutboxRow): Promise<void> {
  const text = (name: string) => String(payload[name] ?? "");
  switch (topic) {
    case "mail.booking_requested":
    case "mail.booking_confirmed":
    case "mail.booking_moved":
    case "mail.booking_cancelled":
    case "mail.booking_declined":
    case "mail.booking_reminder":
      return sendBookingMail(deps, tenantId, messageId, topic, text("bookingId"), { ownersKnow: text("ownersKnow") === "yes" });
    case "mail.payment_late":
      return sendLatePaymentMail(deps, tenantId, messageId, text("holdId"));
    case "mail.owner_requested":
    case "mail.owner_booked":
    case "mail.owner_moved":
    case "mail.owner_cancelled":
      return sendOwnerMail(deps, tenantId, messageId, topic, text("bookingId"));
    case "mail.refunded":
      return sendRefundMail(deps, tenantId, messageId, text("refundId"));
    case "mail.sign_in_code":
      return sendSignInCode(deps, tenantId, messageId, { addressHash: Buffer.from(text("address"), "base64url"), requestNo: text("requestNo") });
    case "mail.webhook_disabled":
      return sendDisabledMail(deps, tenantId, messageId, text("endpointId"));
    case "booking.cancel":
      return cancelOneOfMany(deps, tenantId, text("cancellationId"), text("bookingId"));
    case "payment.settle":
      return settleFromProvider(deps, tenantId, text("paymentId"), text("providerPaymentId"));
    case "payment.capture":
      return capturePayment(deps, tenantId, text("paymentId"));
    case "payment.refund":
      return sendRefund(deps, tenantId, text("refundId"));
  }
}
