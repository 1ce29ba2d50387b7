/** What names one booking, and lets whoever has it act on it. */
export interface BookingLink {
  readonly id: string;
  readonly token: string;
}

const valuesOf = (hash: string) => new URLSearchParams(hash.replace(/^#/, ""));

/** The booking that the page's address names: every mail about a booking links to `…#id=<booking>&token=<token>`. */
export function linkOf(hash: string): BookingLink | null {
  const values = valuesOf(hash);
  const id = values.get("id");
  const token = values.get("token");
  return id && token ? { id, token } : null;
}

/** The booking of the list that is open: `#booking=<booking>`. Only who signed in can open it. */
export const openOf = (hash: string): string | null => valuesOf(hash).get("booking");

/** The page's own address with another fragment: also right where the page has a `<base>`. */
export const addressWith = (href: string, fragment: string): string => `${href.replace(/#.*/, "")}#${fragment}`;
