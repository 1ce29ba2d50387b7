import type { AuditEntry } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { SETTINGS } from "../../navigation.js";
import { header, tabs } from "../../parts/page.js";
import { Paged } from "../../parts/paged.js";
import { empty } from "../../parts/shown.js";
import { formatDateTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";

type Actor = "" | AuditEntry["actor"]["kind"];

const ACTORS: readonly (readonly [Actor, string])[] = [["", "Everybody"], ["owner", "Owners"], ["api_key", "API keys"], ["customer", "Customers"]];
const UNNAMED: Readonly<Record<AuditEntry["actor"]["kind"], string>> = { owner: "An owner", api_key: "An API key", customer: "A customer", system: "Holdfast" };

const words = (text: string) => text.replaceAll(/([a-z])([A-Z])/g, "$1 $2").replaceAll(/[_.]/g, " ").toLowerCase();
const capital = (text: string) => `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;

/** A value in a few words. */
function valueText(value: unknown): string {
  const text = typeof value === "string" ? value : value === null || value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Who changed what, and when. */
@customElement("hf-activity")
export class Activity extends View {
  @state() private actor: Actor = "";
  #list = new Paged<AuditEntry>(this, (page, options) => api.auditLog.list({ ...(this.actor && { actor: this.actor }), ...page }, options));

  #switch(actor: Actor): void {
    this.actor = actor;
    this.#list.items = undefined;
    this.#list.reload();
  }

  protected override render() {
    return html`${header("Settings")}${tabs("Settings", SETTINGS, "/settings/activity")}
      <div class="filters"><select class="input" aria-label="Who" @change=${(event: Event) => this.#switch((event.target as HTMLSelectElement).value as Actor)}>
        ${ACTORS.map(([value, text]) => html`<option value=${value} ?selected=${value === this.actor}>${text}</option>`)}</select></div>
      ${this.#list.render(
        (entries) => html`<ul class="list">${entries.map((entry) => this.#row(entry))}</ul>`,
        () => empty("clock", "Nothing was changed yet", "Whatever you, your keys and your customers change stands here, and stays."),
      )}`;
  }

  #row({ at, actor, action, target, changes, clientAddress }: AuditEntry) {
    const from = clientAddress && clientAddress !== "unknown" ? `, from ${clientAddress}` : "";
    return html`<li class="list-row"><span>
      <strong>${capital(words(action))}${target?.name ? html`: ${target.name}` : nothing}</strong><br />
      <span class="sub breakable">${actor.name ?? UNNAMED[actor.kind]}, ${formatDateTime(at, this.zone)}${from}</span>
      ${changes.length === 0 ? nothing : html`<details><summary>${changes.slice(0, 4).map(({ field }) => words(field)).join(", ")}${changes.length > 4 ? " …" : ""}</summary>
        <ul>${changes.map((change) => html`<li class="breakable">${capital(words(change.field))}: ${"before" in change ? html`<del>${valueText(change.before)}</del> ` : nothing}${"after" in change ? valueText(change.after) : nothing}${"before" in change || "after" in change ? nothing : "changed"}</li>`)}</ul></details>`}
    </span></li>`;
  }
}
