import { hash } from "node:crypto";

/** Shapes a hash as a uuid: what PostgreSQL keeps in 16 bytes and compares fast. */
function uuidOf(text: string): string {
  const hex = hash("sha256", text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What tells one session from another: who serves it, when and how long, on exactly which resources. */
export interface SessionIdentity {
  serviceId: string;
  startMs: number;
  durationMinutes: number;
  resourceIds: readonly string[];
}

/** The key of a session computed from opening hours, a uuid. The order of the resources does not matter. */
export const sessionKeyOf = ({ serviceId, startMs, durationMinutes, resourceIds }: SessionIdentity): string =>
  uuidOf([serviceId, startMs, durationMinutes, ...resourceIds.toSorted()].join(" "));

/** The key of a published session, a uuid. */
export const sessionKeyOfSlot = (slotId: string): string => uuidOf(slotId);
