import { html } from "hono/html";
import { page } from "../layout.js";

/** What is said for an address that leads nowhere. */
export const notFoundPage = (path: string) =>
  page({
    title: "Not found",
    path,
    main: html`<div class="narrow">
      <h1>This page has wandered off.</h1>
      <p>Nothing lives at this address. The menu is a good place to start again.</p>
      <p><a class="button" href="/#services">See what we do</a></p>
    </div>`,
  });

/** What is said when the studio's data can't be read. */
export const brokenPage = (path: string) =>
  page({
    title: "One moment",
    path,
    main: html`<div class="narrow">
      <h1>One moment, please.</h1>
      <p>The calendar can’t be reached just now. Reload in a few seconds.</p>
    </div>`,
  });
