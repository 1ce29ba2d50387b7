import type { CustomerSession, Me } from "@holdfast/sdk/customers";

/** A session, as this tab keeps it. */
export interface KeptSession {
  readonly customer: Me;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** From when on the access token is renewed, by this device's clock. */
  readonly renewAtMs: number;
}

/** Renewed before it ends: an answer takes a while. */
const EARLY_MS = 30_000;

/** What is kept of a session that was just given. */
export const keptOf = ({ customer, accessToken, refreshToken, expiresInSeconds }: CustomerSession, nowMs: number): KeptSession => ({
  customer,
  accessToken,
  refreshToken,
  renewAtMs: nowMs + expiresInSeconds * 1000 - EARLY_MS,
});

/** Keeps a session for this tab and its reloads: no cookie, and nothing that outlives the tab. */
export class SessionStore {
  #session: KeptSession | null = null;

  constructor(private readonly place: string) {}

  get(): KeptSession | null {
    try {
      this.#session ??= JSON.parse(sessionStorage.getItem(this.place) ?? "null") as KeptSession | null;
    } catch {
      // A browser that keeps nothing for pages: the session lasts as long as the page.
    }
    return this.#session;
  }

  set(session: KeptSession | null): void {
    this.#session = session;
    try {
      if (session) sessionStorage.setItem(this.place, JSON.stringify(session));
      else sessionStorage.removeItem(this.place);
    } catch {
      // As above.
    }
  }
}
