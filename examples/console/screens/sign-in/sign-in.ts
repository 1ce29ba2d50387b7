import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Form } from "../../parts/form.js";
import { View } from "../../parts/view.js";
import { hrefOf } from "../../router.js";
import { session } from "../../session/session.js";

@customElement("hf-sign-in")
export class SignInScreen extends View {
  #form = new Form(this, { email: "", password: "" });

  #submit = (event: Event) =>
    this.#form.submit(event, (input) => session.signIn(input));

  protected override render() {
    const form = this.#form;
    return html`<form class="card" novalidate @submit=${this.#submit}>
      <h1>Sign in</h1>
      <p class="lead">Your calendar, bookings and payments.</p>
      ${form.problem()}
      ${form.text("email", { label: "E-mail address", type: "email", required: true, autocomplete: "username" })}
      ${form.text("password", { label: "Password", type: "password", required: true, autocomplete: "current-password" })}
      ${form.button("Sign in")}
      <p class="aside">New here? <a href=${hrefOf("/sign-up")}>Open an account</a></p>
    </form>`;
  }
}
