import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import { groupByPartOfDay, repeatedTimes } from "../calendar/day-slots.js";
import { offsetLabel } from "../i18n/i18n.js";
import type { ShownSlot } from "../model.js";
import type { ChooseView } from "./choose.js";

/** The open day's slots in parts of the day, or why there are none. */
export function slotList(view: ChooseView): TemplateResult {
  const { calendar, availability, i18n } = view;
  const date = calendar.selected;
  if (availability.phase === "loading") return skeleton(i18n.t("loading"));
  const slots = (date && availability.slots.get(date)) || [];
  if (!date || slots.length === 0) return emptyDay(view);
  const repeated = repeatedTimes(slots);
  return html`
    <h3 id="open-day" part="day-title">${i18n.day(date)}</h3>
    <div class="slot-groups" part="slots">
      ${groupByPartOfDay(slots).map(
        ([partOfDay, group]) => html`
          <div role="group" part="slot-group" aria-labelledby=${`open-day ${partOfDay}`}>
            <h4 id=${partOfDay} part="slot-group-title">${i18n.t(partOfDay)}</h4>
            <div class="slot-grid">
              ${repeat(
                group,
                (slot) => slot.start,
                (slot) => slotButton(slot, repeated.has(slot.localTime), view),
              )}
            </div>
          </div>
        `,
      )}
    </div>
  `;
}

function slotButton(slot: ShownSlot, ambiguous: boolean, view: ChooseView): TemplateResult {
  const { i18n, service } = view;
  const pending = view.pending === slot.start;
  const mine = slot.heldByYou === true || view.held === slot.start;
  const few = (service?.capacity ?? 1) > 1 && !slot.taken && !mine;
  return html`<button
    type="button"
    part=${`slot${slot.taken ? " slot-taken" : ""}${mine ? " slot-yours" : ""}`}
    class=${classMap({ slot: true, taken: slot.taken === true, mine, pending })}
    data-start=${slot.start}
    aria-disabled=${slot.taken === true || (view.pending !== null && !pending)}
    aria-busy=${pending ? "true" : nothing}
    @click=${() => !slot.taken && view.pending === null && view.onChoose(slot)}
  >
    <span class="time">${i18n.time(slot.localTime)}</span>
    ${ambiguous ? html`<small>${offsetLabel(slot.utcOffset)}</small>` : nothing}
    ${slot.taken ? html`<small>${i18n.t("taken")}</small>` : nothing}
    ${mine ? html`<small>${i18n.t("yours")}</small>` : nothing}
    ${few ? html`<small>${i18n.t("left", { n: slot.remaining })}</small>` : nothing}
  </button>`;
}

function emptyDay({ calendar, availability, i18n }: ChooseView): TemplateResult {
  const free = availability.slots.size > 0;
  const text = free
    ? i18n.t("chooseDay")
    : availability.next
      ? i18n.t("nothingInMonth", { month: i18n.month(calendar.month) })
      : i18n.t("nothingAhead");
  return html`<div class="empty" part="empty"><p>${text}</p></div>`;
}

/** As tall as a usual day, so that nothing shifts when the slots come. */
const skeleton = (label: string): TemplateResult => html`
  <div class="skeletons" aria-hidden="true">
    <span class="skeleton title"></span>
    <span class="skeleton label"></span>
    <div class="slot-grid">${Array.from({ length: 9 }, () => html`<span class="skeleton slot"></span>`)}</div>
  </div>
  <p class="hidden">${label}…</p>
`;
