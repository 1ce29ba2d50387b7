import { findSlot, slotsByDate } from "../calendar/day-slots.js";
import { addDays } from "../calendar/dates.js";
import type { HoldfastError } from "@holdfast/sdk";
import type { ChosenSlot, Client } from "../model.js";
import type { SessionHost } from "./host.js";

type Offered = NonNullable<HoldfastError["alternatives"]>;

/**
 * The alternatives of a refusal in the shown zone. The server tells them in the service's zone: their local times
 * come from the calendar, or from one more question; where that fails they keep their zone and name it.
 */
export async function nearestSlots(host: SessionHost, client: Client, offered: Offered): Promise<ChosenSlot[]> {
  const here = (start: string) => findSlot(host.slots, start);
  if (offered.every(({ timeZone, start }) => timeZone === host.shownZone || here(start)))
    return offered.map((slot) => here(slot.start) ?? unzoned(slot));
  const dates = offered.map(({ date }) => date).sort();
  const query = {
    serviceId: host.bookedService.id,
    from: addDays(dates[0] ?? "", -1),
    to: addDays(dates.at(-1) ?? "", 1),
    timeZone: host.shownZone,
    quantity: host.quantity,
    durationMinutes: host.durationMinutes,
    ...(host.resource && { resourceId: host.resource }),
  };
  try {
    const slots = slotsByDate(await client.availability.get(query));
    return offered.map((slot) => findSlot(slots, slot.start) ?? slot);
  } catch {
    return [...offered];
  }
}

const unzoned = ({ start, end, date, localTime, utcOffset }: Offered[number]): ChosenSlot => ({
  start,
  end,
  date,
  localTime,
  utcOffset,
});
