import { z } from "zod";
import { apiKey, apiKeyList, apiKeyListQuery, createApiKey, updateApiKey } from "../api-keys.js";
import { id } from "../common.js";
import { paymentsSettings, putPayments, tenant, updateTenant } from "../tenants.js";
import { endpoint } from "./endpoint.js";

const tag = "Business";
const credentials = ["secret", "owner"] as const;
const keyParams = z.object({ keyId: id("apiKey") });

export const businessEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/tenant",
    operationId: "getTenant",
    summary: "Read the business's settings",
    tag,
    credentials,
    success: { status: 200, body: tenant },
    errors: [],
  }),
  endpoint({
    method: "patch",
    path: "/v1/tenant",
    operationId: "updateTenant",
    summary: "Change the business's settings",
    description: "Fields that are left out stay as they are.",
    tag,
    credentials,
    body: updateTenant,
    success: { status: 200, body: tenant },
    errors: [],
  }),
  endpoint({
    method: "get",
    path: "/v1/tenant/payments",
    operationId: "getPaymentsSettings",
    summary: "Read how the business is paid",
    description: "Secrets are never given back.",
    tag,
    credentials,
    success: { status: 200, body: paymentsSettings },
    errors: [],
  }),
  endpoint({
    method: "put",
    path: "/v1/tenant/payments",
    operationId: "putPaymentsSettings",
    summary: "Set the business's Razorpay keys",
    description:
      "Kept encrypted. In Razorpay's dashboard, let a webhook with the same `webhookSecret` point to `webhookPath` on this server.",
    tag,
    credentials,
    body: putPayments,
    success: { status: 200, body: paymentsSettings },
    errors: [],
  }),
  endpoint({
    method: "get",
    path: "/v1/api-keys",
    operationId: "listApiKeys",
    summary: "List keys",
    tag,
    credentials,
    query: apiKeyListQuery,
    success: { status: 200, body: apiKeyList },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/api-keys",
    operationId: "createApiKey",
    summary: "Make a key",
    description: "A secret key is told only in this answer.",
    tag,
    credentials,
    idempotencyKey: true,
    body: createApiKey,
    success: { status: 201, body: apiKey },
    errors: [],
  }),
  endpoint({
    method: "patch",
    path: "/v1/api-keys/{keyId}",
    operationId: "updateApiKey",
    summary: "Rename a key or change its origins",
    tag,
    credentials,
    params: keyParams,
    body: updateApiKey,
    success: { status: 200, body: apiKey },
    errors: [],
  }),
  endpoint({
    method: "delete",
    path: "/v1/api-keys/{keyId}",
    operationId: "revokeApiKey",
    summary: "Revoke a key",
    description: "It stops working within a second, everywhere. Revoking it again is no error.",
    tag,
    credentials,
    params: keyParams,
    success: { status: 204 },
    errors: [],
  }),
] as const;
