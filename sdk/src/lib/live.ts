import type { Availability, Slot, SlotsEvent } from "../types.gen.js";
import { readEvents } from "./events.js";
import type { Hearer } from "./poll.js";

/** Passes on what a stream tells of availability, until it ends. */
export async function hearAvailability(open: (headers: Record<string, string>) => Promise<Response>, { ready, reload, patch, last }: Hearer<Availability>): Promise<void> {
  const response = await open(last.id ? { "Last-Event-ID": last.id } : {});
  if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) return;
  await readEvents(response, (name, data, id) => {
    last.id = id;
    if (name === "slots") patch((known) => withSlots(known, JSON.parse(data)));
    else if (name === "ready") ready();
    else reload();
  });
}

/** Of the starts from `from` to `to` exactly these are free now; a slot of the caller's own stays as it is. */
function withSlots(known: Availability, { from, to, slots }: SlotsEvent): Availability | undefined {
  const days = known.days.map((day) => {
    const kept = day.slots.filter(({ start, heldByYou }) => heldByYou || start < from || start >= to);
    const fresh = slots.filter((slot) => dateOf(slot) === day.date && !kept.some(({ start }) => start === slot.start));
    return { ...day, slots: [...kept, ...fresh].sort((a, b) => (a.start < b.start ? -1 : 1)) };
  });
  // Only the server knows when there is something again.
  return days.some((day) => day.slots.length) ? { ...known, days, nextAvailable: null } : undefined;
}

/** The local date of a slot, by the offset that it brings. */
const dateOf = ({ start, utcOffset }: Slot) =>
  new Date(Date.parse(start) - Date.parse(`1970-01-01T00:00${utcOffset}`)).toISOString().slice(0, 10);
