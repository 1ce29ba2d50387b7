import { svg, html, type SVGTemplateResult, type TemplateResult } from "lit";

const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg class="glyph" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${shape}</svg>`;

/** Points onward; mirrored for "back". */
export const chevron = icon(svg`<path d="m7.5 4 6 6-6 6" />`);
/** Time zone. */
export const globe = icon(svg`<circle cx="10" cy="10" r="7.5" /><path d="M2.5 10h15M10 2.5c5 5 5 10 0 15M10 2.5c-5 5-5 10 0 15" />`);
/** Duration. */
export const clock = icon(svg`<circle cx="10" cy="10" r="7.5" /><path d="M10 5.5V10l3 2" />`);
/** Something to attend to. */
export const alert = icon(svg`<path d="M10 2.8 18 17H2zM10 8v4M10 14.4v.2" />`);
/** Done. */
export const check = icon(svg`<path d="m4 10.5 4 4 8-9" />`);
/** A jump ahead. */
export const forward = icon(svg`<path d="M4 10h12m-5-5 5 5-5 5" />`);
