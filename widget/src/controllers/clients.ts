import { createClient } from "@holdfast/sdk";
import type { Client } from "../model.js";

/** The two ways to talk to one API. */
export interface Clients {
  /** Reads: gives up soon and says so. The failure and its way out show within five seconds. */
  readonly reads: Client;
  /** Writes: patient, and repeated with the same key. */
  readonly writes: Client;
}

const READ_TIMEOUT_MS = 4500;

/** Clients for the API at `baseUrl` with a publishable key. */
export const createClients = (baseUrl: string, key: string): Clients => ({
  reads: createClient({ baseUrl, key, timeoutMs: READ_TIMEOUT_MS, maxRetries: 0 }),
  writes: createClient({ baseUrl, key }),
});
