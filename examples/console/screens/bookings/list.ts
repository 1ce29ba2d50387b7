import { type Booking, type BookingStatus, type ListBookingsQuery } from "@holdfast/sdk/server";
import { Task } from "@lit/task";
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { OnChange } from "../../parts/changes.js";
import { icon } from "../../parts/icons.js";
import { formatMoney } from "../../parts/money.js";
import { header, tabs } from "../../parts/page.js";
import { Paged } from "../../parts/paged.js";
import { empty } from "../../parts/shown.js";
import { BOOKING_STATUSES, bookingBadge, paymentBadge } from "../../parts/status.js";
import { addDays, formatDate, formatSpan, instantOf, today, wallTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { all, api } from "../../session/api.js";
import "../../shell/count.js";

const FILTERS = ["search", "status", "service", "resource", "from", "to"];

/** Every booking, by start; filtered by what stands in the address, so that a filter can be kept as a link. */
@customElement("hf-bookings")
export class Bookings extends View {
  #setting = new Task(this, {
    args: () => [],
    task: async () => {
      const [services, resources] = await Promise.all([all(api.services.list.bind(api.services)), all(api.resources.list.bind(api.resources))]);
      return { services, resources };
    },
  });

  #list = new Paged<Booking>(this, (page, options) => api.bookings.list({ ...this.#query, ...page }, options));
  #shown = "";

  constructor() {
    super();
    new OnChange(this, () => this.#list.reload());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#moved);
    this.#moved();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#moved);
  }

  #moved = () => {
    if (router.place.path !== "/bookings") return;
    this.requestUpdate();
    const wanted = JSON.stringify(this.#query);
    if (wanted !== this.#shown) this.#list.reload();
    this.#shown = wanted;
  };

  get #query(): ListBookingsQuery {
    const of = (name: string) => router.place.query.get(name) ?? undefined;
    const search = of("search");
    // Who searches for somebody wants them whenever they come.
    const from = of("from") ?? (search ? undefined : today(this.zone));
    const to = of("to");
    return Object.fromEntries(
      Object.entries({
        search,
        status: of("status") as BookingStatus | undefined,
        serviceId: of("service"),
        resourceId: of("resource"),
        from: from && instantOf({ date: from, minutes: 0 }, this.zone),
        to: to && instantOf({ date: addDays(to, 1), minutes: 0 }, this.zone),
      }).filter(([, value]) => value),
    );
  }

  protected override render() {
    return html`${header("Bookings", { lead: "By when they are. Search by a name, a telephone number, an e-mail address or a reference.", actions: html`<a class="button primary" href=${router.with({ new: today(this.zone) })}>${icon("plus")}New booking</a>` })}${this.#tabs()}${this.#filters()}${this.#list.render((bookings) => this.#days(bookings), () => this.#none())}`;
  }

  #tabs() {
    const toAnswer = "/bookings?status=pending";
    return tabs("Bookings", [{ path: "/bookings", text: "All" }, { path: toAnswer, text: html`To answer<hf-count .of=${"/bookings"}></hf-count>` }], router.place.query.get("status") === "pending" ? toAnswer : "/bookings");
  }

  #filters() {
    const { query } = router.place;
    const of = (name: string) => query.get(name) ?? "";
    const to = (name: string) => (event: Event) => (location.hash = router.with({ [name]: (event.target as HTMLInputElement).value || undefined }));
    const select = (name: string, label: string, any: string, options: readonly (readonly [string, string])[]) => html`<div class="field"><label for="filter-${name}">${label}</label>
      <select class="input" id="filter-${name}" @change=${to(name)}><option value="">${any}</option>${options.map(([value, text]) => html`<option value=${value} ?selected=${of(name) === value}>${text}</option>`)}</select></div>`;
    const date = (name: string, label: string, value: string) => html`<div class="field"><label for="filter-${name}">${label}</label><input class="input" id="filter-${name}" type="date" .value=${value} @change=${to(name)} /></div>`;
    const isFiltered = FILTERS.some((name) => query.has(name));
    return html`<form class="filters" role="search" @submit=${(event: Event) => event.preventDefault()}>
      <div class="field grow"><label for="filter-search">Search</label><input class="input" id="filter-search" type="search" placeholder="Name, telephone, e-mail or reference" .value=${of("search")} @change=${to("search")} /></div>
      ${select("status", "Status", "Any", Object.entries(BOOKING_STATUSES).map(([value, [, text]]) => [value, text] as const))}
      ${select("service", "Service", "Any", (this.#setting.value?.services ?? []).map(({ id, name }) => [id, name] as const))}
      ${select("resource", "Resource", "Any", (this.#setting.value?.resources ?? []).map(({ id, name }) => [id, name] as const))}
      ${date("from", "From", of("from") || (query.has("search") ? "" : today(this.zone)))}
      ${date("to", "To", of("to"))}
      ${isFiltered ? html`<a class="button text" href=${hrefOf("/bookings")}>${icon("close")}Clear</a>` : nothing}
    </form>`;
  }

  #none() {
    const { query } = router.place;
    if (query.get("status") === "pending") return empty("check", "Nothing to answer", "Where a service asks you first, its requests stand here until you approve or decline them.", html`<a class="button" href=${hrefOf("/bookings")}>Show all that come</a>`);
    if (FILTERS.some((name) => query.has(name))) return empty("search", "No booking fits", "Look for a part of the name, the whole e-mail address or reference, or take a filter away.", html`<a class="button" href=${hrefOf("/bookings")}>Show all that come</a>`);
    return empty("bookings", "No bookings are coming", "As soon as somebody books on your page, they stand here and in the calendar.", html`<a class="button primary" href=${hrefOf("/start")}>Put the tag on your page</a>`);
  }

  #days(bookings: readonly Booking[]) {
    const dates = Map.groupBy(bookings, ({ start }) => wallTime(start, this.zone).date);
    return html`${[...dates].map(([date, of]) => html`<section class="of-day"><h2>${formatDate(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" })}</h2>
      <ul class="list">${of.map((booking) => this.#row(booking))}</ul></section>`)}`;
  }

  #row(booking: Booking) {
    const { payment } = booking;
    return html`<li><a class="list-row booking-row" href=${router.with({ booking: booking.id })}>
      <span class="number booking-time">${formatSpan(booking.start, booking.end, this.zone)}</span>
      <span><strong>${booking.customer.name}</strong><br /><span class="sub">${booking.service.name}, ${booking.resources.map(({ name }) => name).join(" and ")}, <span class="number">${booking.reference}</span></span></span>
      <span class="end">${booking.price.amount > 0 && (payment || booking.paymentMethod === "on_site") ? html`<span class="number">${formatMoney(booking.price)}</span>` : nothing}${payment && payment.status !== "captured" ? paymentBadge(payment.status) : nothing}${bookingBadge(booking.status)}</span>
    </a></li>`;
  }
}
