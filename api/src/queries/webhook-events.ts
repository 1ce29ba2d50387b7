import type { Connection } from "../database/connect.js";

/** Notes an event of a provider's. @returns false where it was delivered before: `webhook_events_once`. */
export async function insertWebhookEvent(sql: Connection, tenantId: string, eventId: string, event: string): Promise<boolean> {
  const inserted = await sql`
    insert into webhook_events (tenant_id, event_id, event) values (${tenantId}, ${eventId}, ${event})
    on conflict on constraint webhook_events_once do nothing`;
  return inserted.count === 1;
}
