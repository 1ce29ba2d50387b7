import { css } from "lit";

/** Tokens, type and the parts that every step uses. Public properties are read here and nowhere else. */
export const baseStyles = css`
  :host {
    display: block;
    container: booking / inline-size;
    contain-intrinsic-inline-size: 22rem;
    --_accent: var(--booking-accent, light-dark(#3f3bd1, #8f8cff));
    --_surface: var(--booking-surface, light-dark(#fff, #15171c));
    --_raised: var(--booking-surface-raised, light-dark(#f6f7f9, #1d2027));
    --_text: var(--booking-text, light-dark(#16181d, #f2f4f7));
    --_muted: var(--booking-text-muted, light-dark(#596170, #a4acba));
    --_line: var(--booking-border, light-dark(#e2e5ea, #2e323b));
    --_field: var(--booking-field-border, light-dark(#868e9c, #717a8a));
    --_danger: var(--booking-danger, light-dark(#b3261e, #ff9a91));
    --_warning: var(--booking-warning, light-dark(#8a5300, #f5bd60));
    --_success: var(--booking-success, light-dark(#0f7040, #5fd39a));
    --_radius: var(--booking-radius, 14px);
    --_control: var(--booking-control-radius, 10px);
    --_target: max(44px, var(--booking-target-size, 44px));
    --_gap: var(--booking-gap, 24px);
    --_fill: light-dark(var(--_accent), var(--_accent));
    --_on-fill: #fff;
    --_ink: var(--_accent);
    --_tint: var(--_raised);
    --_focus: var(--booking-focus, var(--_ink));
    color: var(--_text);
    text-align: start;
    -webkit-tap-highlight-color: transparent;
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
      --_ink: light-dark(oklch(from var(--_accent) min(l, 0.52) c h), oklch(from var(--_accent) max(l, 0.78) c h));
      --_tint: light-dark(
        color-mix(in oklab, var(--_accent) 9%, var(--_surface)),
        color-mix(in oklab, var(--_accent) 20%, var(--_surface))
      );
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  .frame {
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--booking-shadow, 0 1px 2px #0000000a, 0 8px 24px #0000000d);
    padding: var(--_gap);
    max-inline-size: var(--booking-max-width, 860px);
    margin-inline: auto;
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  h2,
  h3,
  h4,
  p,
  dl,
  dd,
  ul,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  h2 {
    font-size: 1.375em;
    line-height: 1.2;
    letter-spacing: -0.015em;
    font-weight: 650;
    text-wrap: balance;
  }
  h3 {
    font-size: 1em;
    font-weight: 650;
    letter-spacing: -0.005em;
  }
  h4 {
    font-size: 0.8125em;
    font-weight: 600;
    color: var(--_muted);
  }
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
    letter-spacing: inherit;
  }
  button,
  select,
  a.secondary {
    min-block-size: var(--_target);
    cursor: pointer;
  }
  button,
  a.secondary {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    border: 1px solid transparent;
    border-radius: var(--_control);
    padding: 8px 16px;
    background: none;
    text-decoration: none;
    text-align: center;
    transition:
      background-color 0.12s,
      border-color 0.12s,
      color 0.12s,
      box-shadow 0.12s;
  }
  .primary {
    background: var(--_fill);
    color: var(--_on-fill);
    font-weight: 600;
  }
  .primary:hover {
    background: color-mix(in oklab, var(--_fill) 88%, var(--_text));
  }
  .secondary {
    border-color: var(--_field);
    color: var(--_text);
    font-weight: 550;
    background: var(--_surface);
  }
  .secondary:hover,
  .quiet:hover,
  .icon:hover {
    background: var(--_raised);
  }
  .quiet {
    color: var(--_ink);
  }
  .wide {
    inline-size: 100%;
    min-block-size: max(48px, var(--_target));
  }
  .icon {
    inline-size: var(--_target);
    padding: 0;
    flex: none;
  }
  [aria-disabled="true"] {
    cursor: default;
  }
  button[aria-disabled="true"] {
    opacity: 0.55;
  }
  button[aria-disabled="true"]:hover {
    background: none;
  }
  .primary[aria-disabled="true"]:hover {
    background: var(--_fill);
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .glyph {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
    flex: none;
  }
  .mirrored .glyph {
    transform: scaleX(-1);
  }
  [dir="rtl"] .glyph {
    transform: scaleX(-1);
  }
  [dir="rtl"] .mirrored .glyph {
    transform: none;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    margin: 0;
  }
  .columns {
    display: grid;
    gap: var(--_gap);
  }
  .column {
    min-inline-size: 0;
  }
  .notice {
    display: flex;
    gap: 12px;
    padding: 14px 16px;
    border-radius: var(--_control);
    border: 1px solid color-mix(in oklab, var(--_tone) 38%, var(--_surface));
    background: color-mix(in oklab, var(--_tone) 7%, var(--_surface));
    margin-block: 0 16px;
  }
  .notice > div {
    flex: 1;
    min-inline-size: 0;
  }
  .notice > .glyph {
    color: var(--_tone);
    margin-block-start: 1px;
  }
  .notice-title {
    font-weight: 650;
  }
  .notice p + p,
  .notice ul {
    margin-block-start: 2px;
  }
  .notice ul {
    padding-inline-start: 1.1em;
  }
  .notice a {
    color: inherit;
  }
  .notice button {
    margin-block-start: 12px;
  }
  .danger {
    --_tone: var(--_danger);
  }
  .warning {
    --_tone: var(--_warning);
  }
  .success {
    --_tone: var(--_success);
  }
  details {
    margin-block-start: 8px;
    font-size: 0.875em;
  }
  summary {
    cursor: pointer;
    color: var(--_muted);
    min-block-size: 28px;
  }
  .skeleton {
    display: block;
    border-radius: var(--_control);
    background: var(--_raised);
    animation: pulse 1.4s ease-in-out infinite alternate;
  }
  @keyframes pulse {
    to {
      opacity: 0.45;
    }
  }
  .spinner {
    inline-size: 1em;
    block-size: 1em;
    border-radius: 50%;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    animation: turn 0.8s linear infinite;
    flex: none;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @container booking (max-width: 400px) {
    .frame {
      padding: 16px;
    }
  }
  @container booking (min-width: 640px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      column-gap: calc(var(--_gap) * 1.5);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 0s !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .primary,
    .selected,
    .segment :checked + span {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
      border-color: Highlight;
    }
    button[aria-disabled="true"] {
      color: GrayText;
      border-color: GrayText;
      opacity: 1;
    }
    .skeleton {
      border: 1px solid GrayText;
    }
  }
`;
