import type { WrittenRow } from "./written-rows.js";

/** What differs from one operation to the next, as SQL in terms of `:id`, which is different each time. */
export type Expressions = Readonly<Record<string, string>>;

/** Columns whose value differs and that no index knows: bare rows may all have the sampled one. */
const ANY_VALUE_WILL_DO = new Set(["answer", "payload", "customer"]);

/**
 * The statements that write the same rows with nothing around them: an insert for each new row, an update for each
 * changed one. Two samples show which columns differ each time.
 *
 * @param known - rows that were there before this action, which may have changed them.
 * @throws where a column differs and `expressions` don't say how.
 */
export function bareStatements(rows: readonly WrittenRow[], sample: readonly WrittenRow[], expressions: Expressions, known: readonly WrittenRow[] = []): string[] {
  return rows.map((row, index) => {
    const other = sample[index];
    if (other?.table !== row.table) throw new Error(`Two of the same operations wrote different tables: ${row.table} and ${other?.table}.`);
    const valueOf = (column: string, value: string) => {
      if (value === other.values.get(column) || ANY_VALUE_WILL_DO.has(column)) return value;
      const expression = expressions[`${row.table}.${column}`] ?? expressions[column];
      if (expression === undefined) throw new Error(`The bench does not know how ${row.table}.${column} differs each time: ${value}.`);
      return expression;
    };
    const before = known.find((candidate) => keyOf(candidate) === keyOf(row));
    const columns = [...row.values].map(([column, value]) => ({ column, value: valueOf(column, value), changed: value !== before?.values.get(column) }));
    if (!before) return `insert into ${row.table} (${columns.map(({ column }) => column).join(", ")}) values (${columns.map(({ value }) => value).join(", ")})`;
    const assignments = columns.filter(({ changed }) => changed).map(({ column, value }) => `${column} = ${value}`);
    const conditions = columns.filter(({ column }) => row.keyColumns.includes(column)).map(({ column, value }) => `${column} = ${value}`);
    return `update ${row.table} set ${assignments.join(", ")} where ${conditions.join(" and ")}`;
  });
}

const keyOf = ({ table, keyColumns, values }: WrittenRow) => [table, ...keyColumns.map((column) => values.get(column))].join(" ");
