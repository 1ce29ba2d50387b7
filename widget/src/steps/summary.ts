import { html, nothing, type TemplateResult } from "lit/html.js";
import type { BookingSession } from "../checkout/session.js";
import { offsetLabel } from "../i18n/i18n.js";
import type { I18n } from "../i18n/i18n.js";
import type { ChosenSlot, Hold } from "../model.js";
import { cancellationLines } from "./cancellation.js";

type Terms = Hold["terms"];

/** What is being booked: when, with whom, what it costs and how it can be cancelled, as frozen with the hold. */
export function summary(session: BookingSession, slot: ChosenSlot): TemplateResult {
  const { host, hold } = session;
  const { i18n, bookedService } = host;
  const minutes = hold?.durationMinutes ?? host.durationMinutes;
  const people = hold?.resources.map(({ name }) => name).join(", ");
  return html`<aside class="summary" part="summary" aria-label=${bookedService.name}>
    <h3>${bookedService.name}</h3>
    <dl>
      <div>
        <dt>${i18n.t("when")}</dt>
        <dd>
          ${i18n.day(slot.date)}<br />${i18n.time(slot.localTime)} · ${i18n.duration(minutes)}<br />
          <small>${(slot.timeZone ?? host.shownZone).replaceAll("_", " ")} (${offsetLabel(slot.utcOffset)})</small>
        </dd>
      </div>
      ${people ? html`<div><dt>${i18n.t("where")}</dt><dd>${people}</dd></div>` : nothing}
      ${hold && hold.quantity > 1
        ? html`<div><dt>${i18n.t("people")}</dt><dd>${hold.quantity}</dd></div>`
        : nothing}
    </dl>
    ${hold ? cost(hold.terms, i18n) : nothing}
    ${hold?.terms.requiresApproval ? html`<p class="cost fine">${i18n.t("asksFirst")}</p>` : nothing}
  </aside>`;
}

function cost({ unitPrice, quantity, total, tax, cancellation }: Terms, i18n: I18n): TemplateResult {
  const priced = total.amount > 0;
  return html`<div class="cost">
      <p class="total">
        <span>${i18n.t("total")}</span>
        <b>${priced ? i18n.money(total) : i18n.t("free")}</b>
      </p>
      ${priced && quantity > 1
        ? html`<p class="fine">${i18n.t("unitPrice", { n: quantity, price: i18n.money(unitPrice) })}</p>`
        : nothing}
      ${priced && tax
        ? html`<p class="fine">
            ${i18n.t("taxIncluded", {
              percent: tax.percent,
              amount: i18n.money({ amount: tax.amount, currency: total.currency }),
            })}
          </p>`
        : nothing}
    </div>
    ${priced
      ? html`<div class="cost">
          <h4>${i18n.t("cancellation")}</h4>
          ${cancellationLines(cancellation, i18n).map((line) => html`<p class="fine">${line}</p>`)}
        </div>`
      : nothing}`;
}
