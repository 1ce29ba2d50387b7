import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { place } from "../../parts/place.js";
import { addDays, formatClock, formatDate, formatTime, today, wallTime } from "../../parts/time.js";
import { router } from "../../router.js";
import { block } from "./block.js";
import { closedOf, hoursAround, layOut, limitLanes, type Span, within } from "./layout.js";
import { openOn } from "./open-hours.js";
import { isClass, type Session } from "./sessions.js";
import { colourOf, minutesOn, type Shown } from "./shown.js";

/** Most sessions beside each other in one day of a week; a lane is wide enough for a name then. */
const WEEK_LANES = 3;
const USUAL: Span = { from: 9 * 60, to: 18 * 60 };

interface Column {
  key: string;
  head: unknown;
  date: string;
  sessions: (Session & Span)[];
  /** When it is open; undefined where that is not one thing's. */
  open: Span[] | undefined;
  /** Most lanes. */
  lanes: number;
}

/** One day, a column for each resource. */
export function dayGrid(shown: Shown) {
  const { from: date, zone, resources, overrides } = shown;
  const sessions = sessionsOn(shown, date);
  const columns = resources.map((resource): Column => ({
    key: resource.id,
    head: html`<h2>${resource.name}</h2>`,
    date,
    sessions: sessions.filter((session) => session.resources.some(({ id }) => id === resource.id)),
    open: resource.timeZone === zone ? openOn(resource, overrides, date) : undefined,
    lanes: 3,
  }));
  return grid(columns, shown, "day");
}

/** Seven days; of one resource alone with its hours. */
export function weekGrid(shown: Shown) {
  const { zone, resources, overrides } = shown;
  const [only] = resources.length === 1 ? resources : [];
  const now = today(zone);
  const columns = datesOf(shown).map((date): Column => ({
    key: date,
    head: html`<h2 class=${date === now ? "is-today" : ""}><a href=${router.with({ view: "day", date })}><span>${formatDate(date, { weekday: "short" })}</span> <strong>${Number(date.slice(8))}</strong></a></h2>`,
    date,
    sessions: sessionsOn(shown, date),
    open: only && only.timeZone === zone ? openOn(only, overrides, date) : undefined,
    lanes: WEEK_LANES,
  }));
  return grid(columns, shown, "week");
}

export const datesOf = ({ from, days }: Shown): string[] => Array.from({ length: days }, (_, i) => addDays(from, i));

const sessionsOn = ({ sessions, zone }: Shown, date: string) =>
  sessions.map((session) => within(minutesOn(session, date, zone), 0, 1440)).filter((session) => session !== undefined);

function grid(columns: readonly Column[], shown: Shown, kind: "day" | "week") {
  const hours = hoursAround(columns.flatMap(({ sessions, open }) => [...sessions.filter(({ blocked, busyElsewhere }) => !blocked && !busyElsewhere), ...(open ?? [])]), USUAL);
  const marks = Array.from({ length: (hours.to - hours.from) / 60 }, (_, i) => hours.from + i * 60);
  const now = wallTime(Date.now(), shown.zone);
  const nowIn = now.minutes >= hours.from && now.minutes < hours.to ? now : undefined;
  return html`<div class="grid-scroll" tabindex="0" role="region" aria-label="Calendar">
    <div class="grid ${kind}" ${place({ "--columns": columns.length, "--first": hours.from, "--minutes": hours.to - hours.from })}>
      <div class="grid-corner"></div>
      ${columns.map(({ head }) => html`<div class="grid-head">${head}</div>`)}
      <div class="grid-hours" aria-hidden="true">${marks.map((minutes, i) => (i === 0 ? nothing : html`<span ${place({ "--from": minutes })}>${formatClock(minutes)}</span>`))}</div>
      ${repeat(columns, ({ key }) => key, (column) => columnOf(column, hours, shown, kind, nowIn?.date === column.date ? nowIn.minutes : undefined))}
    </div>
  </div>`;
}

function columnOf({ date, sessions, open, lanes }: Column, hours: Span, { zone, services }: Shown, kind: "day" | "week", now: number | undefined) {
  const { shown, hidden } = limitLanes(layOut(sessions.flatMap((session) => within(session, hours.from, hours.to) ?? [])), lanes);
  const isSingle = kind === "day";
  return html`<div class="grid-column">
    ${open ? closedOf(open, hours).map(({ from, to }) => html`<div class="grid-closed" ${place({ "--from": from, "--to": to })}></div>`) : nothing}
    <ul>
      ${repeat(shown, ({ key }) => key, (session) => html`<li class=${session.to - session.from < 40 ? "is-short" : ""} ${place({ "--from": session.from, "--to": session.to, "--lane": session.lane, "--lanes": session.lanes })}>
        ${block(session, zone, { colour: colourOf(services, session.serviceId), line: `${formatTime(session.start, zone)} ${!isClass(session) && (isSingle || session.lanes < 2) ? session.name : ""}` })}
      </li>`)}
      ${hidden.map(({ from, to, count }) => html`<li ${place({ "--from": from, "--to": to, "--lane": lanes - 1, "--lanes": lanes })}>
        <a class="block more-block" href=${router.with({ view: "day", date })} aria-label="${count} more on ${formatDate(date)}: open the day">+${count}</a></li>`)}
    </ul>
    ${now === undefined ? nothing : html`<div class="grid-now" ${place({ "--from": now })}></div>`}
  </div>`;
}
