import type { Connection } from "../database/connect.js";

/** A mail that was not sent. */
export interface MessageRow {
  messageId: string;
  topic: string;
  payload: Record<string, string | number>;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  dueAt: Date;
  gaveUpAt: Date | null;
}

const columns = (sql: Connection) => sql`message_id, topic, payload, attempts, last_error, created_at, due_at, gave_up_at`;

/** Mails that failed for good, or that are still tried, the newest first. */
export function listUnsentMails(sql: Connection, tenantId: string, { failed, after, limit }: { failed: boolean; after?: { date: Date; id: string } | undefined; limit: number }) {
  return sql<MessageRow[]>`
    select ${columns(sql)} from outbox
    where tenant_id = ${tenantId} and done_at is null and topic like 'mail.%' and (gave_up_at is not null) = ${failed}
      ${after ? sql`and (created_at, message_id) < (${after.date}, ${after.id})` : sql``}
    order by created_at desc, message_id desc limit ${limit}`;
}

/** Makes an unsent mail due now, as if it were new. @returns undefined where there is none. */
export async function retryMail(sql: Connection, tenantId: string, messageId: string): Promise<MessageRow | undefined> {
  const [row] = await sql<MessageRow[]>`
    update outbox set gave_up_at = null, attempts = 0, due_at = holdfast_now()
    where tenant_id = ${tenantId} and message_id = ${messageId} and done_at is null and topic like 'mail.%'
    returning ${columns(sql)}`;
  return row;
}
