import type { z } from "zod";
import type { ErrorCode } from "../problem.js";

/**
 * What a request proves its right by: a key, or an owner's or customer's access token, as `Authorization: Bearer`; or
 * the token of the one hold or booking that it is about, as `Holdfast-Token`.
 */
export type Credential = "publishable" | "secret" | "owner" | "customer" | "token" | "none";

/** One method on one path: all that a caller has to know, and all that the OpenAPI document says of it. */
export interface Endpoint {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** As OpenAPI writes it: `/v1/holds/{holdId}`. */
  path: `/${string}`;
  /** The name of the call in generated clients. */
  operationId: string;
  /** A line, without a full stop. */
  summary: string;
  /** What a line can't say, in Markdown. */
  description?: string;
  tag: Tag;
  /** Any one of them will do. */
  credentials: readonly Credential[];
  /** Whether an Idempotency-Key makes it happen at most once. Default is false. */
  idempotencyKey?: boolean;
  /** Path parameters: one schema for each `{name}`. */
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Request headers beside those that credentials and idempotency bring. */
  headers?: z.ZodObject;
  body?: z.ZodType;
  success: {
    status: 200 | 201 | 204;
    /** None: the answer has no body. */
    body?: z.ZodType;
    /** Default is `application/json`. */
    contentType?: string;
  };
  /** Beside those that follow from the rest; see {@link errorCodesOf}. */
  errors: readonly ErrorCode[];
}

/** The groups of the documentation, in its order. */
export const TAGS = {
  Catalogue: "What can be booked, and when.",
  Holds: "A slot, kept for one customer for some minutes, on its way to a booking.",
  Bookings: "What was booked.",
  Payments: "What was paid, what goes back, and what about it needs a person.",
  Customers: "People who book: they sign in with a code that is mailed to them.",
  Owners: "Accounts of the people who run a business.",
  Business: "A business's settings and keys.",
  Services: "What a business offers.",
  Resources: "Who or what is booked, and when it is open.",
  Slots: "One-off sessions, published beside or instead of opening hours.",
  Calendars: "What is booked, in calendars elsewhere, and what calendars elsewhere keep from being booked.",
  Webhooks: "Events sent to a business's own servers.",
  System: "For monitoring, tools and the payment provider.",
} as const;

export type Tag = keyof typeof TAGS;

/** Checks an endpoint and keeps its literal types. */
export const endpoint = <const E extends Endpoint>(definition: E): E => definition;

/** Every code that an endpoint can answer with, those that follow from its inputs and credentials included. */
export function errorCodesOf({ credentials, params, query, body, method, idempotencyKey, errors, path }: Endpoint): ErrorCode[] {
  const codes = new Set<ErrorCode>();
  const add = (applies: unknown, ...more: ErrorCode[]) => applies && more.forEach((code) => codes.add(code));
  add(query || body || idempotencyKey, "validation_failed");
  add(body, "invalid_json");
  add(!credentials.includes("none"), "unauthorized", "wrong_credential");
  add(credentials.some((credential) => credential === "publishable" || credential === "token"), "origin_not_allowed");
  add(params, "not_found");
  add(idempotencyKey, "idempotency_in_flight", "idempotency_key_reused");
  add(method !== "get", "body_too_large", "unsupported_media_type");
  add(true, ...errors);
  add(path.startsWith("/v1/") && !path.endsWith("openapi.json"), "rate_limited", "internal_error", "service_unavailable");
  return [...codes];
}
