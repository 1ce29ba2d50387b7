import { html, nothing } from "lit";
import { icon } from "../../parts/icons.js";
import { formatDate, formatTime, today } from "../../parts/time.js";
import { block } from "./block.js";
import { datesOf } from "./grid.js";
import { within } from "./layout.js";
import { isClass } from "./sessions.js";
import { colourOf, minutesOn, type Shown } from "./shown.js";

/** Day after day as a list, for narrow screens. */
export function agenda(shown: Shown) {
  const { sessions, services, zone } = shown;
  const now = today(zone);
  return html`<div class="agenda">
    ${datesOf(shown).map((date) => {
      const ofDay = sessions.filter((session) => within(minutesOn(session, date, zone), 0, 1440));
      // Of days that are over only what was there.
      if (ofDay.length === 0 && date < now) return nothing;
      return html`<section aria-label=${formatDate(date, { weekday: "long", day: "numeric", month: "long" })}>
        <h2 class=${date === now ? "is-today" : ""}>${formatDate(date, { weekday: "long", day: "numeric", month: "short" })}${date === now ? html` <span class="badge good">Today</span>` : ""}</h2>
        ${ofDay.length === 0 ? html`<p class="hint">${icon("calendar")}Nothing booked</p>` : html`<ul>
          ${ofDay.map((session) => html`<li><span class="agenda-time number">${formatTime(session.start, zone)}</span>${block(session, zone, { colour: colourOf(services, session.serviceId), line: `${isClass(session) ? "" : `${session.name}, `}${session.resources.map(({ name }) => name).join(" and ")}` })}</li>`)}
        </ul>`}
      </section>`;
    })}
  </div>`;
}
