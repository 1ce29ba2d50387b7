import { Transport } from "../lib/transport.js";
import type { CallOptions, ConnectionOptions } from "../options.js";
import type { OwnerSession, Refresh, SignedUp, SignIn, SignUp } from "../types.js";

// Never repeated by itself: a refresh token works once, and a sign-up has no key that would make it happen once.
const send = <T>(path: string, body: object, connection: ConnectionOptions, options?: CallOptions) =>
  new Transport(connection).call<T>({ ...options, method: "POST", path: `/owners${path}`, body, keyed: false });

/** Opens an account with its business, and its first keys. @throws HoldfastError `email_taken`, `validation_failed` */
export const signUp = (input: SignUp, connection: ConnectionOptions, options?: CallOptions): Promise<SignedUp> =>
  send("/sign-up", input, connection, options);

/** @throws HoldfastError `invalid_credentials`, `too_many_attempts` */
export const signIn = (input: SignIn, connection: ConnectionOptions, options?: CallOptions): Promise<OwnerSession> =>
  send("/sign-in", input, connection, options);

/** Exchanges a refresh token, which works once, for a new session. @throws HoldfastError `unauthorized` */
export const refreshSession = (input: Refresh, connection: ConnectionOptions, options?: CallOptions): Promise<OwnerSession> =>
  send("/refresh", input, connection, options);

/** Ends the session that a refresh token belongs to. */
export const signOut = (input: Refresh, connection: ConnectionOptions, options?: CallOptions): Promise<void> =>
  send("/sign-out", input, connection, options);
