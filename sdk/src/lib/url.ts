/** Parameters of a call; those that are undefined are left out. */
export type Query = object;

/** `path` with every inserted value encoded, so that an id can't reach another address. */
export const path = (parts: TemplateStringsArray, ...ids: string[]): string =>
  parts.reduce((text, part, index) => text + encodeURIComponent(ids[index - 1]!) + part);

/** The address of a call. `baseUrl` may end in a slash, and may be empty for the page's own. */
export function urlOf(baseUrl: string, path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = given.length > 0 ? `?${new URLSearchParams(given)}` : "";
  return `${baseUrl.replace(/\/+$/, "")}/v1${path}${text}`;
}
