import { z } from "zod";
import { instant, pageOf, pageQuery } from "./common.js";

/** `waiting` ones are tried again by themselves, with growing gaps over four days; `failed` ones are not. */
export const messageStatus = z.enum(["waiting", "failed"]).meta({ id: "MessageStatus" });

export const message = z
  .object({
    id: z.string(),
    kind: z.string().meta({ description: "What it tells, such as `booking_confirmed`.", example: "booking_confirmed" }),
    bookingId: z.string().nullable(),
    status: messageStatus,
    attempts: z.int(),
    error: z.string().nullable().meta({ description: "What the mail server said, or what kept it from being asked." }),
    createdAt: instant,
    nextTryAt: instant.nullable(),
  })
  .meta({ id: "Message" });

export const messageList = pageOf(message).meta({ id: "MessageList" });
export const messageListQuery = z.strictObject({ ...pageQuery, status: messageStatus.default("failed") });

export type MessageView = z.input<typeof message>;
export type MessageListQuery = z.output<typeof messageListQuery>;
