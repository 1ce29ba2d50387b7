import type { Sql } from "../../src/database/connect.js";

const queries = new WeakMap<Sql, string>();

/** How many rows each table has. */
export async function countRows(sql: Sql): Promise<Record<string, number>> {
  let query = queries.get(sql);
  if (query === undefined) queries.set(sql, (query = await queryFor(sql)));
  const rows = await sql.unsafe<{ table: string; count: number }[]>(query);
  return Object.fromEntries(rows.map(({ table, count }) => [table, count]));
}

async function queryFor(sql: Sql): Promise<string> {
  const tables = await sql<{ table: string }[]>`
    select format('%I.%I', table_schema, table_name) as table from information_schema.tables
    where table_schema in ('public', 'directory') order by 1`;
  return tables.map(({ table }) => `select '${table}' as table, count(*)::int as count from ${table}`).join(" union all ");
}
