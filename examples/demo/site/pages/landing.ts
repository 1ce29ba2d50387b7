import type { Resource } from "@holdfast/sdk/server";
import { html } from "hono/html";
import { BRAND } from "../../business/catalogue.js";
import { branchInWindow, fiveMinutes, motif } from "../art.js";
import { formatMinutes, formatPrice, formatWallTime } from "../browser/format.js";
import { type Markup, page } from "../layout.js";
import { lengthsOf, type Offer } from "../offers.js";

/** What the front page shows. */
export interface LandingView {
  offers: Offer[];
  weekly: Resource["weekly"];
  /** Days that differ, from today on. */
  exceptions: { date: string; windows: [string, string][]; note: string | null }[];
  /** Today in the studio's zone, 0 being Sunday. */
  weekday: number;
}

const DAYS = [
  ["mon", "Monday"],
  ["tue", "Tuesday"],
  ["wed", "Wednesday"],
  ["thu", "Thursday"],
  ["fri", "Friday"],
  ["sat", "Saturday"],
  ["sun", "Sunday"],
] as const;

/** The front page: who we are, what it costs, how a slot is kept, when we are open. */
export const landingPage = (view: LandingView) =>
  page({
    title: BRAND.name,
    description: "Cuts, colour, massage and morning yoga in Pune. Choose a time and it is kept for you while you pay.",
    path: "/",
    main: html`
      <section class="hero">
        <div class="hero-text">
          <h1>Hair, hands and a quiet hour.</h1>
          <p class="lead">A small studio in ${BRAND.city} for cuts, colour, oil massage and morning yoga. Choose a time; it is kept for you while you pay.</p>
          <p class="hero-actions">
            <a class="button" href="#services">Choose a time</a>
            <a class="quiet-link" href="/book/consultation">Start with tea and a free consultation</a>
          </p>
        </div>
        <div class="hero-art">${branchInWindow}</div>
      </section>
      ${menu(view.offers)} ${promise} ${visit(view)}
    `,
  });

const menu = (offers: Offer[]) => html`<section class="menu" id="services" aria-labelledby="services-title">
  <h2 id="services-title">What we do</h2>
  <ul class="menu-list">
    ${offers.map(menuItem)}
  </ul>
</section>`;

const menuItem = ({ slug, service }: Offer): Markup => html`<li class="menu-item">
  ${motif(slug)}
  <div class="menu-text">
    <h3><a href="/book/${slug}">${service.name}</a></h3>
    <p>${service.description}</p>
    ${service.capacity > 1 ? html`<p class="menu-note">${service.capacity} places in each class</p>` : ""}
  </div>
  <ul class="prices" aria-label="Prices">
    ${lengthsOf(service).map(
      ({ durationMinutes, price }) => html`<li><span>${formatMinutes(durationMinutes)}</span> <strong>${formatPrice(price)}</strong></li>`,
    )}
  </ul>
  <span class="menu-go" aria-hidden="true">Choose a time</span>
</li>`;

const promise = html`<section class="promise" aria-labelledby="promise-title">
  <div class="promise-art">${fiveMinutes}</div>
  <div>
    <h2 id="promise-title">Your slot is yours for five minutes.</h2>
    <p>Pick a time and nobody else can take it while you fill in your name and pay. One petal falls each minute. Need longer? One tap brings all five back.</p>
    <ol class="steps">
      <li><strong>Choose.</strong> The calendar shows only what is free right now.</li>
      <li><strong>It is held.</strong> From that second the time is closed to everybody else.</li>
      <li><strong>Pay or just confirm.</strong> You have it, and a mail that says so. If you leave, it goes back on sale.</li>
    </ol>
  </div>
</section>`;

const visit = ({ weekly, exceptions, weekday }: LandingView) => html`<section class="visit" id="visit" aria-labelledby="visit-title">
  <div>
    <h2 id="visit-title">When to come</h2>
    <table class="hours">
      <caption class="visually-hidden">Opening hours</caption>
      <tbody>
        ${DAYS.map(([key, name], index) => {
          const isToday = (index + 1) % 7 === weekday;
          return html`<tr ${isToday ? html`class="today" aria-current="date"` : ""}>
            <th scope="row">${name}${isToday ? html` <small>today</small>` : ""}</th>
            <td>${formatWindows(weekly[key] ?? [])}</td>
          </tr>`;
        })}
      </tbody>
    </table>
    ${exceptions.map(
      ({ date, windows, note }) => html`<p class="exception">
        <strong>${formatDate(date)}:</strong> ${formatWindows(windows)}${note ? `. ${note}` : ""}
      </p>`,
    )}
  </div>
  <div class="place">
    <h2>Where we are</h2>
    <address>
      ${BRAND.place}<br />
      <a href="mailto:${BRAND.email}">${BRAND.email}</a>
    </address>
    <p>Ring the brass bell by the stair. There is a lift, a ramp from the courtyard, and a room to wait in that smells of nothing at all.</p>
    <p class="aside">The studio is invented, and so is the address. The calendar, the holds and the payments behind this page are real software, running on this machine.</p>
  </div>
</section>`;

const formatWindows = (windows: readonly (readonly [string, string])[]) =>
  windows.length === 0
    ? "Closed"
    : windows.map(([opens, closes]) => `${formatWallTime(opens)} to ${formatWallTime(closes)}`).join(", ");

const formatDate = (date: string) =>
  new Intl.DateTimeFormat("en-IN", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));

