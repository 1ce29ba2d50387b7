import type { Sql } from "@holdfast/api";

const TABLES = ["customers", "holds", "bookings", "claims", "outbox"];

/**
 * Takes the indexes and constraints of the large tables away while `work` fills them, and makes them again: building
 * an index over ten million rows takes minutes, growing it row by row hours. Keys that others refer to stay; rows come
 * in their order.
 */
export async function withoutIndexes(sql: Sql, work: () => Promise<void>): Promise<void> {
  const dropped = await sql<{ drop: string; create: string }[]>`
    select case when c.oid is null then format('drop index %s', i.indexrelid::regclass)
        else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop,
      case when c.oid is null then pg_get_indexdef(i.indexrelid)
        else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as create
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')
    where i.indrelid = any(${TABLES}::regclass[])
      and not exists (select from pg_constraint f where f.conindid = i.indexrelid and f.contype = 'f')`;
  for (const { drop } of dropped) await sql.unsafe(drop);
  await work();
  await sql.begin(async (tx) => {
    await tx`set local maintenance_work_mem = '512MB'`;
    for (const { create } of dropped) await tx.unsafe(create);
  });
  for (const table of TABLES) await sql`vacuum (analyze) ${sql(table)}`;
}
