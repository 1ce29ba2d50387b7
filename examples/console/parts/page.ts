import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { icon } from "./icons.js";

export interface HeaderOptions {
  lead?: unknown;
  /** Buttons at its end. */
  actions?: unknown;
  /** Where it belongs to. */
  back?: { href: string; text: string };
}

/** The head of a screen. */
export const header = (title: unknown, { lead, actions, back }: HeaderOptions = {}) => html`
  <header class="page-header">
    ${back ? html`<a class="back" href=${back.href}>${icon("left")}${back.text}</a>` : nothing}
    <div class="page-title"><h1>${title}</h1>${actions ? html`<div class="row">${actions}</div>` : nothing}</div>
    ${lead ? html`<p class="lead">${lead}</p>` : nothing}
  </header>
`;

/** At phone width tabs scroll: the one that is open has to be seen. */
const intoView = (tab: Element | undefined) => void requestAnimationFrame(() => tab?.scrollIntoView({ block: "nearest", inline: "nearest" }));

/** Pages that belong together, as links above them. */
export const tabs = (label: string, entries: readonly { path: string; text: unknown }[], current: string) => html`
  <nav class="tabs" aria-label=${label}>${entries.map(({ path, text }) => html`<a href="#${path}" aria-current=${path === current ? "page" : nothing} ${path === current ? ref(intoView) : nothing}>${text}</a>`)}</nav>
`;
