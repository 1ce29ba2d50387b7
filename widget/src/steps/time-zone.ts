import { html, type TemplateResult } from "lit";
import { offsetLabel, zoneLabel } from "../i18n/i18n.js";
import { globe } from "../styles/icons.js";
import type { ChooseView } from "./choose.js";

/** The shown zone by name and offset on the open day, to be changed. All zones are listed only once it is touched. */
export function timeZoneSelect(view: ChooseView): TemplateResult {
  const { i18n, timeZone, zones, onZone, onZones } = view;
  const offset = currentOffset(view);
  return html`<label class="zone" part="time-zone">
    ${globe}
    <span class="hidden">${i18n.t("timeZone")}</span>
    <select
      @pointerdown=${onZones}
      @focus=${onZones}
      @change=${(event: Event) => onZone((event.target as HTMLSelectElement).value)}
    >
      ${zones.map(
        (zone) => html`<option value=${zone} ?selected=${zone === timeZone} .selected=${zone === timeZone}>
          ${zoneLabel(zone)}${zone === timeZone && offset ? ` (${offsetLabel(offset)})` : ""}
        </option>`,
      )}
    </select>
  </label>`;
}

function currentOffset({ calendar, availability }: ChooseView): string | undefined {
  const day = calendar.selected && availability.slots.get(calendar.selected);
  return (day || [...availability.slots.values()][0])?.[0]?.utcOffset;
}
