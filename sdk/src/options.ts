/** How a client reaches the API. */
export interface ConnectionOptions {
  /** The address of the API without `/v1`, such as `https://book.example.com`; empty for the page's own. */
  baseUrl: string;
  /** Used instead of the global `fetch`. */
  fetch?: typeof fetch;
  /** How long one attempt may take, answer included, in milliseconds. Default is 10000. */
  timeoutMs?: number;
  /** How often a call that may be repeated is tried again. Default is 2. */
  maxRetries?: number;
}

/** The last argument of every call. */
export interface CallOptions {
  /** Aborting it rejects the call at once with code `aborted`. */
  signal?: AbortSignal | undefined;
  /**
   * Makes the call happen at most once, however often it is sent, for 24 hours; 1 to 256 characters.
   * Default is a new one per call, which covers the client's own retries.
   */
  idempotencyKey?: string | undefined;
  /** The token of the hold or booking that the call is about. */
  token?: string | undefined;
}
