import { Task } from "@lit/task";
import { HoldfastError, type Resource } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announceChange } from "../../parts/changes.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { shown } from "../../parts/shown.js";
import { addDays, formatDateTime, instantOf, today } from "../../parts/time.js";
import { toast } from "../../parts/toasts.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { all, api } from "../../session/api.js";
import "../../parts/sheet.js";

interface Draft {
  resourceId: string;
  date: string;
  lastDate: string;
  wholeDays: boolean;
  from: string;
  to: string;
  reason: string;
}

/** Most bookings in the way whose customers are looked up. */
const MOST_NAMES = 20;

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

type InTheWay = NonNullable<HoldfastError["inTheWay"]>;

/** Takes a resource's time out of use. What is booked then already is named, to be moved or cancelled first. */
@customElement("hf-block-time")
export class BlockTime extends View {
  /** The date that was looked at. */
  @property() date = "";
  @state() private inTheWay: InTheWay = [];
  /** Whose bookings are in the way, as far as that is known. */
  @state() private names: ReadonlyMap<string, string> = new Map();
  #form = new Form<Draft>(this, { resourceId: "", date: "", lastDate: "", wholeDays: false, from: "", to: "", reason: "" });

  #task = new Task(this, {
    args: () => [],
    task: async () => {
      const resources = await all(api.resources.list.bind(api.resources));
      const shownOnly = router.place.query.get("resource");
      this.#form.change((draft) => (draft.resourceId = resources.find(({ id }) => id === shownOnly)?.id ?? resources[0]?.id ?? ""));
      return resources;
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const now = today(this.zone);
    const date = this.date > now ? this.date : now;
    this.#form.change((draft) => Object.assign(draft, { date, lastDate: date }));
  }

  #close = () => (location.hash = router.with({ block: undefined }));

  #submit = async (event: Event) => {
    this.inTheWay = [];
    const saved = await this.#form.submit(event, async ({ resourceId, date, lastDate, wholeDays, from, to, reason }) => {
      const missing = wholeDays ? [] : Object.entries({ from, to }).filter(([, value]) => !value).map(([path]) => ({ path, message: "Choose a time." }));
      if (missing.length > 0) throw new HoldfastError({ code: "validation_failed", errors: missing });
      const start = instantOf({ date, minutes: wholeDays ? 0 : minutesOf(from) }, this.zone);
      const end = wholeDays ? instantOf({ date: addDays(lastDate < date ? date : lastDate, 1), minutes: 0 }, this.zone) : instantOf({ date, minutes: minutesOf(to) }, this.zone);
      await api.resources.blocks.create(resourceId, { start, end, ...(reason.trim() && { reason }) }).catch((error: unknown) => {
        if (error instanceof HoldfastError) this.inTheWay = error.inTheWay ?? [];
        void this.#readNames();
        throw sayAtField(error, wholeDays);
      });
    });
    if (!saved) return;
    toast("The time is blocked");
    announceChange();
    this.#close();
  };

  async #readNames(): Promise<void> {
    const ids = this.inTheWay.filter(({ kind }) => kind === "booking").map(({ id }) => id).slice(0, MOST_NAMES);
    const bookings = await Promise.all(ids.map((id) => api.bookings.get(id).catch(() => undefined)));
    this.names = new Map(bookings.flatMap((booking) => (booking ? [[booking.id, `${booking.customer.name}, ${booking.service.name}`]] : [])));
  }

  protected override render() {
    return html`<hf-sheet label="Block time" @close=${this.#close} .content=${() => shown(this.#task, (resources) => this.#content(resources))}></hf-sheet>`;
  }

  #content(resources: readonly Resource[]) {
    const form = this.#form;
    const { wholeDays } = form.data;
    if (resources.length === 0) return html`<p>There is nobody and nothing to block yet. <a href=${hrefOf("/resources/new")}>Add who or what is booked</a></p>`;
    return html`<form novalidate @submit=${this.#submit}>
      <p class="aside">Nothing can be booked then, whatever the service.</p>
      ${form.select("resourceId", { label: "Who or what", required: true, options: resources.map(({ id, name }) => [id, name] as const) })}
      ${form.checkbox("wholeDays", { label: "Whole days" })}
      ${wholeDays
        ? html`<div class="row">${form.text("date", { label: "First date", type: "date", required: true, width: "short" })}${form.text("lastDate", { label: "Last date", type: "date", required: true, width: "short", min: form.data.date })}</div>`
        : html`${form.text("date", { label: "Date", type: "date", required: true, width: "short" })}
          <div class="row">${form.text("from", { label: "From", type: "time", required: true, width: "short" })}${form.text("to", { label: "To", type: "time", required: true, width: "short" })}</div>`}
      ${form.text("reason", { label: "Reason", hint: "Only you see it." })}
      ${form.problem()}
      ${this.inTheWay.length > 0 ? html`<ul class="list">${this.inTheWay.map((each) => html`<li>${this.#row(each)}</li>`)}</ul>` : nothing}
      ${form.button("Block the time")}
    </form>`;
  }

  #row({ kind, id, start, reference }: InTheWay[number]) {
    const text = html`<span><strong>${{ booking: this.names.get(id) ?? reference ?? "Booking", hold: "Held by a customer", slot: "Published session", block: "Blocked already" }[kind]}</strong><br /><span class="sub">${formatDateTime(start, this.zone)}</span></span>`;
    if (kind === "booking") return html`<a class="list-row" href=${router.with({ block: undefined, booking: id })}>${text}${icon("right")}</a>`;
    return html`<div class="list-row">${text}</div>`;
  }
}

/** The end is a field of this form by another name. */
function sayAtField(error: unknown, wholeDays: boolean): unknown {
  if (!(error instanceof HoldfastError) || error.code !== "validation_failed") return error;
  const errors = (error.errors ?? []).map(({ path, message }) => ({ path: path === "end" ? (wholeDays ? "lastDate" : "to") : path, message }));
  return new HoldfastError({ code: error.code, detail: error.detail, errors });
}
