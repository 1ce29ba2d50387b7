import type { Sql } from "../../src/database/connect.js";

/** Moves the time that production SQL reads from `holdfast_now()`, in one test database. */
export interface DatabaseClock {
  /** Moves on by so many milliseconds; a stopped clock stays stopped. */
  advance(ms: number): Promise<void>;
  /** Stops the clock at an instant. */
  set(instant: Date): Promise<void>;
  /** Real time again. */
  reset(): Promise<void>;
  /** What `holdfast_now()` says. */
  now(): Promise<Date>;
}

/**
 * The function is replaced at the first use, so that a test which leaves the clock alone runs the production one.
 * Seen at once by every connection, from each one's next statement on.
 */
export function createClock(sql: Sql): DatabaseClock {
  let installed: Promise<void> | undefined;
  const install = (): Promise<void> => (installed ??= replaceFunction(sql));
  return {
    async advance(ms) {
      await install();
      const shift = sql`make_interval(secs => ${ms / 1000}::float8)`;
      await sql`update test_clock.setting set stopped_at = stopped_at + ${shift}, shift = shift + ${shift}`;
    },
    async set(instant) {
      await install();
      await sql`update test_clock.setting set stopped_at = ${instant}`;
    },
    async reset() {
      await install();
      await sql`update test_clock.setting set stopped_at = null, shift = '0'`;
    },
    async now() {
      const [row] = await sql<[{ now: Date }]>`select holdfast_now() as now`;
      return row.now;
    },
  };
}

async function replaceFunction(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    const [found] = await tx`
      select pronamespace::regnamespace::text as schema,
             case provolatile when 'v' then 'volatile' when 's' then 'stable' else 'immutable' end as volatility
      from pg_proc where oid = to_regprocedure('holdfast_now()')`;
    if (!found) throw new Error("The database has no function holdfast_now() for the test clock to replace");
    await tx.unsafe(`
      create schema test_clock;
      create table test_clock.setting (stopped_at timestamptz, shift interval not null default '0');
      insert into test_clock.setting default values;
      create or replace function ${found["schema"]}.holdfast_now() returns timestamptz language sql ${found["volatility"]}
        as $$ select coalesce(stopped_at, date_trunc('milliseconds', clock_timestamp()) + shift) from test_clock.setting $$;
    `);
  });
}
