/** Customers who sign in: an entry of its own, for pages that need it. */
import { Bookings } from "./bookings.js";
import type { ClientOptions } from "./catalogue.js";
import { Noun } from "./lib/noun.js";
import { Transport } from "./lib/transport.js";
import type { CallOptions, ConnectionOptions } from "./options.js";
import type { CodeSent, CustomerSession, CustomerSignIn, ListMyBookingsQuery, Me, MyBookingList, Refresh, UpdateMe, VerifySignIn } from "./types.js";

/** Signing in with a code that is mailed. */
export class Customers {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Mails a code; the answer tells nothing of who is a customer. @throws HoldfastError `rate_limited`, `validation_failed` */
  signIn(input: CustomerSignIn, options?: CallOptions): Promise<CodeSent> {
    return this.#send("/sign-in", input, options);
  }

  /** Signs in with the code. @throws HoldfastError `wrong_code` whatever is wrong with it, `rate_limited` */
  verify(input: VerifySignIn, options?: CallOptions): Promise<CustomerSession> {
    return this.#send("/sign-in/verify", input, options);
  }

  /** Exchanges a refresh token, which works once, for a new session. @throws HoldfastError `unauthorized` */
  refresh(input: Refresh, options?: CallOptions): Promise<CustomerSession> {
    return this.#send("/refresh", input, options);
  }

  /** Ends the session that a refresh token belongs to. */
  signOut(input: Refresh, options?: CallOptions): Promise<void> {
    return this.#send("/sign-out", input, options);
  }

  // Never repeated by itself: a code is counted with every try, and a refresh token works once.
  #send<T>(path: string, body: object, options?: CallOptions): Promise<T> {
    return this.#transport.call({ ...options, method: "POST", path: `/customers${path}`, body, keyed: false });
  }
}

/** A customer's own details and bookings. */
export class MeCalls extends Noun {
  get(options?: CallOptions): Promise<Me> {
    return this.read("/me", options);
  }

  /** Changes what is named. @throws HoldfastError `validation_failed` */
  update(input: UpdateMe, options?: CallOptions): Promise<Me> {
    return this.change("PATCH", "/me", input, options);
  }

  /** A page of them, each with its token and with what cancelling it now would give back. */
  bookings(query?: ListMyBookingsQuery, options?: CallOptions): Promise<MyBookingList> {
    return this.read("/me/bookings", options, query);
  }
}

/** What a customer who signed in can do. */
export interface CustomerClient {
  readonly me: MeCalls;
  readonly bookings: Bookings;
}

/** Signs customers in. @param options - with the publishable key. */
export const createCustomers = ({ key, ...options }: ClientOptions): Customers => new Customers(new Transport({ ...options, credential: key }));

/** A client for one customer who signed in. @param options.accessToken - of their session. */
export function createCustomerClient({ accessToken, ...options }: ConnectionOptions & { accessToken: string }): CustomerClient {
  const transport = new Transport({ ...options, credential: accessToken });
  return { me: new MeCalls(transport), bookings: new Bookings(transport) };
}

export { HoldfastError, type HoldfastErrorCode } from "./errors.js";
export type { Bookings } from "./bookings.js";
export type { ClientOptions } from "./catalogue.js";
export type { CallOptions, ConnectionOptions } from "./options.js";
export type * from "./types.js";
