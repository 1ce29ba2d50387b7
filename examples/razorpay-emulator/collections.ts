import { invalidField } from "./errors.js";
import { integer } from "./input.js";

/** How every list is answered. */
export interface Collection<T> {
  entity: "collection";
  count: number;
  items: T[];
}

const within = (query: Record<string, string>, name: string, fallback: number, least: number, most: number): number => {
  if (query[name] === undefined) return fallback;
  const value = integer(query, name);
  if (value < least) throw invalidField(name, `The ${name} must be at least ${least}.`);
  if (value > most) throw invalidField(name, `The ${name} may not be greater than ${most}.`);
  return value;
};

export const collection = <T>(items: T[]): Collection<T> => ({ entity: "collection", count: items.length, items });

/** The newest first, cut by `from` and `to` (Unix seconds, both included), `skip` and `count` (default 10, at most 100). */
export function page<T extends { created_at: number }>(rows: Iterable<T>, query: Record<string, string>): Collection<T> {
  const from = within(query, "from", 0, 0, Number.MAX_SAFE_INTEGER);
  const to = within(query, "to", Number.MAX_SAFE_INTEGER, 0, Number.MAX_SAFE_INTEGER);
  const skip = within(query, "skip", 0, 0, Number.MAX_SAFE_INTEGER);
  const count = within(query, "count", 10, 1, 100);
  // Reversed before the sort, which is stable: of one second, too, the last made comes first.
  const found = [...rows].reverse().filter(({ created_at }) => created_at >= from && created_at <= to);
  return collection(found.sort((a, b) => b.created_at - a.created_at).slice(skip, skip + count));
}
