import { Noun } from "../lib/noun.js";
import type { CallOptions } from "../options.js";
import type { Tenant, UpdateTenant } from "../types.js";

/** The business itself. */
export class TenantCalls extends Noun {
  /** Its settings. */
  get(options?: CallOptions): Promise<Tenant> {
    return this.read("/tenant", options);
  }

  /** Changes the given settings. */
  update(changes: UpdateTenant, options?: CallOptions): Promise<Tenant> {
    return this.change("PATCH", "/tenant", changes, options);
  }
}
