import { Noun } from "../lib/noun.js";
import type { CallOptions } from "../options.js";
import type { PaymentsSettings, PutPayments, Tenant, UpdateTenant } from "../types.js";

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

/** How the business is paid. */
export class Payments extends Noun {
  /** Never gives secrets back. */
  get(options?: CallOptions): Promise<PaymentsSettings> {
    return this.read("/tenant/payments", options);
  }

  /** Sets the business's Razorpay keys; they are kept encrypted. */
  put(input: PutPayments, options?: CallOptions): Promise<PaymentsSettings> {
    return this.change("PUT", "/tenant/payments", input, options);
  }
}
