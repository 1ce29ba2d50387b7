import { Task } from "@lit/task";
import type { Tenant } from "@holdfast/sdk/server";
import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { SETTINGS } from "../../navigation.js";
import { currencies } from "../../parts/currencies.js";
import { Form } from "../../parts/form.js";
import { header, tabs } from "../../parts/page.js";
import { shown } from "../../parts/shown.js";
import { toast } from "../../parts/toasts.js";
import { zoneName, zones } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";
import { session } from "../../session/session.js";
import "../resources/calendars.js";

interface Draft {
  name: string;
  timeZone: string;
  currency: string;
  locale: string;
  contactEmail: string;
  senderName: string;
  tellOwners: boolean;
  bookingPageUrl: string;
  liveHoldsPerClient: number | undefined;
}

const draftOf = (tenant: Tenant): Draft => ({
  name: tenant.name, timeZone: tenant.timeZone, currency: tenant.currency, locale: tenant.locale,
  contactEmail: tenant.contactEmail ?? "", senderName: tenant.senderName ?? "", tellOwners: tenant.tellOwners, bookingPageUrl: tenant.bookingPageUrl ?? "", liveHoldsPerClient: tenant.liveHoldsPerClient,
});

const LOCALES = ["en", "en-IN", "en-GB", "en-US", "hi", "hi-IN"];

/** The business itself. */
@customElement("hf-business")
export class Business extends View {
  #form = new Form<Draft>(this, draftOf(this.tenant));

  #task = new Task(this, {
    args: () => [],
    task: async () => {
      const tenant = await api.tenant.get();
      session.setTenant(tenant);
      this.#form.reset(draftOf(tenant));
      this.#form.keepFromLosing();
      return tenant;
    },
  });

  #submit = async (event: Event) => {
    const saved = await this.#form.submit(event, async ({ contactEmail, senderName, bookingPageUrl, liveHoldsPerClient, ...rest }) => {
      const tenant = await api.tenant.update({ ...rest, contactEmail: contactEmail.trim() || null, senderName: senderName.trim() || null, bookingPageUrl: bookingPageUrl.trim() || null, ...(liveHoldsPerClient !== undefined && { liveHoldsPerClient }) });
      session.setTenant(tenant);
      this.#form.reset(draftOf(tenant));
    });
    if (saved) toast("Saved");
  };

  protected override render() {
    return html`${header("Settings")}${tabs("Settings", SETTINGS, "/settings")}${shown(this.#task, () => this.#content())}`;
  }

  #content() {
    const form = this.#form;
    const { data } = form;
    const languages = new Intl.DisplayNames(undefined, { type: "language" });
    return html`<form class="editor" novalidate @submit=${this.#submit}>
      ${form.problem()}
      <section class="card"><h2>The business</h2><div class="stack">
        ${form.text("name", { label: "Name", required: true, width: "medium", autocomplete: "organization" })}
        <div class="columns">
          ${form.select("timeZone", { label: "Time zone", required: true, options: zones(data.timeZone).map((zone) => [zone, zoneName(zone)]), hint: "What this console shows times in." })}
          ${form.select("currency", { label: "Currency", required: true, options: currencies(), hint: "Of new services; prices that stand keep theirs." })}
        </div>
      </div></section>
      <section class="card"><h2>What customers get</h2><div class="stack">
        ${form.select("locale", { label: "Language of mails", required: true, width: "medium", options: [...new Set([data.locale, ...LOCALES])].map((tag) => [tag, languages.of(tag) ?? tag] as const) })}
        ${form.text("senderName", { label: "Who mails come from", width: "medium", placeholder: data.name, hint: "Empty: the business’s name." })}
        ${form.text("contactEmail", { label: "Where their replies go", type: "email", width: "medium", autocomplete: "email" })}
        ${form.text("bookingPageUrl", { label: "Your page for a booking", type: "url", placeholder: "https://www.example.com/booking", hint: "Mails link to it, so that customers can see, move and cancel their booking: put <booking-account> there." })}
        ${form.checkbox("tellOwners", { label: "Tell me by mail of each booking that is made, moved or cancelled" })}
        ${form.number("liveHoldsPerClient", { label: "Slots one browser may hold at once", width: "short", required: true })}
      </div></section>
      <div class="save-bar">${form.button("Save", { whenChanged: true })}${form.changed ? html`<span class="aside">Not saved yet.</span>` : ""}</div>
    </form>
    <hf-calendar-feeds></hf-calendar-feeds>`;
  }
}
