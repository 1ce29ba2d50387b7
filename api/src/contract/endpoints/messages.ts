import { z } from "zod";
import { message, messageList, messageListQuery } from "../messages.js";
import { endpoint } from "./endpoint.js";

const tag = "Business";
const credentials = ["secret", "owner"] as const;

export const messageEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/messages",
    operationId: "listMessages",
    summary: "List mails that were not sent",
    description: "The newest first: those that failed for good, or with `status=waiting` those that are still tried.",
    tag,
    credentials,
    query: messageListQuery,
    success: { status: 200, body: messageList },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/messages/{messageId}/retry",
    operationId: "retryMessage",
    summary: "Send a mail again that failed",
    description: "It is tried at once, and then as if it were new.",
    tag,
    credentials,
    params: z.object({ messageId: z.string() }),
    success: { status: 200, body: message },
    errors: [],
  }),
] as const;
