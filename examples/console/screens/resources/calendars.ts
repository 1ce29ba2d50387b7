import { Task } from "@lit/task";
import type { BusyCalendar, CalendarFeed } from "@holdfast/sdk/server";
import { HoldfastError } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { confirm } from "../../parts/confirm.js";
import { copyable } from "../../parts/copy.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { shown } from "../../parts/shown.js";
import { formatDateTime, plural } from "../../parts/time.js";
import { toast, toastError } from "../../parts/toasts.js";
import { View } from "../../parts/view.js";
import { all, api } from "../../session/api.js";

/** Secret addresses where calendars read what is booked: of one resource, or of the business where there is none. */
@customElement("hf-calendar-feeds")
export class CalendarFeeds extends View {
  @property({ attribute: false }) resourceId: string | undefined;
  /** One that was just made: its address is told once. */
  @state() private made: CalendarFeed | undefined;
  #task = new Task(this, {
    args: () => [this.resourceId] as const,
    task: async ([resourceId]) => (await all((page) => api.calendarFeeds.list({ ...(resourceId && { resourceId }), ...page }))).filter((feed) => feed.resourceId === (resourceId ?? null)),
  });

  #make = async () => {
    try {
      this.made = await api.calendarFeeds.create(this.resourceId ? { resourceId: this.resourceId } : {});
      void this.#task.run();
    } catch (error) {
      toastError(error);
    }
  };

  async #end(feed: CalendarFeed): Promise<void> {
    const sure = await confirm({ title: "End this address?", text: "Calendars that subscribe to it show nothing new from this moment. It can’t be undone.", action: "End address", danger: true });
    if (!sure) return;
    await api.calendarFeeds.delete(feed.id).then(() => toast("The address leads nowhere any more"), toastError);
    if (this.made?.id === feed.id) this.made = undefined;
    void this.#task.run();
  }

  protected override render() {
    return html`<section class="card editor"><h2>Bookings in your calendar</h2><div class="stack">
      <p class="aside">Google Calendar, Outlook and Apple’s Calendar can subscribe to ${this.resourceId ? "these bookings" : "all bookings"} by a secret address. Whoever has it reads who booked what.</p>
      ${this.made?.url ? html`<div class="notice warn secret">${icon("key")}<div><p><strong>Your secret address.</strong> It is shown only now: give it to your calendar.</p>${copyable(this.made.url, "calendar address")}<button class="button text" type="button" @click=${() => (this.made = undefined)}>I have used it</button></div></div>` : nothing}
      ${shown(this.#task, (feeds) => feeds.length === 0 ? nothing : html`<ul class="list">${feeds.map((feed) => html`<li class="list-row">
        <span>Made ${formatDateTime(feed.createdAt, this.zone)}<br /><span class="sub">${feed.lastReadAt ? `Last read ${formatDateTime(feed.lastReadAt, this.zone)}` : "Not read by any calendar yet"}</span></span>
        <span class="end"><button class="button danger-quiet" type="button" @click=${() => void this.#end(feed)}>End<span class="visually-hidden"> the address made ${formatDateTime(feed.createdAt, this.zone)}</span></button></span></li>`)}</ul>`)}
      <div class="row"><button class="button" type="button" @click=${() => void this.#make()}>${icon("plus")}Make an address</button></div>
    </div></section>`;
  }
}

const BADGES = { waiting: ["warn", "Not read yet"], ok: ["good", "Up to date"], failing: ["bad", "Can’t be read"] } as const;

/** A calendar elsewhere that keeps a resource from being booked. */
@customElement("hf-busy-calendar")
export class BusyCalendarSection extends View {
  @property() resourceId = "";
  @state() private changing = false;
  @state() private busy = false;
  #form = new Form<{ url: string }>(this, { url: "" });
  #task = new Task(this, {
    args: () => [this.resourceId] as const,
    task: ([resourceId]): Promise<BusyCalendar | null> =>
      api.resources.busyCalendars.get(resourceId).catch((error: unknown) => {
        if (error instanceof HoldfastError && error.code === "not_found") return null;
        throw error;
      }),
  });

  #submit = async (event: Event) => {
    let state: BusyCalendar | undefined;
    const saved = await this.#form.submit(event, async ({ url }) => void (state = await api.resources.busyCalendars.put(this.resourceId, { url: url.trim() })));
    if (!saved) return;
    this.changing = false;
    this.#form.reset({ url: "" });
    if (state?.status === "ok") toast(`Read: ${plural(state.busyTimes, "busy time")} ahead`);
    void this.#task.run();
  };

  async #refresh(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await api.resources.busyCalendars.refresh(this.resourceId).then(({ error }) => error === null && toast("Read just now"), toastError);
    this.busy = false;
    void this.#task.run();
  }

  async #forget(): Promise<void> {
    const sure = await confirm({ title: "Forget this calendar?", text: "What it keeps closed can be booked again from this moment.", action: "Forget calendar", danger: true });
    if (!sure) return;
    await api.resources.busyCalendars.delete(this.resourceId).then(() => toast("The calendar is forgotten"), toastError);
    void this.#task.run();
  }

  protected override render() {
    return html`<section class="card editor"><h2>Busy elsewhere</h2><div class="stack">
      <p class="aside">While another calendar has an event, nothing can be booked here. Only when is read, never what.</p>
      ${shown(this.#task, (calendar) => html`${calendar ? this.#state(calendar) : nothing}${calendar && !this.changing ? nothing : this.#editor(calendar !== null)}`)}
    </div></section>`;
  }

  #state(calendar: BusyCalendar) {
    const [tone, text] = BADGES[calendar.status];
    return html`<p><strong class="breakable">${calendar.host}</strong> <span class="badge ${tone}">${text}</span><br />
        <span class="sub">${plural(calendar.busyTimes, "busy time")} ahead${calendar.lastReadAt ? `, last read ${formatDateTime(calendar.lastReadAt, this.zone)}` : ""}</span></p>
      ${calendar.error ? html`<p class="warning">${icon("alert")}<span>${calendar.error} ${calendar.lastReadAt ? "What was last read still counts." : ""}${calendar.needsAttention ? " It needs you: this has gone on for a day." : ""}</span></p>` : nothing}
      <div class="row">
        <button class="button" type="button" aria-disabled=${this.busy ? "true" : "false"} @click=${() => void this.#refresh()}>Read now</button>
        ${this.changing ? nothing : html`<button class="button" type="button" @click=${() => (this.changing = true)}>Change address</button>`}
        <button class="button danger-quiet" type="button" @click=${() => void this.#forget()}>Forget</button>
      </div>`;
  }

  #editor(isChange: boolean) {
    const form = this.#form;
    return html`<form novalidate @submit=${this.#submit}>
      ${form.problem()}
      ${form.text("url", { label: "Address of the calendar", type: "url", required: true, spellcheck: false, placeholder: "https://…/basic.ics", hint: "In Google Calendar: Settings, your calendar, “Secret address in iCal format”. It is kept encrypted and not shown again." })}
      <div class="row">${form.button(form.busy ? "Reading…" : "Read this calendar")}${isChange ? html`<button class="button" type="button" @click=${() => (this.changing = false)}>Never mind</button>` : nothing}</div>
    </form>`;
  }
}
