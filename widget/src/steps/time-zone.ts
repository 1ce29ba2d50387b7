import { html, type TemplateResult } from "lit/html.js";
import { offsetLabel } from "../i18n/i18n.js";
import { globe } from "../styles/icons.js";
import type { ChooseView } from "./choose.js";

/** The shown zone by name and offset on the open day, to be changed. All zones are listed only once it is touched. */
export function timeZoneSelect({ i18n, calendar, availability, timeZone, zones, onZone, onZones }: ChooseView): TemplateResult {
  const { slots } = availability;
  const [slot] = slots.get(calendar.selected ?? "") ?? [...slots.values()][0] ?? [];
  return html`<label class="row zone" part="time-zone">
    ${globe}
    <select
      aria-label=${i18n.t("timeZone")}
      @pointerdown=${onZones}
      @focus=${onZones}
      @change=${(event: Event) => onZone((event.target as HTMLSelectElement).value)}
    >
      ${zones.map(
        (zone) => html`<option value=${zone} .selected=${zone === timeZone}>
          ${zone.replaceAll("_", " ")}${zone === timeZone && slot ? ` (${offsetLabel(slot.utcOffset)})` : ""}
        </option>`,
      )}
    </select>
  </label>`;
}
