import { html, nothing } from "lit";
import { isWithin, NAVIGATION, type Entry } from "../navigation.js";
import { openDialog } from "../parts/confirm.js";
import { icon } from "../parts/icons.js";
import { countsAt } from "./count.js";
import { type Session, session } from "../session/session.js";

const link = (entry: Entry, path: string) => html`
  <a href="#${entry.path}" aria-current=${isWithin(entry, path) ? "page" : nothing}>${icon(entry.icon)}<span>${entry.text}</span>${countsAt(entry.path) ? html`<hf-count .of=${entry.path}></hf-count>` : nothing}</a>
`;

const groups = (path: string) => NAVIGATION.map(({ text, entries }) => html`<h2>${text}</h2><ul>${entries.map((entry) => html`<li>${link(entry, path)}</li>`)}</ul>`);

const account = ({ owner }: Session) => html`
  <div class="account">
    <p title=${owner.email}>${owner.name ?? owner.email}</p>
    <button class="button text" type="button" @click=${() => void session.signOut()}>${icon("out")}Sign out</button>
  </div>
`;

/** A column beside the screen; at phone width a bar below it, with what does not fit in a drawer. */
export const navigation = (path: string, current: Session) => {
  const primary = NAVIGATION.flatMap(({ entries }) => entries).filter((entry) => entry.primary);
  return html`
    <nav class="side" aria-label="Console">
      <p class="business">${current.tenant.name}</p>
      ${groups(path)}
      ${account(current)}
    </nav>
    <nav class="bottom" aria-label="Console">
      ${primary.map((entry) => link(entry, path))}
      <button type="button" aria-haspopup="dialog" class=${primary.some((entry) => isWithin(entry, path)) ? "" : "current"} @click=${() => openDrawer(path, current)}>${icon("menu")}<span>More</span></button>
    </nav>
  `;
};

function openDrawer(path: string, current: Session): void {
  const dialog = openDialog("drawer", "More", (close) => html`
    <nav class="side" aria-label="All screens" @click=${(event: Event) => (event.target as Element).closest("a, .account button") && close()}>
      <p class="business">${current.tenant.name}</p>
      ${groups(path)}
      ${account(current)}
    </nav>
    <button class="button text square drawer-close" type="button" aria-label="Close" @click=${() => close()}>${icon("close")}</button>
  `);
  dialog.querySelector<HTMLElement>("a[aria-current], a")?.focus();
}
