import { css } from "../base-element.js";

/** Tokens, type and the parts that every step uses. Public properties are read here, or where they are used once. */
export const baseStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: 360px;
    --_accent: var(--booking-accent, light-dark(#3f3bd1, #8f8cff));
    --_surface: var(--booking-surface, light-dark(#fff, #15171c));
    --_raised: var(--booking-surface-raised, light-dark(#f6f7f9, #1f222a));
    --_text: var(--booking-text, light-dark(#16181d, #f2f4f7));
    --_muted: var(--booking-text-muted, light-dark(#596170, #a4acba));
    --_line: var(--booking-border, light-dark(#e2e5ea, #2e323b));
    --_danger: var(--booking-danger, light-dark(#b3261e, #ff9a91));
    --_round: var(--booking-control-radius, 10px);
    --_size: max(44px, var(--booking-target-size, 44px));
    --_gap: var(--booking-gap, 24px);
    --_fill: var(--_accent);
    --_on-fill: #fff;
    --_ink: var(--_accent);
    --_tint: var(--_raised);
    color: var(--_text);
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
      --_fill: light-dark(var(--_accent), oklch(from var(--_accent) max(l, 0.62) c h));
      --_on: clamp(0, (0.179 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) * 9999, 1);
      --_on-fill: color(from var(--_fill) srgb-linear var(--_on) var(--_on) var(--_on));
      --_ink: light-dark(oklch(from var(--_accent) min(l, 0.46) c h), oklch(from var(--_accent) max(l, 0.78) c h));
      --_tint: color-mix(in oklab, var(--_ink) 12%, var(--_surface));
    }
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  .frame {
    max-width: var(--booking-max-width, 860px);
    margin: auto;
    padding: var(--_gap);
    border: 1px solid var(--_line);
    border-radius: var(--booking-radius, 14px);
    background: var(--_surface);
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
    color: var(--_muted);
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
    min-height: var(--_size);
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
    border-radius: var(--_round);
    background: none;
  }
  .secondary {
    border-color: var(--_muted);
    font-weight: 600;
    color: var(--_text);
  }
  .icon {
    width: var(--_size);
    padding: 0;
  }
  button:hover {
    background: var(--_raised);
  }
  [aria-disabled="true"] {
    cursor: default;
  }
  button[aria-disabled="true"] {
    opacity: 0.55;
  }
  :focus-visible {
    outline: 2px solid var(--booking-focus, var(--_ink));
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
    gap: var(--_gap);
  }
  .notice {
    padding: 14px 16px;
    border: 1px solid;
    border-color: color-mix(in oklab, var(--_tone, var(--_danger)) 38%, var(--_surface));
    border-radius: var(--_round);
    background: color-mix(in oklab, var(--_tone, var(--_danger)) 7%, var(--_surface));
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
