import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { currencies, currencyOfHere } from "../../parts/currencies.js";
import { Form } from "../../parts/form.js";
import { zoneName, zoneOfHere, zones } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf } from "../../router.js";
import { session } from "../../session/session.js";
import { rememberSecretKey } from "../start/secret-key.js";

const here = zoneOfHere();

@customElement("hf-sign-up")
export class SignUpScreen extends View {
  #form = new Form(this, { businessName: "", email: "", password: "", timeZone: here, currency: currencyOfHere(here) });

  #submit = (event: Event) =>
    this.#form.submit(event, async (input) => {
      const { secretKey } = await session.signUp(input);
      rememberSecretKey(secretKey);
    });

  protected override render() {
    const form = this.#form;
    return html`<form class="card" novalidate @submit=${this.#submit}>
      <h1>Open an account</h1>
      <p class="lead">Your business takes bookings in a few minutes.</p>
      ${form.problem()}
      ${form.text("businessName", { label: "Name of the business", required: true, autocomplete: "organization" })}
      ${form.text("email", { label: "E-mail address", type: "email", required: true, autocomplete: "username" })}
      ${form.text("password", { label: "Password", type: "password", required: true, autocomplete: "new-password", hint: "At least 10 characters." })}
      ${form.select("timeZone", { label: "Time zone of the business", required: true, options: zones(here).map((zone) => [zone, zoneName(zone)]) })}
      ${form.select("currency", { label: "Currency", required: true, hint: "What prices are in.", options: currencies() })}
      ${form.button("Open account")}
      <p class="aside">Have one already? <a href=${hrefOf("/sign-in")}>Sign in</a></p>
    </form>`;
  }
}
