import { z } from "zod";
import { id } from "../common.js";
import { createSlots, slot, slotList, slotListQuery } from "../slots.js";
import { endpoint } from "./endpoint.js";

const tag = "Slots";
const credentials = ["secret", "owner"] as const;
const params = z.object({ slotId: id("slot") });

export const slotEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/slots",
    operationId: "listSlots",
    summary: "List published sessions",
    tag,
    credentials,
    query: slotListQuery,
    success: { status: 200, body: slotList },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/slots",
    operationId: "createSlots",
    summary: "Publish one session, or up to 500 at once",
    description:
      "A session reserves its resources from now on, outside opening hours too. Several at once (`slots`) are published all or not at all. One session is answered as itself, several as `{data: […]}`.",
    tag,
    credentials,
    idempotencyKey: true,
    body: createSlots,
    success: { status: 201, body: z.union([slot, z.object({ data: z.array(slot) })]) },
    errors: ["slot_unavailable"],
  }),
  endpoint({
    method: "get",
    path: "/v1/slots/{slotId}",
    operationId: "getSlot",
    summary: "Read a published session",
    tag,
    credentials,
    params,
    success: { status: 200, body: slot },
    errors: [],
  }),
  endpoint({
    method: "delete",
    path: "/v1/slots/{slotId}",
    operationId: "withdrawSlot",
    summary: "Withdraw a published session",
    description: "Refused while it is held or booked.",
    tag,
    credentials,
    params,
    success: { status: 204 },
    errors: ["resource_in_use"],
  }),
] as const;
