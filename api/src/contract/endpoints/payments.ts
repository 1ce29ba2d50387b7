import { z } from "zod";
import { id } from "../common.js";
import {
  createRefund, paymentAlert, paymentAlertList, paymentAlertListQuery, paymentDetails, paymentList, paymentListQuery, refund,
} from "../payments.js";
import { endpoint } from "./endpoint.js";

const tag = "Payments";
const credentials = ["secret", "owner"] as const;
const params = z.object({ paymentId: id("payment") });

export const paymentEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/payments",
    operationId: "listPayments",
    summary: "List payments",
    description: "The newest first. `needsAttention=true` gives those that an open alert is about.",
    tag,
    credentials,
    query: paymentListQuery,
    success: { status: 200, body: paymentList },
    errors: [],
  }),
  endpoint({
    method: "get",
    path: "/v1/payments/{paymentId}",
    operationId: "getPayment",
    summary: "Read a payment with its refunds and history",
    tag,
    credentials,
    params,
    success: { status: 200, body: paymentDetails },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/payments/{paymentId}/refunds",
    operationId: "createRefund",
    summary: "Give money back",
    description: "All that is left of the payment, or a part. The booking stands; to cancel it with a refund, cancel the booking.",
    tag,
    credentials,
    idempotencyKey: true,
    params,
    body: createRefund,
    success: { status: 201, body: refund },
    errors: ["payment_not_refundable"],
  }),
  endpoint({
    method: "post",
    path: "/v1/payments/{paymentId}/refunds/{refundId}/retry",
    operationId: "retryRefund",
    summary: "Try a failed refund again",
    description: "By itself a refund is tried five times in sixteen hours before it counts as failed.",
    tag,
    credentials,
    idempotencyKey: true,
    params: params.extend({ refundId: id("refund") }),
    success: { status: 200, body: refund },
    errors: ["payment_not_refundable"],
  }),
  endpoint({
    method: "get",
    path: "/v1/payment-alerts",
    operationId: "listPaymentAlerts",
    summary: "List what about money needs a person",
    description: "The newest first. What happens again is one alert that counts; what settles itself is resolved by itself.",
    tag,
    credentials,
    query: paymentAlertListQuery,
    success: { status: 200, body: paymentAlertList },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/payment-alerts/{alertId}/resolve",
    operationId: "resolvePaymentAlert",
    summary: "Say that an alert was dealt with",
    description: "Saying so again is no error.",
    tag,
    credentials,
    params: z.object({ alertId: id("alert") }),
    success: { status: 200, body: paymentAlert },
    errors: [],
  }),
] as const;
