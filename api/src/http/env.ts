import type { Deps } from "../deps.js";
import type { BookingError } from "../errors.js";
import type { AuditedRequest } from "../operations/audit/audit-request.js";
import type { Principal } from "./principal.js";

/** What middleware puts into Hono's context. */
export interface Env {
  Variables: {
    deps: Deps;
    requestId: string;
    /** The error that is answered, if any. */
    problem: BookingError | undefined;
    /** Set by `allow`; routes behind it always have one. */
    principal: Principal;
    /** Set by `allowCustomer`. */
    customer: Extract<Principal, { kind: "customer" }>;
    /** What is written down of this request, if anything. */
    audited: AuditedRequest | undefined;
    /** The client's address, or "unknown". */
    clientAddress: string;
  };
}
