import postgres from "postgres";
import { BookingError } from "../errors.js";

/** Which error a violated constraint means, by the constraint's name. */
const MEANING: Record<string, () => BookingError> = {
  claims_one_session_at_a_time: () => new BookingError("slot_unavailable", undefined, { reason: "booked" }),
  claims_one_holder_per_seat: () => new BookingError("slot_unavailable", undefined, { reason: "booked" }),
  owner_logins_pkey: () => new BookingError("email_taken"),
  resource_overrides_one_per_date: () => new BookingError("conflict", "This date already has an override. Delete it first."),
};

// Class 08 (connection, and what PgBouncer says), 53 (resources), 57P (shutdown), a server that lets nobody write (a
// standby that takes over), a transaction ended for doing nothing, what postgres.js and the system say when no server
// answers, and what we say when no connection came free.
const UNAVAILABLE =
  /^(?:08...|53...|57P..|25006|25P0[34]|CONNECT_TIMEOUT|CONNECTION_(?:CLOSED|ENDED|DESTROYED)|POOL_TIMEOUT|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
// Serialization failure, deadlock, lock or statement timeout: nothing is wrong, the moment was.
const BUSY = /^(?:40001|40P01|55P03|57014)$/;

/** What a database error means for the caller, or undefined where it means a fault of ours. */
export function errorFromDatabase(error: unknown): BookingError | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (UNAVAILABLE.test(code) || BUSY.test(code))
    return new BookingError("service_unavailable", undefined, { retryAfterSeconds: 1 }, { cause: error });
  // Text that no encoding knows, such as NUL; the schemas refuse it first.
  if (/^22(?:021|P05)$/.test(code)) return new BookingError("validation_failed", "The request contains text that can't be stored.", {}, { cause: error });
  if (!(error instanceof postgres.PostgresError) || !error.constraint_name) return undefined;
  return MEANING[error.constraint_name]?.();
}
