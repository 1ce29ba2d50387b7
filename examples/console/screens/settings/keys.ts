import { Task } from "@lit/task";
import type { ApiKey, KeyKind } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { SETTINGS } from "../../navigation.js";
import { confirm } from "../../parts/confirm.js";
import { copyable } from "../../parts/copy.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { header, tabs } from "../../parts/page.js";
import { shown } from "../../parts/shown.js";
import { toast, toastError } from "../../parts/toasts.js";
import { formatDateTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { all, api } from "../../session/api.js";

interface Draft {
  kind: KeyKind;
  name: string;
  /** One on each line. */
  allowedOrigins: string;
}

const originsOf = (text: string) => text.split(/\s+/).filter(Boolean);
const fresh = (): Draft => ({ kind: "publishable", name: "", allowedOrigins: "" });

/** Keys for pages and servers. */
@customElement("hf-keys")
export class Keys extends View {
  /** A new one, or the id of the one that is changed. */
  @state() private editing: "new" | string | undefined;
  /** A secret key that was just made: the server tells it once. */
  @state() private made: ApiKey | undefined;
  @state() private withRevoked = false;
  #form = new Form<Draft>(this, fresh());

  #task = new Task(this, { args: () => [], task: () => all(api.apiKeys.list.bind(api.apiKeys)) });

  #edit(key: ApiKey | undefined): void {
    this.#form.reset(key ? { kind: key.kind, name: key.name ?? "", allowedOrigins: key.allowedOrigins.join("\n") } : fresh());
    this.editing = key?.id ?? "new";
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("form .input")?.focus());
  }

  #submit = async (event: Event) => {
    const { editing } = this;
    const saved = await this.#form.submit(event, async ({ kind, name, allowedOrigins }) => {
      const input = { ...(name.trim() && { name }), ...(kind === "publishable" && { allowedOrigins: originsOf(allowedOrigins) }) };
      if (editing === "new") {
        const made = await api.apiKeys.create({ kind, ...input });
        this.made = made.kind === "secret" ? made : undefined;
      } else await api.apiKeys.update(editing!, input);
    });
    if (!saved) return;
    this.editing = undefined;
    toast(editing === "new" ? "The key works from now on" : "Saved");
    void this.#task.run();
  };

  async #revoke(key: ApiKey): Promise<void> {
    const sure = await confirm({
      title: `Revoke ${key.name ?? key.hint}?`,
      text: key.kind === "publishable" ? "Pages that use it can’t be booked on any more, from this moment. It can’t be undone." : "Servers that use it are refused from this moment. It can’t be undone.",
      action: "Revoke key",
      danger: true,
    });
    if (!sure) return;
    await api.apiKeys.revoke(key.id).then(() => toast("The key is revoked"), toastError);
    void this.#task.run();
  }

  protected override render() {
    return html`${header("Settings", { actions: html`<button class="button primary" type="button" @click=${() => this.#edit(undefined)}>${icon("plus")}New key</button>` })}${tabs("Settings", SETTINGS, "/settings/keys")}
      ${this.made?.key ? html`<section class="notice warn secret" aria-label="The new secret key">${icon("key")}<div><p><strong>Your new secret key.</strong> It is shown only now: keep it where passwords are kept.</p>${copyable(this.made.key, "secret key")}<button class="button text" type="button" @click=${() => (this.made = undefined)}>I have kept it</button></div></section>` : nothing}
      ${this.editing ? this.#editor() : nothing}
      ${shown(this.#task, (keys) => this.#list(keys))}`;
  }

  #list(keys: readonly ApiKey[]) {
    const shownKeys = keys.filter(({ revokedAt }) => this.withRevoked || !revokedAt);
    const revoked = keys.filter(({ revokedAt }) => revokedAt).length;
    return html`<ul class="list">${shownKeys.map((key) => html`<li class="list-row alert-row">
      <span><strong>${key.name ?? (key.kind === "publishable" ? "For browsers" : "For servers")}</strong> <span class="badge">${key.kind === "publishable" ? "Publishable" : "Secret"}</span>${key.revokedAt ? html` <span class="badge bad">Revoked</span>` : nothing}<br />
        <code class="sub">${key.key ?? key.hint}</code><br />
        <span class="sub">${key.kind === "publishable" ? `${key.allowedOrigins.length > 0 ? `From ${key.allowedOrigins.join(", ")}` : "From any website"}, ` : ""}made ${formatDateTime(key.createdAt, this.zone)}</span>
        ${key.warning && !key.revokedAt ? html`<br /><span class="warning">${icon("alert")}${key.warning}</span>` : nothing}</span>
      ${key.revokedAt ? nothing : html`<span class="end"><button class="button" type="button" @click=${() => this.#edit(key)}>Change<span class="visually-hidden"> ${key.name ?? key.hint}</span></button><button class="button danger-quiet" type="button" @click=${() => void this.#revoke(key)}>Revoke<span class="visually-hidden"> ${key.name ?? key.hint}</span></button></span>`}
    </li>`)}</ul>
    ${revoked > 0 ? html`<label class="check"><input type="checkbox" .checked=${this.withRevoked} @change=${(event: Event) => (this.withRevoked = (event.target as HTMLInputElement).checked)} />Show revoked keys too</label>` : nothing}`;
  }

  #editor() {
    const form = this.#form;
    const isNew = this.editing === "new";
    return html`<form class="card key-editor" novalidate @submit=${this.#submit}>
      <h2>${isNew ? "New key" : "Change this key"}</h2>
      ${form.problem()}
      ${isNew ? form.select("kind", { label: "For", required: true, width: "medium", options: [["publishable", "Pages: browsers see it"], ["secret", "Servers: the whole API, kept secret"]] }) : nothing}
      ${form.text("name", { label: "Name", width: "medium", placeholder: "Such as Website" })}
      ${form.data.kind === "publishable" ? form.area("allowedOrigins", { label: "Websites it works from", rows: 3, placeholder: "https://www.example.com", hint: "One on each line, without a path. Empty: any website." }) : nothing}
      <div class="row">${form.button(isNew ? "Make key" : "Save")}<button class="button" type="button" @click=${() => (this.editing = undefined)}>Never mind</button></div>
    </form>`;
  }
}
