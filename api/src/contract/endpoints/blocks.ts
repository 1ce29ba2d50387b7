import { z } from "zod";
import { block, blockList, blockListQuery, createBlock, resourceBlockListQuery } from "../blocks.js";
import { id } from "../common.js";
import { endpoint } from "./endpoint.js";

const tag = "Resources";
const credentials = ["secret", "owner"] as const;
const params = z.object({ resourceId: id("resource") });

/** Time that is taken out of use. */
export const blockEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/resources/{resourceId}/blocks",
    operationId: "listResourceBlocks",
    summary: "List a resource's blocked time",
    tag,
    credentials,
    params,
    query: resourceBlockListQuery,
    success: { status: 200, body: blockList },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/resources/{resourceId}/blocks",
    operationId: "createBlock",
    summary: "Block a resource's time",
    description:
      "Nothing can be held or booked on it then, whatever the service. Refused with `resource_in_use` where something is already: `inTheWay` tells what, " +
      "so that bookings can be moved or cancelled first. Buffers of bookings count.",
    tag,
    credentials,
    idempotencyKey: true,
    params,
    body: createBlock,
    success: { status: 201, body: block },
    errors: ["resource_in_use"],
  }),
  endpoint({
    method: "get",
    path: "/v1/blocks",
    operationId: "listBlocks",
    summary: "List blocked time of all resources",
    tag,
    credentials,
    query: blockListQuery,
    success: { status: 200, body: blockList },
    errors: [],
  }),
  endpoint({
    method: "delete",
    path: "/v1/blocks/{blockId}",
    operationId: "deleteBlock",
    summary: "Give blocked time back",
    tag,
    credentials,
    params: z.object({ blockId: id("block") }),
    success: { status: 204 },
    errors: [],
  }),
] as const;
