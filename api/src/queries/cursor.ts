import { invalidField } from "../errors.js";

/** Where the next page begins, as an opaque text: the sort values of the last item of this one. */
export const writeCursor = (...values: string[]): string => Buffer.from(JSON.stringify(values)).toString("base64url");

/** The sort values of a cursor of ours. @throws `validation_failed` for any other text. */
export function readCursor(cursor: string, length: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(values) && values.length === length && values.every((value) => typeof value === "string" && !value.includes("\0")))
      return values as string[];
  } catch {
    // Not a cursor; said below.
  }
  throw invalidField("cursor", "Is not a cursor that a list gave.");
}

/** A cursor of a list that is sorted by an instant and an id. @throws `validation_failed` for any other text. */
export function readDateCursor(cursor: string): { date: Date; id: string } {
  const [text, id] = readCursor(cursor, 2) as [string, string];
  const date = new Date(text);
  // Outside of what instants can be, PostgreSQL would refuse it.
  if (!(date.getTime() >= 0 && date.getTime() < Date.UTC(2200, 0))) throw invalidField("cursor", "Is not a cursor that a list gave.");
  return { date, id };
}

/** The page and its cursor, of rows that were read one more than asked to see whether there is a next one. */
export function pageOf<Row, View>(rows: readonly Row[], limit: number, view: (row: Row) => View, sortValues: (row: Row) => string[]): { data: View[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { data: page.map(view), nextCursor: rows.length > limit && last ? writeCursor(...sortValues(last)) : null };
}
