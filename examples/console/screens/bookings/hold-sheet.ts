import { Task } from "@lit/task";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { announceChange } from "../../parts/changes.js";
import { confirm } from "../../parts/confirm.js";
import { formatMoney } from "../../parts/money.js";
import { shown } from "../../parts/shown.js";
import { toast, toastError } from "../../parts/toasts.js";
import { formatDay, formatSpan, plural } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { router } from "../../router.js";
import { api } from "../../session/api.js";
import "../../parts/countdown.js";
import "../../parts/sheet.js";

/** A slot that a customer keeps while they fill in and pay. */
@customElement("hf-hold")
export class HoldSheet extends View {
  @property({ attribute: false }) holdId = "";

  #task = new Task(this, {
    args: () => [this.holdId] as const,
    task: async ([holdId], { signal }) => {
      const hold = await api.holds.get(holdId, { signal });
      const service = await api.services.get(hold.serviceId, { signal }).catch(() => undefined);
      return { hold, service, readAt: performance.now() };
    },
  });

  #close = () => (location.hash = router.with({ hold: undefined }));

  async #release(): Promise<void> {
    const { hold } = this.#task.value!;
    if (!(await confirm({ title: "Give this slot back?", text: "Whoever is filling in the form loses it. If they are paying at this moment, they are booked only if it is still free then.", action: "Give it back", danger: true }))) return;
    try {
      await hold.release();
      toast("The slot is free again");
    } catch (error) {
      toastError(error);
    }
    announceChange();
    this.#close();
  }

  protected override render() {
    return html`<hf-sheet label="Held slot" @close=${this.#close} .content=${() => shown(this.#task, ({ hold, service, readAt }) => {
      const live = hold.status === "held" || hold.status === "paying";
      return html`
        <section>
          <div class="row"><span class="badge ${live ? "held" : ""}">${hold.status === "paying" ? "Paying" : live ? "Held" : hold.status === "confirmed" ? "Booked" : "Over"}</span>
            ${live ? html`<span>free again in <strong @over=${() => void this.#task.run()}><hf-countdown .seconds=${hold.expiresInSeconds} .readAt=${readAt}></hf-countdown></strong></span>` : nothing}</div>
          <p class="when"><strong>${formatDay(hold.start, this.zone)}</strong><br />${formatSpan(hold.start, hold.end, this.zone)}</p>
          <p>${service?.name ?? "A service"}${hold.quantity > 1 ? `, ${plural(hold.quantity, "place")}` : ""} <span class="aside">with ${hold.resources.map(({ name }) => name).join(" and ")}</span></p>
          ${hold.booking ? html`<p><a href=${router.with({ hold: undefined, booking: hold.booking.id })}>Booking ${hold.booking.reference}</a></p>` : nothing}
        </section>
        <dl class="facts"><div><dt>Price</dt><dd>${hold.price.amount === 0 ? "Free" : formatMoney(hold.price)}</dd></div>
          <div><dt>Can be kept on</dt><dd>${hold.extensionsLeft === 0 ? "Not any more" : plural(hold.extensionsLeft, "more time")}</dd></div></dl>
        <p class="aside">A customer keeps this slot while they fill in the form and pay. Nobody else can have it until it is booked, given back, or its time is over.</p>
        ${live ? html`<div class="row"><button class="button danger-quiet" type="button" @click=${() => void this.#release()}>Give it back</button></div>` : nothing}`;
    })}></hf-sheet>`;
  }
}
