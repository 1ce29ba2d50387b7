import { z } from "zod";
import { availability, availabilityQuery, liveQuery, slotsEvent } from "../availability.js";
import { booking } from "../bookings.js";
import { id } from "../common.js";
import { checkout, checkoutResult, confirmHold, hold, holdList, holdListQuery, placeHold } from "../holds.js";
import { endpoint } from "./endpoint.js";

const tag = "Holds";
const credentials = ["token", "secret", "owner"] as const;
const params = z.object({ holdId: id("hold") });
const ownToken = (description: string) => z.object({ "Holdfast-Token": z.string().max(200).optional().meta({ description }) });

export const availabilityEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/availability",
    operationId: "getAvailability",
    summary: "Find free slots",
    description:
      "The starts that can be booked on the local dates `from` to `to`, both included. Never cached: what it gives was free when it was asked.",
    tag: "Catalogue",
    credentials: ["publishable", "secret", "owner"],
    headers: ownToken("The token of a live hold: the slot that it keeps stays in the answer, as `heldByYou`."),
    query: availabilityQuery,
    success: { status: 200, body: availability },
    errors: ["not_found"],
  }),
  endpoint({
    method: "get",
    path: "/v1/availability/live",
    operationId: "watchAvailability",
    summary: "Be told what becomes free or is taken",
    description:
      "Server-sent events. `ready`: the stream has begun, read availability now. `slots`: of the starts from `from` to `to` exactly these can be booked (a `SlotsEvent`). " +
      "`reload`: something was missed or changed as a whole, read availability again. Comes back with `Last-Event-ID`, as every EventSource does; " +
      "a listener that is too slow is dropped and may come back. A token of one's own hold is not known here: leave the slot as it is.",
    tag: "Catalogue",
    credentials: ["publishable", "secret", "owner"],
    headers: z.object({ "Last-Event-ID": z.string().optional().meta({ description: "The id of the last event that arrived." }) }),
    query: liveQuery,
    success: { status: 200, body: slotsEvent, contentType: "text/event-stream" },
    errors: ["not_found"],
  }),
] as const;

export const holdEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/holds",
    operationId: "listHolds",
    summary: "List live holds",
    description: "What customers hold at this moment, by start: neither their tokens, nor holds that ended.",
    tag,
    credentials: ["secret", "owner"],
    query: holdListQuery,
    success: { status: 200, body: holdList },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/holds",
    operationId: "createHold",
    summary: "Hold a slot",
    description:
      "Takes the slot away from everybody else until `expiresAt`. Price, tax and cancellation terms are agreed now and stay. With `replaces` an earlier hold is given up, but only if this one is won.",
    tag,
    credentials: ["publishable", "secret", "owner"],
    idempotencyKey: true,
    headers: ownToken("With `replaces`: the token of the hold to give up."),
    body: placeHold,
    success: { status: 201, body: hold },
    errors: ["not_found", "slot_unavailable", "hold_limit_reached", "hold_not_active"],
  }),
  endpoint({
    method: "get",
    path: "/v1/holds/{holdId}",
    operationId: "getHold",
    summary: "Read a hold",
    tag,
    credentials,
    params,
    success: { status: 200, body: hold },
    errors: [],
  }),
  endpoint({
    method: "delete",
    path: "/v1/holds/{holdId}",
    operationId: "releaseHold",
    summary: "Give a held slot back",
    description: "Releasing a hold again, or one that has expired, is no error.",
    tag,
    credentials,
    params,
    success: { status: 204 },
    errors: ["hold_not_active"],
  }),
  endpoint({
    method: "post",
    path: "/v1/holds/{holdId}/extend",
    operationId: "extendHold",
    summary: "Begin a hold's period afresh",
    description: "As often as `extensionsLeft` says, and never past a cap on the whole.",
    tag,
    credentials,
    idempotencyKey: true,
    params,
    success: { status: 200, body: hold },
    errors: ["hold_expired", "hold_not_active", "extension_limit_reached"],
  }),
  endpoint({
    method: "post",
    path: "/v1/holds/{holdId}/checkout",
    operationId: "checkOutHold",
    summary: "Give the customer's details",
    description:
      "What is free is confirmed by this. For what has a price a Razorpay order is opened, and the hold is prolonged once so that there is time to pay.",
    tag,
    credentials,
    idempotencyKey: true,
    params,
    body: checkout,
    success: { status: 200, body: checkoutResult },
    errors: ["hold_expired", "hold_not_active", "payments_not_configured", "payment_provider_unavailable"],
  }),
  endpoint({
    method: "post",
    path: "/v1/holds/{holdId}/confirm",
    operationId: "confirmHold",
    summary: "Turn a paid hold into a booking",
    description:
      "With the three values that Razorpay's checkout gives the page. The same payment always gives the same booking, whether this call or Razorpay's webhook comes first. A payment that comes too late takes the slot back if it is still free; else it is refunded, and the answer is `slot_unavailable`.",
    tag,
    credentials,
    idempotencyKey: true,
    params,
    body: confirmHold,
    success: { status: 200, body: booking },
    errors: [
      "hold_not_active",
      "slot_unavailable",
      "payment_not_verified",
      "payment_failed",
      "payments_not_configured",
      "payment_provider_unavailable",
    ],
  }),
] as const;
