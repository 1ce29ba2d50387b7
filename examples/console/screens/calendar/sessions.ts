import type { Block, Booking, BusyTime, HoldFields, PublishedSlot, Service } from "@holdfast/sdk/server";

/** A hold, and when it was read by the page's monotonic clock. */
export type LiveHold = HoldFields & { readAt: number };

/** What happens at one time with the same resources: one customer, or all of a class. */
export interface Session {
  key: string;
  serviceId: string;
  name: string;
  start: string;
  end: string;
  resources: { id: string; name: string }[];
  bookings: Booking[];
  holds: LiveHold[];
  /** Places that are booked or held. */
  taken: number;
  capacity: number;
  /** Whether the owner published it. */
  published: boolean;
  /** Time that the owner took out of use, and nothing else. */
  blocked?: Block;
  /** Time that a calendar elsewhere keeps: there is nothing to do about it here. */
  busyElsewhere?: true;
}

interface Read {
  bookings: readonly Booking[];
  holds: readonly LiveHold[];
  slots: readonly PublishedSlot[];
  blocks: readonly Block[];
  busy?: readonly BusyTime[];
  services: readonly Service[];
  resourceNames: ReadonlyMap<string, string>;
}

/** Gathers bookings, holds, published slots and blocks of one time and place into sessions, by start. */
export function sessionsOf({ bookings, holds, slots, blocks, busy = [], services, resourceNames }: Read): Session[] {
  const sessions = new Map<string, Session>();
  const byId = new Map(services.map((service) => [service.id, service]));
  function of(serviceId: string, name: string, start: string, end: string, resources: Session["resources"]): Session {
    const key = [serviceId, start, end, ...resources.map(({ id }) => id).sort()].join(" ");
    let session = sessions.get(key);
    if (!session) sessions.set(key, (session = { key, serviceId, name, start, end, resources, bookings: [], holds: [], taken: 0, capacity: byId.get(serviceId)?.capacity ?? 1, published: false }));
    return session;
  }
  for (const slot of slots) {
    const resources = slot.resourceIds.map((id) => ({ id, name: resourceNames.get(id) ?? "" }));
    const session = of(slot.serviceId, byId.get(slot.serviceId)?.name ?? "Session", slot.start, slot.end, resources);
    session.capacity = slot.capacity;
    session.published = true;
  }
  for (const booking of bookings) {
    // What was cancelled stands by itself: it takes no place.
    const isOver = booking.status === "cancelled";
    const session = of(`${booking.service.id}${isOver ? ` ${booking.id}` : ""}`, booking.service.name, booking.start, booking.end, booking.resources);
    session.bookings.push(booking);
    if (!isOver) session.taken += booking.quantity;
  }
  for (const hold of holds) {
    const session = of(hold.serviceId, byId.get(hold.serviceId)?.name ?? "Held", hold.start, hold.end, hold.resources);
    session.holds.push(hold);
    session.taken += hold.quantity;
  }
  for (const block of blocks) {
    const session = of(block.id, block.reason ?? "Blocked", block.start, block.end, [{ id: block.resourceId, name: resourceNames.get(block.resourceId) ?? "" }]);
    session.blocked = block;
  }
  for (const { resourceId, start, end } of busy)
    of("busy", "Busy elsewhere", start, end, [{ id: resourceId, name: resourceNames.get(resourceId) ?? "" }]).busyElsewhere = true;
  return [...sessions.values()].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.name.localeCompare(b.name)));
}

/** Whether it is for several customers at once. */
export const isClass = (session: Session): boolean => session.capacity > 1 || session.bookings.length + session.holds.length > 1;

/** Who or what a session is about, in a few words. */
export function titleOf(session: Session): string {
  const [booking] = session.bookings;
  if (isClass(session) || (!booking && session.holds.length === 0)) return session.name;
  return booking ? booking.customer.name : "Held";
}
