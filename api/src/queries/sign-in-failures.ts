import type { Connection } from "../database/connect.js";

/** The longest any of these is still blocked, in seconds; 0 where none is. */
export async function blockedSeconds(sql: Connection, subjects: Buffer[]): Promise<number> {
  const [row] = await sql<{ seconds: number | null }[]>`
    select ceil(extract(epoch from max(blocked_until) - holdfast_now()))::int as seconds
    from directory.sign_in_failures where subject_hash in ${sql(subjects)}`;
  return Math.max(0, row?.seconds ?? 0);
}

/**
 * Counts a failure. From the fifth on each one blocks twice as long as the last: 1 s, 2 s, 4 s … 15 minutes.
 * A day without failures forgets them.
 */
export async function countFailure(sql: Connection, subject: Buffer) {
  await sql`
    insert into directory.sign_in_failures as known (subject_hash, failures, last_failed_at)
    values (${subject}, 1, holdfast_now())
    on conflict (subject_hash) do update set
      failures = case when known.last_failed_at < holdfast_now() - interval '1 day' then 1 else known.failures + 1 end,
      last_failed_at = holdfast_now(),
      blocked_until = case when known.last_failed_at >= holdfast_now() - interval '1 day' and known.failures >= 4
        then holdfast_now() + make_interval(secs => least(900, power(2, least(known.failures - 4, 20)))) end`;
}

export async function forgetFailures(sql: Connection, subject: Buffer) {
  await sql`delete from directory.sign_in_failures where subject_hash = ${subject}`;
}
