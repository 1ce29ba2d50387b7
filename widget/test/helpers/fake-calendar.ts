/** A slot as the API tells it. */
export interface FakeSlot {
  start: string;
  end: string;
  localTime: string;
  utcOffset: string;
  remaining: number;
  resourceIds: string[];
}

const DAY_MS = 86_400_000;
/** Starts of every working day, in UTC. */
const STARTS = ["03:30", "04:15", "05:00", "05:45", "08:00", "08:45", "09:30", "10:15", "12:30", "13:15"];

/** Local date, time and offset of an instant, by this engine: the fake is the server here. */
export function local(instant: string | number, timeZone: string) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      timeZoneName: "longOffset",
    })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts["year"]}-${parts["month"]}-${parts["day"]}`,
    localTime: `${parts["hour"]}:${parts["minute"]}`,
    utcOffset: (parts["timeZoneName"] ?? "").replace("GMT", "") || "+00:00",
  };
}

/** Working days with ten starts each; Sundays are closed. */
export class Calendar {
  readonly #taken = new Set<string>();
  /** No day has a slot. */
  empty = false;

  clear(): void {
    this.#taken.clear();
    this.empty = false;
  }

  /** Somebody else takes the slot. */
  take(start: string): void {
    this.#taken.add(start);
  }

  /** Somebody gives the slot back. */
  free(start: string): void {
    this.#taken.delete(start);
  }

  isTaken(start: string): boolean {
    return this.#taken.has(start);
  }

  days(from: string, to: string, timeZone: string, capacity: number): { date: string; slots: FakeSlot[] }[] {
    const days = new Map<string, FakeSlot[]>();
    if (this.empty) return [];
    for (let ms = Date.parse(from) - DAY_MS; ms <= Date.parse(to) + DAY_MS; ms += DAY_MS) {
      const date = new Date(ms).toISOString().slice(0, 10);
      if (new Date(ms).getUTCDay() === 0) continue;
      for (const time of STARTS) {
        const start = `${date}T${time}:00Z`;
        if (this.#taken.has(start) || Date.parse(start) <= Date.now()) continue;
        const { date: localDate, localTime, utcOffset } = local(start, timeZone);
        if (localDate < from || localDate > to) continue;
        const end = new Date(Date.parse(start) + 45 * 60_000).toISOString().replace(".000", "");
        days.set(localDate, [
          ...(days.get(localDate) ?? []),
          { start, end, localTime, utcOffset, remaining: capacity, resourceIds: ["res_aaaaaaaa"] },
        ]);
      }
    }
    return [...days].map(([date, slots]) => ({ date, slots }));
  }

  /** The three free slots nearest to a start, in the service's zone. */
  nearest(start: string, timeZone: string) {
    const day = start.slice(0, 10);
    return this.days(day, new Date(Date.parse(day) + 3 * DAY_MS).toISOString().slice(0, 10), timeZone, 1)
      .flatMap(({ date, slots }) => slots.map((slot) => ({ ...slot, date, timeZone })))
      .sort((a, b) => Math.abs(Date.parse(a.start) - Date.parse(start)) - Math.abs(Date.parse(b.start) - Date.parse(start)))
      .slice(0, 3)
      .sort((a, b) => a.start.localeCompare(b.start));
  }
}
