export interface Change {
  field: string;
  before?: unknown;
  after?: unknown;
}

type Row = Readonly<Record<string, unknown>>;

/** What changes by itself, or is said by the entry already. */
const UNTOLD = new Set(["tenant_id", "created_at", "updated_at", "session_key", "sequence", "last_used_at"]);
/** Longer values are not told, in characters of JSON. */
const LONGEST = 2000;

const camel = (column: string) => column.replace(/_jwe$|_hash$/, "").replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const isNothing = (value: unknown) => value === null || value === undefined || value === "" || (typeof value === "object" && Object.keys(value).length === 0);

/**
 * What is different between a row before and after, by field; of one that is new or gone what it has.
 * @param mayTell - whether a column's values may be told; of others there is the name alone.
 */
export function changesBetween(before: Row | undefined, after: Row | undefined, mayTell: (column: string) => boolean, idColumn: string): Change[] {
  const columns = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...columns].flatMap((column): Change[] => {
    if (column === idColumn || UNTOLD.has(column)) return [];
    const [was, is] = [before?.[column], after?.[column]];
    const [wasText, isText] = [JSON.stringify(was), JSON.stringify(is)];
    if (wasText === isText || (isNothing(was) && isNothing(is))) return [];
    const field = camel(column);
    if (!mayTell(column) || (wasText?.length ?? 0) > LONGEST || (isText?.length ?? 0) > LONGEST) return [{ field }];
    return [{ field, ...(before && { before: was ?? null }), ...(after && { after: is ?? null }) }];
  });
}
