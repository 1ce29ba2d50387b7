import { html, nothing, svg, type SVGTemplateResult } from "lit";

const SHAPES = {
  calendar: svg`<rect x="3" y="4.5" width="14" height="12.5" rx="2.5" /><path d="M3 8.5h14M7 2.5v3.5M13 2.5v3.5" />`,
  bookings: svg`<rect x="3.5" y="3" width="13" height="14" rx="2.5" /><path d="M7 7.5h6M7 10.5h6M7 13.5h3.5" />`,
  services: svg`<path d="M3.5 10.6V5a1.5 1.5 0 0 1 1.5-1.5h5.6a2 2 0 0 1 1.4.6l4.4 4.4a1.8 1.8 0 0 1 0 2.5l-5.4 5.4a1.8 1.8 0 0 1-2.5 0L4.1 12a2 2 0 0 1-.6-1.4Z" /><circle cx="7.2" cy="7.2" r=".6" />`,
  resources: svg`<circle cx="7.5" cy="7" r="3" /><path d="M2.5 16.5c.4-3 2.4-4.5 5-4.5s4.6 1.5 5 4.5M13 4.3a3 3 0 0 1 0 5.4M15 12.6c1.4.7 2.3 2 2.5 3.9" />`,
  sessions: svg`<circle cx="10" cy="10" r="7" /><path d="M10 6v4l2.7 1.8" />`,
  payments: svg`<rect x="2.5" y="4.5" width="15" height="11" rx="2.5" /><path d="M2.5 8.5h15M6 12.5h3" />`,
  settings: svg`<path d="M4 6h6M14 6h2M4 14h2M10 14h6" /><circle cx="12" cy="6" r="2" /><circle cx="8" cy="14" r="2" />`,
  start: svg`<path d="M10 2.8 17 6.5v7L10 17.2 3 13.5v-7Z" /><path d="m7.2 10 2 2 3.6-4" />`,
  menu: svg`<path d="M3.5 6h13M3.5 10h13M3.5 14h13" />`,
  close: svg`<path d="m5.5 5.5 9 9M14.5 5.5l-9 9" />`,
  left: svg`<path d="M12 4.5 6.5 10l5.5 5.5" />`,
  right: svg`<path d="M8 4.5 13.5 10 8 15.5" />`,
  plus: svg`<path d="M10 4.5v11M4.5 10h11" />`,
  search: svg`<circle cx="9" cy="9" r="5" /><path d="m13 13 3.5 3.5" />`,
  copy: svg`<rect x="7" y="7" width="9.5" height="9.5" rx="2" /><path d="M13 7V5a1.5 1.5 0 0 0-1.5-1.5h-6.5A1.5 1.5 0 0 0 3.5 5v6.5A1.5 1.5 0 0 0 5 13h2" />`,
  check: svg`<path d="m4.5 10.5 3.8 3.8 7.2-8.3" />`,
  alert: svg`<path d="M10 3.2 17.5 16h-15ZM10 8v3.8M10 13.9v.1" />`,
  info: svg`<circle cx="10" cy="10" r="7" /><path d="M10 9.2v4.3M10 6.4v.1" />`,
  trash: svg`<path d="M4 5.5h12M8 5.5V4a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1.5M5.5 5.5l.7 9.6a1.5 1.5 0 0 0 1.5 1.4h4.6a1.5 1.5 0 0 0 1.5-1.4l.7-9.6" />`,
  external: svg`<path d="M11.5 3.5h5v5M16.5 3.5 9.5 10.5M8 4.5H5A1.5 1.5 0 0 0 3.5 6v9A1.5 1.5 0 0 0 5 16.5h9a1.5 1.5 0 0 0 1.5-1.5v-3" />`,
  clock: svg`<circle cx="10" cy="10" r="7" /><path d="M10 6v4l2.7 1.8" />`,
  key: svg`<circle cx="6.5" cy="13.5" r="3" /><path d="m8.7 11.3 7.3-7.3M13 7l2.5 2.5" />`,
  block: svg`<circle cx="10" cy="10" r="7" /><path d="m5.2 5.2 9.6 9.6" />`,
  out: svg`<path d="M8 3.5H5A1.5 1.5 0 0 0 3.5 5v10A1.5 1.5 0 0 0 5 16.5h3M12.5 6.5 16 10l-3.5 3.5M16 10H8" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** A drawing of 20 px in the text's colour. It is silent: what it means stands beside it, or is the button's name. */
export const icon = (name: IconName | undefined) =>
  name ? html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${SHAPES[name]}</svg>` : nothing;
