import { HoldfastError } from "@holdfast/sdk";
import type { Customers } from "@holdfast/sdk/customers";
import { keptOf, type SessionStore } from "./session-store.js";

/** The session is over: one has to sign in again. */
export class SignedOut extends Error {}

/** Hands out an access token that is good, and renews the session quietly where it has to. */
export class Tokens {
  #renewing: Promise<string> | null = null;

  constructor(
    private readonly api: Pick<Customers, "refresh">,
    private readonly store: SessionStore,
    private readonly now = () => Date.now(),
  ) {}

  /** @throws SignedOut where there is no session any more */
  async get(): Promise<string> {
    const session = this.store.get();
    if (!session) throw new SignedOut();
    return this.now() < session.renewAtMs ? session.accessToken : this.#renew();
  }

  /**
   * Calls with a good token; once more with a new one where the API does not take it.
   * @throws SignedOut
   */
  async with<T>(call: (accessToken: string) => Promise<T>): Promise<T> {
    const token = await this.get();
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof HoldfastError) || error.status !== 401) throw error;
      // Another call may have renewed it meanwhile.
      const now = this.store.get()?.accessToken;
      return call(now && now !== token ? now : await this.#renew());
    }
  }

  // A refresh token works once: calls that need a new one at the same time share it.
  #renew(): Promise<string> {
    this.#renewing ??= this.#refresh().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #refresh(): Promise<string> {
    const session = this.store.get();
    if (!session) throw new SignedOut();
    try {
      const kept = keptOf(await this.api.refresh({ refreshToken: session.refreshToken }), this.now());
      this.store.set(kept);
      return kept.accessToken;
    } catch (error) {
      if (!(error instanceof HoldfastError) || error.status !== 401) throw error;
      this.store.set(null);
      throw new SignedOut();
    }
  }
}
