import type { Sql } from "@holdfast/api";

/** A row that an action inserted or changed. */
export interface WrittenRow {
  /** With its schema, quoted. */
  table: string;
  /** Each column's value as an SQL literal. */
  values: ReadonlyMap<string, string>;
  /** The columns of its first unique index. */
  keyColumns: readonly string[];
}

interface Table {
  name: string;
  columns: string[];
  keyColumns: string[];
}

/**
 * What an action writes, found by looking at every table before and after: it stays right when the API writes
 * something else one day. Nobody else may be writing meanwhile.
 */
export async function rowsWrittenBy(sql: Sql, action: () => Promise<unknown>): Promise<WrittenRow[]> {
  const [before] = await sql<{ xid: number }[]>`select pg_current_xact_id()::text::bigint as xid`;
  await action();
  const written: WrittenRow[] = [];
  for (const { name, columns, keyColumns } of await listTables(sql)) {
    const literals = columns.map((column) => `quote_nullable(${column}::text)`).join(", ");
    // A database of this run is far from the age at which transaction numbers begin anew.
    const rows = await sql.unsafe<{ literals: string[] }[]>(`select array[${literals}] as literals from ${name} where xmin::text::bigint > $1`, [before!.xid]);
    for (const row of rows) written.push({ table: name, keyColumns, values: new Map(columns.map((column, index) => [column, row.literals[index]!])) });
  }
  return written;
}

/** Tables in an order in which each comes after those that it refers to. */
async function listTables(sql: Sql): Promise<Table[]> {
  const tables = await sql<(Table & { refersTo: string[] })[]>`
    select c.oid::regclass::text as name,
      (select array_agg(quote_ident(attname) order by attnum) from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = '') as columns,
      (select array_agg(quote_ident(a.attname)) from pg_attribute a where a.attrelid = c.oid and a.attnum = any((
        select i.indkey::int2[] from pg_index i where i.indrelid = c.oid and i.indisunique and i.indpred is null
        order by i.indisprimary desc limit 1)::int2[])) as key_columns,
      (select coalesce(array_agg(confrelid::regclass::text), '{}') from pg_constraint
        where conrelid = c.oid and contype = 'f' and confrelid <> c.oid) as refers_to
    from pg_class c where c.relkind = 'r' and c.relnamespace = any(array['public', 'directory']::regnamespace[])`;
  const sorted: typeof tables[number][] = [];
  const add = (table: typeof tables[number]) => {
    if (sorted.includes(table)) return;
    sorted.push(table);
    // Two tables may refer to one another: the one that is reached first waits for nothing.
    const at = sorted.length - 1;
    for (const name of table.refersTo) {
      const other = tables.find((candidate) => candidate.name === name);
      if (other && !sorted.includes(other)) add(other);
    }
    sorted.push(...sorted.splice(at, 1));
  };
  for (const table of tables) add(table);
  return sorted;
}
