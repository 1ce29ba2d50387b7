import { type CatalogueClient, createCatalogueClient } from "@holdfast/sdk";

/** Where the API is, and the business's key for it. */
export interface Connection {
  readonly baseUrl: string;
  readonly key: string;
}

const READ_TIMEOUT_MS = 4500;

/** Reads the catalogue: gives up soon and says so. The failure and its way out show within five seconds. */
export const createReader = (connection: Connection): CatalogueClient =>
  createCatalogueClient({ ...connection, timeoutMs: READ_TIMEOUT_MS, maxRetries: 0 });
