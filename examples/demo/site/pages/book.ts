import type { Service } from "@holdfast/sdk/server";
import { html } from "hono/html";
import { BRAND } from "../../business/catalogue.js";
import { motif } from "../art.js";
import { describeCancellation, formatMinutes, formatPrice } from "../browser/format.js";
import { page } from "../layout.js";
import { lengthsOf, type Offer } from "../offers.js";

/** The page of one service, with the widget on it. */
export const bookPage = ({ slug, service, publishableKey }: Offer & { publishableKey: string }) =>
  page({
    title: service.name,
    description: service.description,
    path: `/book/${slug}`,
    scripts: ["/widget/booking-widget.js"],
    main: html`<div class="book">
      <div class="book-about">
        <p class="back"><a href="/#services">All services</a></p>
        ${motif(slug)}
        <h1>${service.name}</h1>
        <p>${service.description}</p>
        <dl class="facts">
          ${lengthsOf(service).map(
            ({ durationMinutes, price }) => html`<div><dt>${formatMinutes(durationMinutes)}</dt><dd>${formatPrice(price)}</dd></div>`,
          )}
        </dl>
      </div>
      <div class="book-widget">
        <booking-widget publishable-key="${publishableKey}" service="${service.id}" time-zone="${service.timeZone}">
          <p>Choosing a time needs JavaScript. You can also <a href="mailto:${BRAND.email}?subject=${encodeURIComponent(service.name)}">write to us</a> and we find one together.</p>
        </booking-widget>
      </div>
      <ul class="fine-print">
        ${withWhom(service)}
        <li>${describeCancellation(service.cancellation, service.price.amount === 0)}</li>
        ${service.taxPercent ? html`<li>Prices contain ${service.taxPercent}% GST.</li>` : ""}
      </ul>
    </div>`,
  });

function withWhom(service: Service) {
  if (service.capacity > 1) return html`<li>At most ${service.capacity} people in a class.</li>`;
  const people = service.requirements[0]?.resources ?? [];
  if (people.length === 0) return "";
  const names = new Intl.ListFormat("en-IN", { type: "disjunction" }).format(people.map(({ name }) => name));
  return html`<li>With ${names}${people.length > 1 ? ", whoever is free" : ""}.</li>`;
}
