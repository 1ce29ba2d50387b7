import type { Endpoint } from "./endpoints/endpoint.js";

/** What leaves no entry: a customer's way to a booking, which is told by what it leads to, and looking again. */
const UNWATCHED: readonly string[] = ["createHold", "releaseHold", "extendHold", "checkOutHold", "confirmHold", "refreshBusyCalendar"];

/** Names that the rule below would not give. */
const NAMES: Readonly<Record<string, string>> = {
  markNoShow: "booking.no_show",
  putHours: "resource.hours_updated",
  putPaymentsSettings: "payments_settings.updated",
  cancelBookings: "bookings.cancelled",
  createSlots: "slots.published",
};

/** The one deed that is written down of those who have no credential yet. */
const SIGNED_IN = { operationId: "signIn", action: "owner.signed_in" };

const PAST: Readonly<Record<string, string>> = { put: "updated", cancel: "cancelled", withdraw: "withdrawn", send: "sent", set: "set", reset: "reset" };

const pastOf = (verb: string) => PAST[verb] ?? (verb.endsWith("e") ? `${verb}d` : verb.endsWith("y") ? `${verb.slice(0, -1)}ied` : `${verb}ed`);

/**
 * What the audit log calls an endpoint's deed, such as `service.updated` of `updateService`: of all that the business
 * may do and that changes something, and of owners who sign in. Undefined for the others.
 */
export function auditActionOf({ method, credentials, operationId }: Pick<Endpoint, "method" | "credentials" | "operationId">): string | undefined {
  if (operationId === SIGNED_IN.operationId) return SIGNED_IN.action;
  if (method === "get" || !credentials.includes("owner") || UNWATCHED.includes(operationId)) return undefined;
  if (NAMES[operationId]) return NAMES[operationId];
  const [verb, ...noun] = operationId.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  return `${noun.join("_")}.${pastOf(verb!)}`;
}
