import { z } from "zod";
import { id } from "../common.js";
import { endpoint } from "./endpoint.js";

const tag = "System";
const credentials = ["none"] as const;
const health = (status: "ok" | "ready") => z.object({ status: z.literal(status) });

export const systemEndpoints = [
  endpoint({
    method: "post",
    path: "/v1/webhooks/razorpay/{tenantId}",
    operationId: "receiveRazorpayWebhook",
    summary: "Take an event from Razorpay",
    description: "For Razorpay alone. Events may come in any order and any number of times.",
    tag,
    credentials,
    params: z.object({ tenantId: id("tenant") }),
    headers: z.object({
      "X-Razorpay-Signature": z.string().meta({ description: "HMAC-SHA256 of the raw body with the webhook's secret." }),
      "X-Razorpay-Event-Id": z.string().optional().meta({ description: "The same each time an event is sent again." }),
    }),
    body: z.looseObject({ event: z.string() }),
    success: { status: 200, body: z.object({ received: z.literal(true) }) },
    errors: ["payment_not_verified"],
  }),
  endpoint({
    method: "get",
    path: "/v1/openapi.json",
    operationId: "getOpenApiDocument",
    summary: "Read this document",
    tag,
    credentials,
    success: { status: 200, body: z.looseObject({ openapi: z.string() }) },
    errors: [],
  }),
  endpoint({
    method: "get",
    path: "/healthz",
    operationId: "getHealth",
    summary: "Ask whether the process lives",
    tag,
    credentials,
    success: { status: 200, body: health("ok") },
    errors: [],
  }),
  endpoint({
    method: "get",
    path: "/readyz",
    operationId: "getReadiness",
    summary: "Ask whether the process can do its work",
    description: "Fails while the database can't be reached or lacks a migration, and once the process is to stop.",
    tag,
    credentials,
    success: { status: 200, body: health("ready") },
    errors: ["service_unavailable", "internal_error"],
  }),
  endpoint({
    method: "get",
    path: "/metrics",
    operationId: "getMetrics",
    summary: "Read what this process counts and measures",
    description: "In the text format of Prometheus; of all businesses together, nothing of anybody.",
    tag,
    credentials,
    success: { status: 200, body: z.string(), contentType: "text/plain" },
    errors: [],
  }),
] as const;
