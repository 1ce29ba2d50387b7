import type { PaymentAlertKind } from "../../contract/payments.js";
import type { Connection } from "../../database/connect.js";
import { newId } from "../../ids.js";
import { insertAlert } from "../../queries/payment-alerts.js";
import type { PaymentRow } from "../../queries/payments.js";

/** Puts something about money that a person has to look at into the owner's list, in a sentence. */
export const raiseAlert = (sql: Connection, tenantId: string, alert: { kind: PaymentAlertKind; subject: string; paymentId?: string; detail: string }) =>
  insertAlert(sql, tenantId, {
    alertId: newId("alert"),
    kind: alert.kind,
    subject: alert.subject.slice(0, 200),
    paymentId: alert.paymentId,
    detail: alert.detail.slice(0, 500),
  });

/** A booking stands, but what was to pay for it went back to the customer before it was captured. */
export const alertNotCaptured = (sql: Connection, { tenantId, paymentId, providerPaymentId }: PaymentRow) =>
  raiseAlert(sql, tenantId, {
    kind: "not_captured", subject: providerPaymentId!, paymentId,
    detail: "The booking stands, but its payment could not be captured in time and went back to the customer. Ask for the money, or cancel the booking.",
  });
