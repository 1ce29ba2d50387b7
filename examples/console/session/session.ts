import { HoldfastError, type OwnerSession, owners, type Owner, type SignedUp, type SignIn, type SignUp, type Tenant } from "@holdfast/sdk/server";
import { connection } from "./connection.js";

/** What is kept while the tab is open. The secret key of a sign-up is not: it is shown once. */
export interface Session {
  tenant: Tenant;
  owner: Owner;
  accessToken: string;
  refreshToken: string;
}

const STORED = "holdfast-session";

/**
 * Who is signed in, in this tab's sessionStorage: closing the tab ends it. A refresh token works once, so tabs that were
 * duplicated from one another renew in turn, and tell each other what they got.
 */
class SessionStore extends EventTarget {
  current = read();
  readonly #others = new BroadcastChannel(STORED);

  constructor() {
    super();
    this.#others.addEventListener("message", ({ data }: MessageEvent<{ spent: string; session: Session | undefined }>) => {
      if (data.spent === this.current?.refreshToken) this.#put(data.session);
    });
  }

  async signUp(input: SignUp): Promise<SignedUp> {
    const signedUp = await owners.signUp(input, connection);
    this.#put(signedUp);
    return signedUp;
  }

  async signIn(input: SignIn): Promise<void> {
    this.#put(await owners.signIn(input, connection));
  }

  /** Ends the session here at once, and at the server if it can be reached. */
  async signOut(): Promise<void> {
    const { current } = this;
    if (!current) return;
    this.#tell(current.refreshToken, undefined);
    this.#put(undefined);
    await owners.signOut({ refreshToken: current.refreshToken }, connection).catch(() => {});
  }

  /** Keeps what the business's settings have become. */
  setTenant(tenant: Tenant): void {
    if (this.current) this.#put({ ...this.current, tenant });
  }

  /**
   * A token that is newer than `stale`, by the refresh token. Who asks at the same time gets the same one.
   * @throws HoldfastError where there is none any more: then the session is over
   */
  async renew(stale: string): Promise<string> {
    return navigator.locks.request(STORED, async () => {
      // What another tab got while this one waited is delivered by now.
      await new Promise((resolve) => setTimeout(resolve));
      const { current } = this;
      if (!current) throw new HoldfastError({ code: "unauthorized", detail: "You are signed out. Sign in again." });
      if (current.accessToken !== stale) return current.accessToken;
      try {
        const session: OwnerSession = await owners.refreshSession({ refreshToken: current.refreshToken }, connection);
        this.#put(session);
        this.#tell(current.refreshToken, this.current);
        return session.accessToken;
      } catch (error) {
        if (error instanceof HoldfastError && error.status === 401) this.#put(undefined);
        throw error;
      }
    });
  }

  #tell(spent: string, session: Session | undefined): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin, and takes no other
    this.#others.postMessage({ spent, session });
  }

  #put(session: Session | undefined): void {
    const { tenant, owner, accessToken, refreshToken } = session ?? {};
    this.current = tenant && owner && accessToken && refreshToken ? { tenant, owner, accessToken, refreshToken } : undefined;
    if (this.current) sessionStorage.setItem(STORED, JSON.stringify(this.current));
    else sessionStorage.removeItem(STORED);
    this.dispatchEvent(new Event("change"));
  }
}

function read(): Session | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(STORED) ?? "null") as Session | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export const session = new SessionStore();
