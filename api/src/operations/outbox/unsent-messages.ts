import type { MessageListQuery, MessageView } from "../../contract/messages.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { listUnsentMails, retryMail } from "../../queries/messages.js";
import { messageView } from "../../views/message.js";

/** The tenant's mails that were not sent, a page at a time. */
export async function listMessages({ sql }: Deps, tenantId: string, { status, cursor, limit }: MessageListQuery): Promise<{ data: MessageView[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readDateCursor(cursor);
  const rows = await listUnsentMails(sql, tenantId, { failed: status === "failed", after, limit: limit + 1 });
  return pageOf(rows, limit, messageView, ({ createdAt, messageId }) => [createdAt.toISOString(), messageId]);
}

/** Sends a mail again. @throws `not_found` where there is no such mail, or it was sent. */
export async function retryMessage(deps: Deps, tenantId: string, messageId: string): Promise<MessageView> {
  const row = await inTransaction(deps.sql, (tx) => retryMail(tx, tenantId, messageId));
  if (!row) throw notFound("message");
  deps.wakeOutbox();
  return messageView(row);
}
