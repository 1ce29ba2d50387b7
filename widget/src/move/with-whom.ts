import { html, type TemplateResult } from "lit/html.js";
import type { Booking, Service } from "../model.js";
import type { BookingMove } from "./booking-move.js";

/** Whether the booking is with one of several, so that another one may do as well. */
export function isChosenFrom(service: Service | null, { resources }: Booking): boolean {
  const [pool, ...more] = service?.requirements ?? [];
  return more.length === 0 && resources.length === 1 && (pool?.resources.length ?? 0) > 1 && !!pool?.resources.some(({ id }) => id === resources[0]?.id);
}

/** With the same one as before, or with whoever is free. */
export function withWhom(move: BookingMove): TemplateResult {
  const { i18n, resource } = move;
  const [{ id, name } = { id: "", name: "" }] = move.task.booking.resources;
  const choice = (value: string, label: string) => html`<button part="option" aria-pressed=${resource === value} @click=${() => (move.resource = value)}>
    ${label}
  </button>`;
  return html`<div class="whom" role="group" aria-label=${i18n.t("where")}>
    <span aria-hidden="true">${i18n.t("where")}</span>
    ${choice("", i18n.t("moveAnyone"))} ${choice(id, name)}
  </div>`;
}
