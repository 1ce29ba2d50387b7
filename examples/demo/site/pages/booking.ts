import { html } from "hono/html";
import { BRAND } from "../../business/catalogue.js";
import { page } from "../layout.js";

/** "My bookings": the tag shows the booking that the link in a mail names, or all of them to who signs in. */
export const bookingPage = (publishableKey: string) =>
  page({
    title: "My bookings",
    path: "/booking",
    scripts: ["/widget/booking-account.js"],
    main: html`<div class="narrow my-booking">
      <h1>My bookings</h1>
      <booking-account publishable-key="${publishableKey}">
        <p>Your bookings show here with JavaScript. Your confirmation mail has the same details, and you can <a href="mailto:${BRAND.email}?subject=My%20booking">write to us</a> to move or cancel it.</p>
      </booking-account>
      <p class="fine">Trying it out? <a href="/demo/outbox">The mails of this demonstration</a> have the links and the codes.</p>
    </div>`,
  });
