import type { Connection } from "../database/connect.js";

/**
 * Counts once more what may be done `limit` times within an hour, which begins with the first time.
 * @returns how long to wait, in seconds; 0 where it may be done.
 */
export async function countHourly(sql: Connection, tenantId: string, subjectHash: Buffer, limit: number): Promise<number> {
  const [row] = await sql<{ used: number; seconds: number }[]>`
    insert into hourly_counts as known (tenant_id, subject_hash, since, used)
    values (${tenantId}, ${subjectHash}, holdfast_now(), 1)
    on conflict (tenant_id, subject_hash) do update set
      since = case when known.since <= excluded.since - interval '1 hour' then excluded.since else known.since end,
      used = case when known.since <= excluded.since - interval '1 hour' then 1 else least(known.used, ${limit}) + 1 end
    returning used, ceil(extract(epoch from since + interval '1 hour' - holdfast_now()))::int as seconds`;
  return row!.used > limit ? Math.max(1, row!.seconds) : 0;
}

/** Forgets some counts whose hour is long over, of whatever tenants. */
export async function forgetOldCounts(sql: Connection, limit: number): Promise<number> {
  const gone = await sql`
    delete from hourly_counts using (
      select tenant_id, subject_hash from hourly_counts where since < holdfast_now() - interval '1 day' limit ${limit} for update skip locked
    ) as old
    where hourly_counts.tenant_id = old.tenant_id and hourly_counts.subject_hash = old.subject_hash`;
  return gone.count;
}
