import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FieldErrors } from "../booking-flow.js";
import type { BookingSession } from "../checkout/session.js";
import { alert } from "../styles/icons.js";
import { countdown } from "./countdown.js";
import { backButton, notice } from "./common.js";
import { field, fieldId, type Field } from "./fields.js";
import { summary } from "./summary.js";

/** The details form beside what is being booked. */
export function detailsStep(session: BookingSession): TemplateResult {
  const { state, host, draft, hold } = session;
  const { i18n } = host;
  if (state.name !== "details" && state.name !== "submitting" && state.name !== "holding") return html``;
  const busy = state.name !== "details";
  const errors = state.name === "details" ? state.errors : {};
  const context = { draft, errors, i18n, disabled: busy };
  const total = hold?.terms.total;
  const submit = (event: Event) => {
    event.preventDefault();
    void session.submit();
  };
  return html`
    ${backButton(i18n.t("back"), () => session.dispatch({ type: "back" }), busy)} ${countdown(session)}
    <div class="columns checkout">
      <div>
        <h2 id="step" tabindex="-1" part="step-title">${i18n.t("yourDetails")}</h2>
        ${problem(session)}
        <form novalidate part="form" aria-busy=${busy} @submit=${submit} @input=${() => session.touch()}>
          ${fieldsOf(session).map((spec) => field(spec, context))}
          <button type="submit" part="button" class="primary wide" aria-disabled=${busy}>
            ${busy
              ? html`<span class="spinner" aria-hidden="true"></span>${i18n.t("working")}`
              : total && total.amount > 0
                ? i18n.t("pay", { price: i18n.money(total) })
                : i18n.t(hold?.terms.requiresApproval ? "request" : "confirm")}
          </button>
        </form>
      </div>
      <div>${summary(session, state.slot)}</div>
    </div>
  `;
}

function fieldsOf({ host }: BookingSession): Field[] {
  const { i18n, bookedService } = host;
  return [
    { path: "customer.name", label: i18n.t("name"), type: "text", required: true, autocomplete: "name" },
    {
      path: "customer.email",
      label: i18n.t("email"),
      type: "email",
      required: true,
      autocomplete: "email",
      hint: i18n.t("emailHint"),
    },
    { path: "customer.phone", label: i18n.t("phone"), type: "tel", required: false, autocomplete: "tel" },
    ...bookedService.questions.map((question) => ({ ...question, path: `answers.${question.id}` })),
  ];
}

function problem(session: BookingSession): TemplateResult | typeof nothing {
  const { state, host } = session;
  const { i18n } = host;
  if (state.name !== "details") return nothing;
  if (Object.keys(state.errors).length > 0) return errorSummary(session, state.errors);
  if (state.failure)
    return notice("danger", i18n.t(state.failure.kind), state.failure.kind === "unknown" ? state.failure.detail : nothing);
  if (state.renewed)
    return notice("warning", i18n.t("renewedTitle"), i18n.t("renewedMore", { time: i18n.slot(state.slot) }));
  return nothing;
}

function errorSummary(session: BookingSession, errors: FieldErrors): TemplateResult {
  const { host } = session;
  const wrong = fieldsOf(session).filter(({ path }) => errors[path]);
  const go = (path: string) => (event: Event) => {
    event.preventDefault();
    host.focusOn(`#${fieldId(path)}`);
  };
  return html`<div id="problem" tabindex="-1" class="notice told danger" part="error">
    ${alert}
    <div>
      <b>${host.i18n.t("errorSummary", { n: wrong.length })}</b>
      <ul>
        ${wrong.map(
          ({ path, label }) =>
            html`<li><a href=${`#${fieldId(path)}`} @click=${go(path)}>${path.startsWith("a") ? label : errors[path]}</a></li>`,
        )}
      </ul>
    </div>
  </div>`;
}
