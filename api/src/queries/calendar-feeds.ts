import type { Connection } from "../database/connect.js";

export interface CalendarFeedRow {
  feedId: string;
  /** Null for the whole business. */
  resourceId: string | null;
  createdAt: Date;
  lastReadAt: Date | null;
}

const columns = (sql: Connection) => sql`feed_id, resource_id, created_at, last_read_at`;

/** How many a tenant has, one request at a time: the count is true until the transaction ends. */
export async function countFeeds(sql: Connection, tenantId: string): Promise<number> {
  await sql`select from tenants where tenant_id = ${tenantId} for no key update`;
  const [row] = await sql<[{ count: number }]>`select count(*)::int as count from calendar_feeds where tenant_id = ${tenantId}`;
  return row.count;
}

export async function insertFeed(sql: Connection, tenantId: string, feed: { feedId: string; resourceId: string | null; secretHash: Buffer }): Promise<CalendarFeedRow> {
  const [row] = await sql<CalendarFeedRow[]>`
    insert into calendar_feeds (tenant_id, feed_id, resource_id, secret_hash)
    values (${tenantId}, ${feed.feedId}, ${feed.resourceId}, ${feed.secretHash}) returning ${columns(sql)}`;
  return row!;
}

/** Feeds by id, the oldest first. */
export function listFeedRows(sql: Connection, tenantId: string, { afterId = "", resourceId, limit }: { afterId?: string | undefined; resourceId?: string | undefined; limit: number }) {
  return sql<CalendarFeedRow[]>`
    select ${columns(sql)} from calendar_feeds
    where tenant_id = ${tenantId} and feed_id > ${afterId} ${resourceId === undefined ? sql`` : sql`and resource_id = ${resourceId}`}
    order by feed_id limit ${limit}`;
}

/** @returns whether there was one. */
export async function deleteFeedRow(sql: Connection, tenantId: string, feedId: string): Promise<boolean> {
  return (await sql`delete from calendar_feeds where tenant_id = ${tenantId} and feed_id = ${feedId}`).count === 1;
}

/** The feed that a secret opens, by the secret's hash; and notes that it is read, once an hour. */
export async function openFeed(sql: Connection, tenantId: string, feedId: string, secretHash: Buffer): Promise<CalendarFeedRow | undefined> {
  const [row] = await sql<CalendarFeedRow[]>`
    with noted as (
      update calendar_feeds set last_read_at = holdfast_now()
      where tenant_id = ${tenantId} and feed_id = ${feedId} and secret_hash = ${secretHash}
        and (last_read_at is null or last_read_at < holdfast_now() - interval '1 hour'))
    select ${columns(sql)} from calendar_feeds where tenant_id = ${tenantId} and feed_id = ${feedId} and secret_hash = ${secretHash}`;
  return row;
}
