import type { Connection } from "../../database/connect.js";
import { randomCharacters } from "../../ids.js";
import { insertOutbox } from "../../queries/outbox.js";

/** Everything that can have to happen outside after a commit. */
export type OutboxMessage =
  | { topic: "mail.booking_requested"; bookingId: string }
  | { topic: "mail.booking_confirmed" | "mail.booking_cancelled" | "mail.booking_declined"; bookingId: string; ownersKnow?: "yes" }
  | { topic: "booking.cancel"; bookingId: string; cancellationId: string }
  | { topic: "mail.booking_moved"; bookingId: string }
  | { topic: "mail.booking_reminder"; bookingId: string }
  | { topic: "mail.owner_requested" | "mail.owner_booked" | "mail.owner_moved" | "mail.owner_cancelled"; bookingId: string }
  | { topic: "mail.sign_in_code"; address: string; requestNo: string }
  | { topic: "mail.payment_late"; holdId: string }
  | { topic: "mail.refunded"; refundId: string }
  | { topic: "mail.webhook_disabled"; endpointId: string }
  | { topic: "payment.settle"; paymentId: string; providerPaymentId: string }
  | { topic: "payment.capture"; paymentId: string }
  | { topic: "payment.refund"; refundId: string };

export type OutboxTopic = OutboxMessage["topic"];

export const newMessageId = () => `msg_${randomCharacters(20)}`;

/**
 * Leaves a message for the outbox worker; it is worked once the transaction has committed.
 * @param messageId - for what may be left several times and has to happen once. Default is a new one.
 */
export const leaveMessage = (tx: Connection, tenantId: string, message: OutboxMessage, messageId = newMessageId()) =>
  insertOutbox(tx, tenantId, messageId, message);
