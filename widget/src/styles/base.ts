import { css } from "../base-element.js";

/** Tokens, type and the parts that every step uses. Public properties are read here, or where they are used once. */
export const baseStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: 360px;
    --accent: var(--booking-accent, light-dark(#3f3bd1, #8f8cff));
    --surface: var(--booking-surface, light-dark(#fff, #15171c));
    --raised: var(--booking-surface-raised, light-dark(#f6f7f9, #1f222a));
    --text: var(--booking-text, light-dark(#16181d, #f2f4f7));
    --muted: var(--booking-text-muted, light-dark(#596170, #a4acba));
    --line: var(--booking-border, light-dark(#e2e5ea, #2e323b));
    --danger: var(--booking-danger, light-dark(#b3261e, #ff9a91));
    --round: var(--booking-control-radius, 10px);
    --size: max(44px, var(--booking-target-size, 44px));
    --gap: var(--booking-gap, 24px);
    --fill: var(--accent);
    --on-fill: #fff;
    --ink: var(--accent);
    --tint: var(--raised);
    color: var(--text);
    text-align: start;
    line-height: 1.45;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  /* Black or white, whichever has the greater contrast on the accent: the two are equal at a luminance of 0.179. */
  @supports (color: color(from red srgb-linear r g b)) {
    :host {
      --fill: light-dark(var(--accent), oklch(from var(--accent) max(l, 0.62) c h));
      --on: clamp(0, (0.179 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) * 9999, 1);
      --on-fill: color(from var(--fill) srgb-linear var(--on) var(--on) var(--on));
      --ink: light-dark(oklch(from var(--accent) min(l, 0.46) c h), oklch(from var(--accent) max(l, 0.78) c h));
      --tint: color-mix(in oklab, var(--ink) 12%, var(--surface));
    }
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  .frame {
    max-width: var(--booking-max-width, 860px);
    margin: auto;
    padding: var(--gap);
    border: 1px solid var(--line);
    border-radius: var(--booking-radius, 14px);
    background: var(--surface);
    box-shadow: var(--booking-shadow, 0 1px 2px #0000000a, 0 8px 24px #0000000d);
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 1.375em;
    line-height: 1.2;
    letter-spacing: -0.015em;
  }
  h3 {
    font-size: 1.0625em;
  }
  h4,
  small {
    font-size: 0.8125em;
    color: var(--muted);
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  button,
  select {
    min-height: var(--size);
    cursor: pointer;
  }
  button,
  .secondary {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 4px 16px;
    border: 1px solid #0000;
    border-radius: var(--round);
    background: none;
  }
  .secondary {
    border-color: var(--muted);
    font-weight: 600;
    color: var(--text);
  }
  .icon {
    width: var(--size);
    padding: 0;
  }
  button:hover {
    background: var(--raised);
  }
  [aria-disabled="true"] {
    cursor: default;
  }
  button[aria-disabled="true"] {
    opacity: 0.55;
  }
  :focus-visible {
    outline: 2px solid var(--booking-focus, var(--ink));
    outline-offset: 2px;
  }
  svg {
    flex: none;
    width: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .back svg,
  [dir="rtl"] svg {
    transform: scaleX(-1);
  }
  [dir="rtl"] .back svg {
    transform: none;
  }
  .hidden {
    position: absolute;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .columns {
    display: grid;
    gap: var(--gap);
  }
  .notice {
    padding: 14px 16px;
    border: 1px solid;
    border-color: color-mix(in oklab, var(--tone, var(--danger)) 38%, var(--surface));
    border-radius: var(--round);
    background: color-mix(in oklab, var(--tone, var(--danger)) 7%, var(--surface));
    margin-bottom: 16px;
  }
  .notice button {
    margin-top: 12px;
  }
  @container (width >= 640px) {
    .columns {
      grid-template-columns: 1fr 1fr;
      column-gap: 36px;
    }
  }
  @media (prefers-reduced-motion) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
