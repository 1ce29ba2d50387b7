/** Where the console is: a path such as `/services/svc_1`, and what is open on it. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

const placeOf = (hash: string): Place => {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?");
  return { path: path || "/", query: new URLSearchParams(query) };
};

/** The address of a place, for links. Values that are undefined or empty are left out. */
export function hrefOf(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `#${path}${given.length > 0 ? `?${new URLSearchParams(given)}` : ""}`;
}

/** Asked before a place is left: whether that may be. */
export type Guard = () => boolean | Promise<boolean>;

/**
 * Places live in the address's fragment, so that any host that serves files can serve the console, and links, reload
 * and the back button work. Tells of each change by a `change` event.
 */
class Router extends EventTarget {
  place = placeOf(location.hash);
  #guard: Guard | undefined;
  #returning = false;

  constructor() {
    super();
    window.addEventListener("hashchange", () => void this.#moved());
  }

  go(path: string, query?: Readonly<Record<string, string | undefined>>): void {
    location.hash = hrefOf(path, query);
  }

  /** Goes elsewhere without a step in the history, such as away from a page that needs a sign-in. */
  replace(path: string, query?: Readonly<Record<string, string | undefined>>): void {
    history.replaceState(null, "", hrefOf(path, query));
    this.#arrive();
  }

  /** Changes what is open or filtered on this place; `undefined` takes a value away. */
  with(changes: Readonly<Record<string, string | undefined>>): string {
    return hrefOf(this.place.path, { ...Object.fromEntries(this.place.query), ...changes });
  }

  /** Asks `guard` before this place is left, until it is replaced. */
  guard(guard: Guard | undefined): void {
    this.#guard = guard;
  }

  async #moved(): Promise<void> {
    if (this.#returning) {
      this.#returning = false;
      return;
    }
    const next = placeOf(location.hash);
    if (this.#guard && next.path !== this.place.path) {
      const wanted = location.hash;
      this.#returning = true;
      location.hash = hrefOf(this.place.path, Object.fromEntries(this.place.query));
      if (!(await this.#guard())) return;
      this.#guard = undefined;
      location.hash = wanted;
      return;
    }
    this.#arrive();
  }

  #arrive(): void {
    this.place = placeOf(location.hash);
    this.dispatchEvent(new Event("change"));
  }
}

export const router = new Router();

/** The values of a pattern such as `/services/:id` in a path; undefined where it does not fit. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith(":")) values[part.slice(1)] = decodeURIComponent(given[i]!);
    else if (part !== given[i]) return undefined;
  }
  return values;
}
