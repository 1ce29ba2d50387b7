import { html } from "hono/html";
import { BRAND } from "../business/catalogue.js";
import { artDefinitions, leafMark } from "./art.js";

/** A piece of a page: text that was escaped already. */
export type Markup = ReturnType<typeof html>;

export interface PageParts {
  title: string;
  description?: string;
  /** The path that the navigation marks as the present one. */
  path: string;
  /** Scripts (modules) of this page alone. */
  scripts?: readonly string[];
  main: Markup;
}

const NAVIGATION = [
  { path: "/#services", text: "Services" },
  { path: "/#visit", text: "Hours" },
  { path: "/booking", text: "My bookings" },
] as const;

/** A whole page: head, header, the given main part, footer. */
export const page = ({ title, description, path, scripts = [], main }: PageParts) => html`<!doctype html>
<html lang="en-IN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title === BRAND.name ? `${BRAND.name}, ${BRAND.city}` : `${title} · ${BRAND.name}`}</title>
    ${description ? html`<meta name="description" content="${description}" />` : ""}
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <link rel="preload" href="/assets/fonts/gotu-latin.woff2" as="font" type="font/woff2" crossorigin />
    <link rel="preload" href="/assets/fonts/anek-latin.woff2" as="font" type="font/woff2" crossorigin />
    <link rel="stylesheet" href="/assets/base.css" />
    <link rel="stylesheet" href="/assets/site.css" />
    ${scripts.map((script) => html`<script type="module" src="${script}"></script>`)}
  </head>
  <body>
    ${artDefinitions}
    <a class="skip" href="#main">Skip to the content</a>
    <aside class="notice" aria-label="About this site">
      <span>A Holdfast demonstration: no real money.</span>
      <a href="/demo/outbox">See the mails it sends</a>
    </aside>
    <header class="site-header">
      <a class="brand" href="/">${leafMark}<span class="brand-name">${BRAND.shortName}</span><span class="brand-hindi" lang="hi" aria-hidden="true">कचनार</span></a>
      <nav aria-label="Site">
        <ul>
          ${NAVIGATION.map(
            (item) => html`<li><a href="${item.path}" ${item.path === path ? html`aria-current="page"` : ""}>${item.text}</a></li>`,
          )}
        </ul>
      </nav>
    </header>
    <main id="main" tabindex="-1">${main}</main>
    <footer class="site-footer">
      <div>
        <p class="footer-brand">${leafMark} ${BRAND.name}</p>
        <p>${BRAND.place}</p>
        <p><a href="mailto:${BRAND.email}">${BRAND.email}</a></p>
      </div>
      <div>
        <h2>Behind this demonstration</h2>
        <ul>
          <li><a href="/console/">The owner’s console</a></li>
          <li><a href="/demo/outbox">Mails that were sent</a></li>
          <li><a href="/examples/plain/">The tag on a bare page</a></li>
          <li><a href="/examples/sdk/">A page of your own, with the SDK</a></li>
          <li><a href="/v1/openapi.json">The API’s OpenAPI document</a></li>
        </ul>
      </div>
    </footer>
  </body>
</html>`;
