import type { Sql, Transaction } from "./connect.js";
import { dumpFunctions, dumpTriggers, dumpTypes, dumpViews } from "./schema-dump/code.js";
import { dumpTable, listTables } from "./schema-dump/tables.js";

/** The schemas that the migrations fill. */
const schemas = ["public", "directory"];

/**
 * What the migrations add up to, as SQL: the same text from every server version (15 to 18) and every run. For reading
 * and for comparing in review, and it loads into an empty database. The migrator's own table is left out.
 */
export async function dumpSchema(sql: Sql): Promise<string> {
  const parts = await sql.begin("isolation level repeatable read read only", async (tx) => {
    // As pg_dump does: names come out qualified, whatever the database's own search path.
    await tx`set local search_path to pg_catalog`;
    const tables = await listTables(tx, schemas);
    const dumped = await Promise.all(tables.map((table) => dumpTable(tx, table)));
    return {
      head: [...(await dumpExtensions(tx)), ...(await dumpSchemas(tx))],
      types: await dumpTypes(tx, schemas),
      functions: await dumpFunctions(tx, schemas),
      tables: dumped.map(({ table }) => table),
      references: dumped.flatMap(({ references }) => references),
      views: await dumpViews(tx, schemas),
      triggers: await dumpTriggers(tx, schemas),
    };
  });
  return [
    "-- Generated from the migrations by `npm run generate`. Do not edit.",
    // Functions come before the tables that they name.
    "set check_function_bodies = false;",
    parts.head.join("\n"),
    ...parts.types,
    ...parts.functions,
    ...parts.tables,
    parts.references.join("\n"),
    ...parts.views,
    parts.triggers.join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

async function dumpExtensions(tx: Transaction): Promise<string[]> {
  const rows = await tx<{ name: string; schema: string }[]>`
    select quote_ident(extname) as name, quote_ident(nspname) as schema
    from pg_extension join pg_namespace n on n.oid = extnamespace
    where extname <> 'plpgsql' order by extname collate "C"`;
  return rows.map(({ name, schema }) => `create extension ${name} with schema ${schema};`);
}

async function dumpSchemas(tx: Transaction): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select quote_ident(nspname) as name from pg_namespace
    where nspname = any(${schemas}) and nspname <> 'public' order by nspname collate "C"`;
  return rows.map(({ name }) => `create schema ${name};`);
}
