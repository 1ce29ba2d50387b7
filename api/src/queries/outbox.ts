import type { Connection } from "../database/connect.js";
import type { OutboxMessage, OutboxTopic } from "../operations/outbox/messages.js";

export interface OutboxRow {
  tenantId: string;
  messageId: string;
  topic: OutboxTopic;
  payload: Record<string, string | number>;
  /** This try included. */
  attempts: number;
}

/** Writes what has to happen outside, in the transaction of its cause; a message that is there already stays as it is. */
export async function insertOutbox(sql: Connection, tenantId: string, messageId: string, { topic, ...payload }: OutboxMessage) {
  await sql`
    insert into outbox (tenant_id, message_id, topic, payload)
    values (${tenantId}, ${messageId}, ${topic}, ${sql.json(payload)})
    on conflict (tenant_id, message_id) do nothing`;
}

/** Several at once, of whatever tenants. */
export async function insertOutboxMessages(sql: Connection, messages: readonly { tenantId: string; messageId: string; message: OutboxMessage }[]) {
  const rows = messages.map(({ tenantId, messageId, message: { topic, ...payload } }) => ({ tenant_id: tenantId, message_id: messageId, topic, payload }));
  await sql`
    insert into outbox (tenant_id, message_id, topic, payload)
    select tenant_id, message_id, topic, payload from jsonb_to_recordset(${sql.json(rows)}) as m(tenant_id text, message_id text, topic text, payload jsonb)
    order by tenant_id, message_id
    on conflict (tenant_id, message_id) do nothing`;
}

/** What a topic begins with. */
export type OutboxKind = OutboxTopic extends `${infer Kind}.${string}` ? Kind : never;

/**
 * Takes due messages of one kind, or of all, for a while: no other worker gets them, and should this one die, they are due again after
 * `leaseSeconds`. So delivery is at least once.
 */
export function leaseOutbox(sql: Connection, kind: OutboxKind | "", limit: number, leaseSeconds: number) {
  return sql<OutboxRow[]>`
    update outbox set attempts = outbox.attempts + 1, due_at = holdfast_now() + make_interval(secs => ${leaseSeconds})
    from (
      select tenant_id, message_id from outbox
      where done_at is null and gave_up_at is null and due_at <= (select holdfast_now()) and starts_with(topic, ${kind})
      order by due_at limit ${limit} for update skip locked
    ) as due
    where outbox.tenant_id = due.tenant_id and outbox.message_id = due.message_id
    returning outbox.tenant_id, outbox.message_id, outbox.topic, outbox.payload, outbox.attempts`;
}

/** Marks messages as done, of whatever tenants. */
export async function finishOutbox(sql: Connection, ...messages: Pick<OutboxRow, "tenantId" | "messageId">[]) {
  await sql`
    update outbox set done_at = holdfast_now(), last_error = null
    from unnest(${messages.map(({ tenantId }) => tenantId)}::text[], ${messages.map(({ messageId }) => messageId)}::text[]) as done(tenant_id, message_id)
    where outbox.tenant_id = done.tenant_id and outbox.message_id = done.message_id`;
}

/** Tries again after a while, or without `retryDelayMs` never: the message stays for its owner to see. */
export async function failOutbox(sql: Connection, { tenantId, messageId }: Pick<OutboxRow, "tenantId" | "messageId">, error: string, retryDelayMs: number | undefined) {
  await sql`
    update outbox set last_error = ${error}
      ${retryDelayMs === undefined ? sql`, gave_up_at = holdfast_now()` : sql`, due_at = holdfast_now() + make_interval(secs => ${retryDelayMs / 1000})`}
    where tenant_id = ${tenantId} and message_id = ${messageId}`;
}
