import type { MessageView } from "../contract/messages.js";
import type { MessageRow } from "../queries/messages.js";

export const messageView = ({ messageId, topic, payload, attempts, lastError, createdAt, dueAt, gaveUpAt }: MessageRow): MessageView => ({
  id: messageId,
  kind: topic.replace(/^mail\./, ""),
  bookingId: (payload["bookingId"] as string | undefined) ?? null,
  status: gaveUpAt ? "failed" : "waiting",
  attempts,
  error: lastError,
  createdAt: createdAt.toISOString(),
  nextTryAt: gaveUpAt ? null : dueAt.toISOString(),
});
