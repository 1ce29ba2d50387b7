/** Looks at a value that stands at `at`, and gives a copy of it with its type. @throws {TypeError} where it is another */
export type Read<T> = (value: unknown, at: string) => T;

const wrong = (at: string, should: string) => new TypeError(`Not a snapshot of the emulator: ${at} should be ${should}.`);

const kind =
  <T>(should: string, fits: (value: unknown) => value is T): Read<T> =>
  (value, at) => {
    if (!fits(value)) throw wrong(at, should);
    return value;
  };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

export const text = kind("a text", (value) => typeof value === "string");
export const filled = kind("a text that is not empty", (value): value is string => typeof value === "string" && value !== "");
export const whole = kind("a whole number of at least 0", (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0);
export const atLeastZero = kind("a number of at least 0", (value): value is number => Number.isFinite(value) && Number(value) >= 0);
export const yesOrNo = kind("true or false", (value) => typeof value === "boolean");
export const nothing = kind("null", (value) => value === null);

/** One of the words. */
export const word = <const W extends string | number>(...words: W[]): Read<W> =>
  kind(words.map((word) => JSON.stringify(word)).join(" or "), (value): value is W => words.some((word) => word === value));

/** The same, or null. */
export const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value, at) =>
    value === null ? null : read(value, at);

export const list =
  <T>(read: Read<T>): Read<T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) throw wrong(at, "a list");
    return value.map((item, index) => read(item, `${at}[${index}]`));
  };

/** An object with these fields, all of them; others are left out of the copy. */
export const record =
  <T extends object>(fields: { [K in keyof T]-?: Read<T[K]> }): Read<T> =>
  (value, at) => {
    if (!isObject(value)) throw wrong(at, "an object");
    const entries = Object.entries<Read<unknown>>(fields).map(([name, read]) => [name, read(value[name], `${at}.${name}`)]);
    return Object.fromEntries(entries) as T;
  };

/** An object whose fields have names of their own. */
export const dictionary =
  <T>(read: Read<T>): Read<Record<string, T>> =>
  (value, at) => {
    if (!isObject(value)) throw wrong(at, "an object");
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, read(field, `${at}.${name}`)]));
  };
