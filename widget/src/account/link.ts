/** What names one booking, and lets whoever has it act on it. */
export interface BookingLink {
  readonly id: string;
  readonly token: string;
}

/** The booking that the page's address names: every mail about a booking links to `…#id=<booking>&token=<token>`. */
export function linkOf(hash: string): BookingLink | null {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const id = values.get("id");
  const token = values.get("token");
  return id && token ? { id, token } : null;
}
