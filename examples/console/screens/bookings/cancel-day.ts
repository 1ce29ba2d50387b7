import { Task } from "@lit/task";
import { type Cancellation, HoldfastError, type Resource } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announceChange } from "../../parts/changes.js";
import { confirm } from "../../parts/confirm.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { formatMoney } from "../../parts/money.js";
import { Repeating } from "../../parts/repeating.js";
import { failure, shown, skeleton } from "../../parts/shown.js";
import { addDays, formatDate, instantOf, plural, today } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { all, api } from "../../session/api.js";
import "../../parts/sheet.js";

/** How often the progress is read, in milliseconds. */
const EVERY_MS = 700;

interface Draft {
  date: string;
  resourceId: string;
  close: boolean;
  message: string;
}

const moneyOf = (cancellation: Cancellation) => cancellation.refunds.map(formatMoney).join(" and ");

/** Cancels every booking of a day: counted first, then done by the server, whether or not anybody looks on. */
@customElement("hf-cancel-day")
export class CancelDay extends View {
  /** The date that was looked at. */
  @property() date = "";
  @state() private running: Cancellation | undefined;
  #form = new Form<Draft>(this, { date: "", resourceId: "", close: true, message: "" });

  #resources = new Task(this, { args: () => [], task: () => all(api.resources.list.bind(api.resources)) });

  #preview = new Task(this, {
    args: () => [this.#form.data.date, this.#form.data.resourceId] as const,
    task: ([date, resourceId], { signal }) => (date ? api.bookings.cancelMany({ ...this.#period(date), ...(resourceId && { resourceId }), dryRun: true }, { signal }) : undefined),
  });

  #progress = new Repeating(this, EVERY_MS, async (signal) => {
    const { running } = this;
    if (running?.status !== "running") return;
    const next = await api.bookings.cancellation(running.id!, { signal });
    this.running = next;
    if (next.done !== running.done) announceChange();
    // Who held a time when the day was closed may have booked it.
    if (next.status === "done") await this.#preview.run();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const now = today(this.zone);
    this.#form.change((draft) => (draft.date = this.date > now ? this.date : now));
  }

  #period = (date: string) => ({ from: instantOf({ date, minutes: 0 }, this.zone), to: instantOf({ date: addDays(date, 1), minutes: 0 }, this.zone) });

  #close = () => (location.hash = router.with({ cancel: undefined }));

  #submit = async (event: Event) => {
    event.preventDefault();
    const preview = this.#preview.value;
    if (!preview || preview.total === 0 || this.#form.busy) return;
    const { date } = this.#form.data;
    const sure = await confirm({
      title: `Cancel ${plural(preview.total, "booking")}?`,
      text: `${formatDate(date, { weekday: "long", day: "numeric", month: "long" })}.${preview.refunds.length > 0 ? ` ${moneyOf(preview)} goes back.` : ""} This can’t be undone.`,
      action: `Cancel ${plural(preview.total, "booking")}`,
      danger: true,
    });
    if (!sure) return;
    await this.#form.submit(undefined, async ({ resourceId, close, message }) => {
      // First, or what is freed would be booked again.
      if (close) await this.#closeDay(date, resourceId);
      this.running = await api.bookings.cancelMany({ ...this.#period(date), ...(resourceId && { resourceId }), ...(message.trim() && { message }) });
    });
    announceChange();
    void this.#progress.now();
  };

  /** Gives the day no hours. Those that have others for that date already are left as they are. */
  async #closeDay(date: string, resourceId: string): Promise<void> {
    const resources = (this.#resources.value ?? []).filter(({ id }) => !resourceId || id === resourceId);
    for (const { id } of resources)
      await api.resources.overrides.create(id, { date }).catch((error: unknown) => {
        if (!(error instanceof HoldfastError) || error.code !== "conflict") throw error;
      });
  }

  protected override render() {
    return html`<hf-sheet label="Cancel a day" @close=${this.#close} .content=${() => (this.running ? this.#done(this.running) : shown(this.#resources, (resources) => this.#content(resources)))}></hf-sheet>`;
  }

  #content(resources: readonly Resource[]) {
    const form = this.#form;
    const { value: preview, error } = this.#preview;
    return html`<form novalidate @submit=${this.#submit}>
      <p class="aside">Every booking that begins on that day is cancelled, with all of its money back and a mail to each customer.</p>
      ${form.text("date", { label: "Date", type: "date", required: true, width: "medium" })}
      ${resources.length > 1 ? form.select("resourceId", { label: "Of", required: true, options: [["", "Everybody and everything"], ...resources.map(({ id, name }) => [id, name] as const)] }) : nothing}
      ${error ? failure(error, () => void this.#preview.run()) : preview ? this.#counted(preview) : skeleton(1)}
      ${form.area("message", { label: "Message", hint: "Customers read it in the mail.", rows: 3 })}
      ${form.checkbox("close", { label: "Close the day, too", hint: "Its opening hours are taken away, so that nobody books it again. Dates with hours of their own stay as they are." })}
      ${form.problem()}
      <div class="actions">
        <button class="button" type="button" @click=${this.#close}>Keep them</button>
        <button class="button danger" type="submit" aria-disabled=${!preview || preview.total === 0 || form.busy ? "true" : "false"}>${preview && preview.total > 0 ? `Cancel ${plural(preview.total, "booking")}` : "Cancel bookings"}</button>
      </div>
    </form>`;
  }

  /** Heard when it changes: the count is what the button does. */
  #counted(preview: Cancellation) {
    const { total, withoutEmail } = preview;
    if (total === 0) return html`<p class="notice" role="status">${icon("check")}<span>Nothing is booked on that day.</span></p>`;
    return html`<div class="notice warn" role="status">${icon("alert")}<div>
      <p><strong>${plural(total, "booking")}</strong>${preview.refunds.length > 0 ? html`, <strong>${moneyOf(preview)}</strong> goes back` : ", nothing to give back"}.</p>
      ${this.#unreached(withoutEmail)}
    </div></div>`;
  }

  #unreached = (count: number) => (count > 0 ? html`<p>${count === 1 ? "One customer has" : `${count} customers have`} no e-mail address: tell them yourself.</p>` : nothing);

  #done(running: Cancellation) {
    const { status, total, done, cancelled } = running;
    const over = status === "done";
    const { date } = this.#form.data;
    return html`<div class="stack">
      <p role="status">${over ? html`<strong>${plural(cancelled, "booking")} cancelled.</strong>${cancelled < total ? ` ${plural(total - cancelled, "other")} had been cancelled before.` : ""}` : html`${done} of ${total} done …`}</p>
      <progress class="progress" aria-label="Progress" max=${Math.max(total, 1)} value=${over ? Math.max(total, 1) : done}></progress>
      ${over
        ? html`${running.refunds.length > 0 ? html`<p>${moneyOf(running)} is on its way back.</p>` : nothing}${this.#unreached(running.withoutEmail)}`
        : html`<p class="aside">It goes on by itself, also if you close this.</p>`}
      ${over && this.#preview.value?.total ? html`<div class="notice warn" role="status">${icon("alert")}<div>
        <p>${plural(this.#preview.value.total, "booking")} came in meanwhile.</p><button class="button" type="button" @click=${() => (this.running = undefined)}>See to ${this.#preview.value.total === 1 ? "it" : "them"}</button></div></div>` : nothing}
      <div class="actions"><a class="button" href=${hrefOf("/bookings", { status: "cancelled", from: date, to: date })}>See them</a><button class="button" type="button" @click=${this.#close}>Close</button></div>
    </div>`;
  }
}
