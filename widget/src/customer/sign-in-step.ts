import { html, nothing, type TemplateResult } from "lit/html.js";
import type { I18n } from "../i18n/i18n.js";
import { notice } from "../steps/common.js";
import type { CustomerState, SignInProblem } from "./customer-flow.js";
import { digitsOf } from "./digits.js";
import type { CustomerRoom } from "./room.js";

type SigningIn = Exclude<CustomerState, { name: "list" }>;

/** The address, then the code that was sent there. */
export function signInStep(room: CustomerRoom, state: SigningIn): TemplateResult {
  const { i18n } = room.host;
  const atCode = state.name === "code";
  const { busy, problem } = state;
  const submit = (event: Event) => {
    event.preventDefault();
    const typed = (event.currentTarget as HTMLFormElement).querySelector("input")?.value ?? "";
    void (atCode ? room.verify(typed) : room.sendCode(typed));
  };
  const wrong = problem && fieldProblem(problem, i18n);
  return html`<div class="sign-in">
    <h2 id="step" tabindex="-1" part="step-title">${i18n.t(atCode ? "codeTitle" : "signInTitle")}</h2>
    ${problem && !wrong ? otherProblem(problem, i18n) : nothing}
    <p class="lead" id="hint">${atCode ? i18n.t("codeSent", { email: state.email, n: state.validMinutes }) : i18n.t("signInMore")}</p>
    <form novalidate part="form" aria-busy=${busy} @submit=${submit}>
      <div class="field" part="field">
        <label for="field" part="label">${i18n.t(atCode ? "code" : "email")}</label>
        ${atCode ? codeInput(room, state, !!wrong) : emailInput(state, !!wrong)}
        ${wrong ? html`<p id="wrong" class="wrong">${wrong}</p>` : nothing}
      </div>
      <button type="submit" part="button" class="primary wide" aria-disabled=${busy}>
        ${busy ? html`<span class="spinner" aria-hidden="true"></span>${i18n.t("working")}` : i18n.t(atCode ? "signIn" : "sendCode")}
      </button>
    </form>
    ${atCode ? otherWays(room, state) : nothing}
  </div>`;
}

const emailInput = ({ email, busy }: SigningIn, wrong: boolean): TemplateResult => html`<input
  id="field"
  part="input"
  class="control"
  type="email"
  autocomplete="email"
  maxlength="254"
  .value=${email}
  ?readonly=${busy}
  aria-required="true"
  aria-invalid=${wrong}
  aria-describedby=${wrong ? "wrong" : nothing}
/>`;

/** One field for all digits: it takes what a phone offers from the mail, and what is pasted. */
const codeInput = (room: CustomerRoom, { busy, email, expiresAtMs }: SigningIn & { name: "code" }, wrong: boolean): TemplateResult => html`<input
  id="field"
  part="input"
  class="control code"
  type="text"
  inputmode="numeric"
  autocomplete="one-time-code"
  autocapitalize="off"
  spellcheck="false"
  maxlength="20"
  data-code=${`${email} ${expiresAtMs}`}
  ?readonly=${busy}
  aria-required="true"
  aria-invalid=${wrong}
  aria-describedby=${wrong ? "wrong hint" : "hint"}
  @input=${(event: Event) => {
    const input = event.target as HTMLInputElement;
    // The sixth digit says it all; a code that was wrong waits for the button.
    if (digitsOf(input.value).length === 6 && !wrong) void room.verify(input.value);
  }}
/>`;

function otherWays(room: CustomerRoom, { email, againAtMs, again, busy }: SigningIn & { name: "code" }): TemplateResult {
  const { i18n } = room.host;
  const wait = Math.ceil((againAtMs - Date.now()) / 1000);
  return html`<div class="other-ways">
    ${again ? html`<p class="fine">${i18n.t("sentAgain")}</p>` : nothing}
    <button part="button" class="quiet" aria-disabled=${wait > 0 || busy} @click=${() => wait > 0 || busy || void room.sendCode(email)}>
      ${wait > 0 ? i18n.t("sendAgainIn", { n: wait }) : i18n.t("sendAgain")}
    </button>
    <button part="button" class="quiet" @click=${() => room.dispatch({ type: "other-address" })}>${i18n.t("otherAddress")}</button>
  </div>`;
}

/** What is said at the field. */
function fieldProblem({ what }: SignInProblem, i18n: I18n): string | null {
  switch (what) {
    case "email-missing":
      return i18n.t("emailMissing");
    case "email-wrong":
      return i18n.t("emailWrong");
    case "code-missing":
      return i18n.t("codeMissing");
    case "code-wrong":
      return i18n.t("codeWrong");
    case "code-expired":
      return i18n.t("codeExpired");
    default:
      return null;
  }
}

function otherProblem(problem: SignInProblem, i18n: I18n): TemplateResult {
  if (problem.what !== "failed") return notice("warning", i18n.t("signedOut"), i18n.t("signedOutMore"));
  const { kind, detail } = problem.failure;
  return notice("danger", i18n.t(kind === "busy" ? "tooMany" : kind), kind === "unknown" || kind === "unavailable" ? detail : nothing);
}
