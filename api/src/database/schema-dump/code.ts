import type { Transaction } from "../connect.js";

/** Enumerations, domains and composite types, in the order in which they were made: one may use another. */
export async function dumpTypes(tx: Transaction, schemas: string[]): Promise<string[]> {
  const rows = await tx<{ statement: string }[]>`
    select 'create ' || case t.typtype
      when 'e' then 'type ' || t.oid::regtype || ' as enum (' ||
        (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid) || ')'
      when 'd' then concat_ws(' ', 'domain', t.oid::regtype, 'as', format_type(t.typbasetype, t.typtypmod),
        'default ' || t.typdefault,
        case when t.typnotnull then 'not null' end,
        (select string_agg('constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid), ' ' order by conname collate "C")
         from pg_constraint where contypid = t.oid and contype = 'c'))
      else 'type ' || t.oid::regtype || ' as (' ||
        (select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)
         from pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped) || ')'
    end || ';' as statement
    from pg_type t
      join pg_namespace n on n.oid = t.typnamespace
      left join pg_class c on c.oid = t.typrelid
    where n.nspname = any(${schemas}) and (t.typtype in ('e', 'd') or t.typtype = 'c' and c.relkind = 'c')
      and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
    order by t.oid`;
  return rows.map(({ statement }) => statement);
}

/** Functions and procedures that no extension brings. */
export async function dumpFunctions(tx: Transaction, schemas: string[]): Promise<string[]> {
  const rows = await tx<{ definition: string }[]>`
    select rtrim(pg_get_functiondef(p.oid), E' \n') as definition
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = any(${schemas}) and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    order by n.nspname = 'public', n.nspname collate "C", p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`;
  return rows.map(({ definition }) => `${definition};`);
}

/** Views, in the order in which they were made: one may use another. */
export async function dumpViews(tx: Transaction, schemas: string[]): Promise<string[]> {
  const rows = await tx<{ name: string; kind: string; definition: string }[]>`
    select c.oid::regclass::text as name,
      case c.relkind when 'm' then 'materialized view' else 'view' end as kind,
      pg_get_viewdef(c.oid) as definition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and n.nspname = any(${schemas})
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.oid`;
  return rows.map(({ name, kind, definition }) => `create ${kind} ${name} as\n${definition}`);
}

export async function dumpTriggers(tx: Transaction, schemas: string[]): Promise<string[]> {
  const rows = await tx<{ definition: string }[]>`
    select pg_get_triggerdef(t.oid) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and t.tgparentid = 0 and n.nspname = any(${schemas})
    order by n.nspname collate "C", c.relname collate "C", t.tgname collate "C"`;
  return rows.map(({ definition }) => `${definition};`);
}
