import { Noun } from "../lib/noun.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type { ApiKey, ApiKeyList, CreateApiKey, ListApiKeysQuery, UpdateApiKey } from "../types.js";

/** Publishable and secret keys. */
export class ApiKeys extends Noun {
  /** A page of them. */
  list(query?: ListApiKeysQuery, options?: CallOptions): Promise<ApiKeyList> {
    return this.read("/api-keys", options, query);
  }

  /** Makes a key. A secret one is told only in this answer. */
  create(input: CreateApiKey, options?: CallOptions): Promise<ApiKey> {
    return this.post("/api-keys", input, options);
  }

  /** Changes its name or, of a publishable one, the origins it works from. */
  update(keyId: string, changes: UpdateApiKey, options?: CallOptions): Promise<ApiKey> {
    return this.change("PATCH", path`/api-keys/${keyId}`, changes, options);
  }

  /** Stops it from working, at once. Revoking it again is no error. */
  revoke(keyId: string, options?: CallOptions): Promise<void> {
    return this.remove(path`/api-keys/${keyId}`, options);
  }
}
