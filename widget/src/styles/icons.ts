import { html, type TemplateResult } from "lit/html.js";

const icon = (path: string): TemplateResult => html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d=${path} /></svg>`;

/** Points onward; mirrored for "back". */
export const chevron = icon("m7.5 4 6 6-6 6");
/** Time zone. */
export const globe = icon("M2.5 10a7.5 7.5 0 1 1 15 0 7.5 7.5 0 1 1-15 0h15M10 2.5q7 7.5 0 15-7-7.5 0-15");
/** Duration. */
export const clock = icon("M2.5 10a7.5 7.5 0 1 1 15 0 7.5 7.5 0 1 1-15 0M10 5.5V10l3 2");
/** Done. */
export const check = icon("m4 10.5 4 4 8-9");
/** Something to attend to. */
export const alert = icon("M10 2.8 18 17H2zM10 8v4m0 2.4v.2");
