import type { ResourceHours } from "../../domain/hours.js";
import { addDays } from "../../domain/local-dates.js";
import type { ServiceRules, SlotState } from "../../domain/slots.js";
import { notFound } from "../../errors.js";
import type { BookableService } from "../../queries/bookable-services.js";
import type { Times } from "../../queries/times.js";
import type { Reads } from "./reads.js";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The service, as long as it can be booked. @throws `not_found` for unknown, hidden and archived ones alike. */
export async function loadBookableService<Service extends BookableService>(reads: Pick<Reads<Service>, "service">, tenantId: string, serviceId: string): Promise<Service> {
  const service = await reads.service(tenantId, serviceId);
  if (!isBookable(service)) throw notFound("service");
  return service;
}

/** Whether there is such a service, neither hidden nor archived. */
export const isBookable = <Service extends BookableService>(service: Service | undefined): service is Service => service !== undefined && !service.archived && service.active;

/** What the domain decides by, for one of the service's durations. */
export function rulesOf(service: BookableService, durationMinutes: number): ServiceRules {
  return {
    serviceId: service.serviceId,
    durationMinutes,
    intervalMinutes: service.intervalMinutes,
    bufferBeforeMinutes: service.bufferBeforeMinutes,
    bufferAfterMinutes: service.bufferAfterMinutes,
    capacity: service.capacity,
    minNoticeMinutes: service.minNoticeMinutes,
    horizonDays: service.horizonDays,
    requirements: service.requirements,
  };
}

/** Hours, busy times, live claims and published sessions that can matter to a start in this range; the database's time then, and who wants to hear of holds. */
export async function loadSlotState(
  reads: Pick<Reads, "times">,
  tenantId: string,
  service: BookableService,
  range: { startMs: number; endMs: number },
  myHoldId?: string,
): Promise<SlotState & Pick<Times, "now" | "holdsAreHeard">> {
  const resourceIds = [...service.resources.keys()];
  const longest = Math.max(...service.durations.map((duration) => duration.minutes));
  const beforeMs = service.bufferBeforeMinutes * MINUTE_MS;
  const dateAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const afterMs = longest * MINUTE_MS + service.bufferAfterMinutes * MINUTE_MS;
  const look = (claimsToMs: number) =>
    reads.times({
      tenantId, serviceId: service.serviceId, resourceIds,
      publishedFromMs: range.startMs, publishedToMs: range.endMs,
      claimsFromMs: range.startMs - beforeMs, claimsToMs,
      // Two days around: a local date is up to a day off the UTC one, and hours may touch across midnight.
      datesFrom: addDays(dateAt(range.startMs), -2), datesTo: addDays(dateAt(range.endMs), 2),
    });
  let seen = await look(range.endMs + afterMs);
  // Rare: a published session that is longer than any of the service's durations reaches further.
  const lastEndMs = Math.max(...seen.published.map((slot) => slot.endMs)) + service.bufferAfterMinutes * MINUTE_MS;
  if (lastEndMs > range.endMs + afterMs) seen = await look(lastEndMs);
  const { claims, published, overrides, busy, now, holdsAreHeard } = seen;
  const hours = new Map<string, ResourceHours>();
  for (const [resourceId, { timeZone, weekly }] of service.resources)
    hours.set(resourceId, { timeZone, weekly, overrides: overrides.get(resourceId) ?? new Map() });
  return {
    now,
    holdsAreHeard,
    hours,
    published,
    busy,
    claims: myHoldId === undefined ? claims : claims.map((claim) => (claim.holdId === myHoldId ? { ...claim, mine: true } : claim)),
  };
}

export { DAY_MS, MINUTE_MS };
