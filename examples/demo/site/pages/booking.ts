import { html } from "hono/html";
import { page } from "../layout.js";

/** "My booking": the script fills it with the booking that the link in the mail names. */
export const bookingPage = (publishableKey: string) =>
  page({
    title: "My booking",
    path: "/booking",
    scripts: ["/scripts/my-booking.js"],
    main: html`<div class="narrow" id="my-booking" data-key="${publishableKey}">
      <h1>My booking</h1>
      <div id="content" aria-live="polite">
        <noscript><p>This page shows your booking with JavaScript. Your confirmation mail has the same details, and the calendar file.</p></noscript>
      </div>
      <template id="no-link">
        <p>Open the link in your confirmation mail: it brings you here, to see, move into your calendar, or cancel what you booked.</p>
        <p><a class="button" href="/demo/outbox">Open the mails of this demonstration</a></p>
      </template>
      <template id="loading"><p class="loading">Looking up your booking…</p></template>
      <template id="failed">
        <div class="message error" role="alert"><p data-field="reason"></p></div>
        <p><button class="button" type="button" data-action="retry">Try again</button></p>
      </template>
      <template id="ticket">
        <article class="ticket">
          <header>
            <p class="status" data-field="status"></p>
            <h2 data-field="service"></h2>
            <p class="when"><time data-field="date"></time><span data-field="times"></span></p>
          </header>
          <dl class="facts">
            <div><dt>Reference</dt><dd data-field="reference"></dd></div>
            <div><dt>With</dt><dd data-field="resources"></dd></div>
            <div data-row="quantity"><dt>Places</dt><dd data-field="quantity"></dd></div>
            <div><dt>Price</dt><dd data-field="price"></dd></div>
            <div data-row="payment"><dt>Payment</dt><dd data-field="payment"></dd></div>
            <div><dt>Name</dt><dd data-field="customer"></dd></div>
          </dl>
          <p class="actions" data-row="actions">
            <a class="button" data-field="calendar" download>Add to calendar</a>
            <button class="button quiet" type="button" data-action="ask-cancel">Cancel this booking</button>
          </p>
          <p class="terms" data-field="terms"></p>
        </article>
        <dialog class="ask" aria-labelledby="ask-title">
          <h2 id="ask-title">Cancel this booking?</h2>
          <p data-field="refund"></p>
          <div class="message error" role="alert" hidden data-field="cancel-error"></div>
          <p class="actions">
            <button class="button" type="button" data-action="keep">Keep it</button>
            <button class="button danger" type="button" data-action="cancel">Cancel the booking</button>
          </p>
        </dialog>
      </template>
    </div>`,
  });
