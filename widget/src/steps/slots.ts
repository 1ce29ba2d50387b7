import { html, nothing, type TemplateResult } from "lit/html.js";
import { groupByPartOfDay, repeatedTimes } from "../calendar/day-slots.js";
import { offsetLabel } from "../i18n/i18n.js";
import type { ShownSlot } from "../model.js";
import type { ChooseView } from "./choose.js";
import { marks } from "./marks.js";

/** The open day's slots in parts of the day, or why there are none. */
export function slotList(view: ChooseView): TemplateResult {
  const { calendar, availability, i18n } = view;
  const { selected } = calendar;
  if (availability.phase === "loading") return skeleton(i18n.t("loading"));
  const slots = (selected && availability.slots.get(selected)) || [];
  if (!selected || !slots[0]) return emptyDay(view);
  const repeated = repeatedTimes(slots);
  return html`<div class="row"><h3 id="open-day">${i18n.day(selected)}</h3></div>
    <div>
      ${groupByPartOfDay(slots).map(
        ([part, group]) => html`<div role="group" aria-labelledby=${`open-day ${part}`}>
          <h4 id=${part}>${i18n.t(part)}</h4>
          <div class="grid">${group.map((slot) => slotButton(slot, repeated.has(slot.localTime), view))}</div>
        </div>`,
      )}
    </div>`;
}

function slotButton(slot: ShownSlot, ambiguous: boolean, view: ChooseView): TemplateResult {
  const { i18n, pending, service } = view;
  const { start, taken } = slot;
  const mine = slot.heldByYou || view.held === start;
  const notes = [
    ambiguous && offsetLabel(slot.utcOffset),
    taken ? i18n.t("taken") : mine ? i18n.t("yours") : service && service.capacity > 1 && i18n.t("left", { n: slot.remaining }),
  ];
  return html`<button
    part=${marks("slot", taken && "slot-taken", mine && "slot-yours")}
    class=${marks("slot", taken && "taken", (mine || pending === start) && "mine")}
    data-start=${start}
    aria-disabled=${!!taken || !!pending}
    aria-busy=${pending === start}
    @click=${() => taken || pending || view.onChoose(slot)}
  >
    ${i18n.time(slot.localTime)} ${notes.map((note) => (note ? html`<small>${note}</small>` : nothing))}
  </button>`;
}

function emptyDay({ calendar, availability, i18n }: ChooseView): TemplateResult {
  const { slots, next } = availability;
  const text = slots.size
    ? i18n.t("chooseDay")
    : next
      ? i18n.t("nothingInMonth", { month: i18n.month(calendar.month) })
      : i18n.t("nothingAhead");
  return html`<p class="empty">${text}</p>`;
}

/** As tall as a usual day, so that nothing shifts when the slots come. */
const skeleton = (label: string): TemplateResult =>
  html`<div class="row"><h3 class="skeleton"></h3></div>
    <div class="grid">${Array.from({ length: 9 }, () => html`<button class="skeleton" disabled></button>`)}</div>
    <p class="hidden">${label}</p>`;
