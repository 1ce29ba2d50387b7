import { expect, test } from "vitest";
import { createTestDatabase } from "../helpers/database.js";

const { sql } = await createTestDatabase();

/** Kept before the tenant is known, or about the schema itself. */
const WITHOUT_TENANT = ["schema_migrations"];

test("every primary, unique, exclusion and foreign key carries the tenant, so that the schema can be distributed by it", async () => {
  const rows = await sql<{ table: string; name: string; columns: string[] }[]>`
    select c.conrelid::regclass::text as table, c.conname as name,
      array(select a.attname::text from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k) as columns
    from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'x', 'f')`;
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter(({ table, columns }) => !columns.includes("tenant_id") && !WITHOUT_TENANT.includes(table))).toEqual([]);
});

test("every unique index carries the tenant, too, and every table has the column", async () => {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indrelid where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relname <> all(${WITHOUT_TENANT})`;
  expect(indexes.filter(({ definition }) => !definition.includes("tenant_id"))).toEqual([]);
  const tables = await sql<{ name: string }[]>`
    select t.table_name as name from information_schema.tables t where t.table_schema = 'public' and t.table_name <> all(${WITHOUT_TENANT})
      and not exists (select from information_schema.columns c where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = 'tenant_id')`;
  expect(tables).toEqual([]);
});
