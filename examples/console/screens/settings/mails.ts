import type { Message, MessageStatus } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { SETTINGS } from "../../navigation.js";
import { header, tabs } from "../../parts/page.js";
import { Paged } from "../../parts/paged.js";
import { empty } from "../../parts/shown.js";
import { toast, toastError } from "../../parts/toasts.js";
import { formatDateTime, plural } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { router } from "../../router.js";
import { api } from "../../session/api.js";

/** Mails that did not arrive: those that were given up, and those that are still tried. */
@customElement("hf-mails")
export class Mails extends View {
  @state() private status: MessageStatus = "failed";
  #list = new Paged<Message>(this, (page, options) => api.messages.list({ status: this.status, ...page }, options));

  #switch(status: MessageStatus): void {
    this.status = status;
    this.#list.items = undefined;
    this.#list.reload();
  }

  async #retry({ id }: Message): Promise<void> {
    await api.messages.retry(id).then(() => toast("The mail is sent again"), toastError);
    this.#list.reload();
  }

  protected override render() {
    return html`${header("Settings")}${tabs("Settings", SETTINGS, "/settings/mails")}
      <div class="filters"><label class="check"><input type="checkbox" .checked=${this.status === "waiting"} @change=${(event: Event) => this.#switch((event.target as HTMLInputElement).checked ? "waiting" : "failed")} />Show those that are still tried</label></div>
      ${this.#list.render(
        (messages) => html`<ul class="list">${messages.map((message) => this.#row(message))}</ul>`,
        () => this.status === "failed" ? empty("check", "Every mail was sent", "One that a mail server refuses for days would stand here, to be sent again.") : empty("check", "No mail is waiting", "What could not be sent at once is tried again by itself, for four days."),
      )}`;
  }

  #row(message: Message) {
    const kind = message.kind.replaceAll("_", " ");
    return html`<li class="list-row alert-row">
      <span><strong>${kind[0]?.toUpperCase()}${kind.slice(1)}</strong><br />${message.error ?? "Not tried yet."}<br /><span class="sub">${formatDateTime(message.createdAt, this.zone)}, tried ${plural(message.attempts, "time")}${message.nextTryAt ? `, again ${formatDateTime(message.nextTryAt, this.zone)}` : ""}</span></span>
      <span class="end">
        ${message.bookingId ? html`<a class="button" href=${router.with({ booking: message.bookingId })}>Open booking</a>` : nothing}
        <button class="button" type="button" @click=${() => void this.#retry(message)}>Send again<span class="visually-hidden">: ${kind}</span></button>
      </span>
    </li>`;
  }
}
