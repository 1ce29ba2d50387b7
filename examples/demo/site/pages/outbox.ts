import type { CapturedMail } from "@holdfast/api";
import { html } from "hono/html";
import { TIME_ZONE } from "../../business/catalogue.js";
import { page } from "../layout.js";

export interface OutboxView {
  mails: readonly CapturedMail[];
  /** The one that is opened. */
  chosen?: CapturedMail;
  /** Whether a mail server got them too. */
  mailsAreSent: boolean;
}

/** Every mail that the demonstration sent, and the chosen one opened. */
export const outboxPage = ({ mails, chosen, mailsAreSent }: OutboxView) =>
  page({
    title: chosen ? chosen.subject : "Outbox",
    path: "/demo/outbox",
    main: html`<div class="outbox ${chosen ? "has-chosen" : ""}">
      <div class="outbox-head">
        ${chosen ? html`<p class="outbox-title">Outbox</p>` : html`<h1>Outbox</h1>`}
        <p>${mailsAreSent ? "These mails were really sent." : "Mails leave no further than this page."} The newest 200 are kept until the server stops.</p>
        <p><a class="button quiet" href="${chosen ? `/demo/outbox/${chosen.id}` : "/demo/outbox"}">Reload</a></p>
      </div>
      ${mails.length === 0
        ? html`<p class="empty">Nothing has been sent yet. <a href="/#services">Book something</a>, then reload.</p>`
        : html`<nav class="mail-list" aria-label="Mails">
            <ul>
              ${mails.map((mail) => listed(mail, mail === chosen))}
            </ul>
          </nav>`}
      ${chosen ? opened(chosen) : mails.length > 0 ? html`<p class="choose">Choose a mail to read it.</p>` : ""}
    </div>`,
  });

const listed = (mail: CapturedMail, isChosen: boolean) => html`<li>
  <a href="/demo/outbox/${mail.id}" ${isChosen ? html`aria-current="true"` : ""}>
    <span class="mail-subject">${mail.subject}</span>
    <span class="mail-to">${mail.to}</span>
    <time datetime="${isoOf(mail)}">${shortTimeOf(mail)}</time>
  </a>
</li>`;

const opened = (mail: CapturedMail) => html`<article class="mail" aria-labelledby="mail-subject">
  <p class="back to-list"><a href="/demo/outbox">All mails</a></p>
  <h1 id="mail-subject">${mail.subject}</h1>
  <dl class="mail-head">
    <div><dt>From</dt><dd>${mail.from}</dd></div>
    <div><dt>To</dt><dd>${mail.to}</dd></div>
    <div><dt>Sent</dt><dd><time datetime="${isoOf(mail)}">${timeOf(mail)}</time></dd></div>
    ${mail.attachments.length > 0
      ? html`<div>
          <dt>Attached</dt>
          <dd>
            ${mail.attachments.map(
              ({ filename }, index) => html`<a href="/demo/outbox/${mail.id}/attachments/${index}" download="${filename}">${filename}</a> `,
            )}
          </dd>
        </div>`
      : ""}
  </dl>
  <iframe
    class="mail-html"
    title="The mail as it looks"
    src="/demo/outbox/${mail.id}/html"
    sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
  ></iframe>
  <details class="mail-text">
    <summary>As plain text</summary>
    <pre>${mail.text}</pre>
  </details>
</article>`;

const isoOf = ({ sentAt }: CapturedMail) => sentAt.toISOString();

// By the studio's clock, wherever the program runs.
const shortTime = new Intl.DateTimeFormat("en-IN", { day: "numeric", month: "short", hour: "numeric", minute: "2-digit", timeZone: TIME_ZONE });
const time = new Intl.DateTimeFormat("en-IN", { dateStyle: "medium", timeStyle: "medium", timeZone: TIME_ZONE });

const shortTimeOf = ({ sentAt }: CapturedMail) => shortTime.format(sentAt);

const timeOf = ({ sentAt }: CapturedMail) => time.format(sentAt);
