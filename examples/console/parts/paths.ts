type Container = Record<string, unknown>;

/** `durations[0].price.amount` → `["durations", "0", "price", "amount"]`, as problem documents write paths. */
const keysOf = (path: string): string[] => path.replaceAll("]", "").split(/[.[]/);

/** What stands at a path of some data. */
export const read = (data: object, path: string): unknown =>
  keysOf(path).reduce<unknown>((value, key) => (value as Container | undefined)?.[key], data);

/** Sets what stands at a path. */
export function write(data: object, path: string, value: unknown): void {
  const keys = keysOf(path);
  const last = keys.pop()!;
  const owner = keys.reduce<unknown>((each, key) => (each as Container)[key], data) as Container;
  owner[last] = value;
}
