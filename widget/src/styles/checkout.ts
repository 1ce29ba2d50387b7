import { css } from "../base-element.js";

/** What loads with the later steps: options, countdown, form, summary, messages, confirmation. */
export const checkoutStyles = css`
  :host {
    --_warning: var(--booking-warning, light-dark(#8a5300, #f5bd60));
    --_success: var(--booking-success, light-dark(#0f7040, #5fd39a));
  }
  fieldset {
    border: 0;
    padding: 0;
    min-width: 0;
  }
  dd,
  dl,
  ul {
    margin: 0;
  }
  .primary {
    background: var(--_fill);
    color: var(--_on-fill);
    font-weight: 600;
  }
  .primary:hover {
    background: color-mix(in oklab, var(--_fill) 88%, var(--_text));
  }
  .wide {
    width: 100%;
    min-height: max(48px, var(--_size));
  }
  .quiet {
    color: var(--_ink);
  }
  .back {
    gap: 4px;
    margin: -8px 0 8px -8px;
    padding: 0 12px 0 4px;
  }
  .row .back,
  [dir="rtl"] .back {
    margin: 0;
    padding: 0;
  }
  legend,
  .legend,
  .field label {
    display: block;
    padding: 0;
    margin-bottom: 6px;
    font-size: 0.9375em;
    font-weight: 600;
  }
  .segments,
  .segment span,
  .stepper {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0 8px;
  }
  .segments {
    gap: 8px;
  }
  .segment {
    position: relative;
  }
  .segment input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .segment span,
  .stepper {
    min-height: var(--_size);
    padding: 0 14px;
    border: 1px solid var(--_muted);
    border-radius: var(--_round);
  }
  .segment :checked + span {
    border-color: var(--_ink);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_ink);
    font-weight: 600;
  }
  .segment :checked + span small {
    color: inherit;
  }
  .segment :focus-visible + span {
    outline: 2px solid var(--booking-focus, var(--_ink));
    outline-offset: 2px;
  }
  .stepper {
    display: inline-flex;
    gap: 0;
    padding: 0;
  }
  .stepper button {
    font-size: 1.125em;
  }
  .stepper input {
    width: 3em;
    min-height: var(--_size);
    border: 0;
    padding: 0;
    background: none;
    text-align: center;
    appearance: textfield;
  }
  ::-webkit-inner-spin-button {
    appearance: none;
  }
  .banner {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-bottom: 20px;
  }
  .banner .primary {
    flex: 1 0 120px;
    min-height: 52px;
  }
  .banner .countdown {
    flex: 9 1 260px;
    margin: 0;
  }
  .countdown {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    min-height: 64px;
    padding: 8px 14px;
    margin-bottom: 24px;
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    background: var(--_raised);
  }
  .short {
    --_ink: var(--_warning);
    border-color: var(--_warning);
    background: color-mix(in oklab, var(--_warning) 8%, var(--_surface));
  }
  .ring {
    width: 36px;
    stroke: var(--_line);
    stroke-width: 3;
  }
  .rest {
    stroke: var(--_ink);
    transition: stroke-dasharray 1s linear;
  }
  .countdown p {
    flex: 9 1 130px;
    line-height: 1.3;
  }
  .countdown button {
    flex: 1 0 auto;
  }
  .countdown small {
    display: block;
  }
  .clock {
    min-width: 2.6em;
    font-size: 1.25em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .short .clock {
    color: var(--_ink);
  }
  .checkout h2 {
    margin-bottom: 16px;
  }
  h2:focus,
  .notice:focus {
    outline: none;
  }
  .notice:focus-visible {
    box-shadow: 0 0 0 2px var(--_tone);
  }
  .told {
    display: flex;
    align-items: flex-start;
    gap: 12px;
  }
  .told > svg {
    color: var(--_tone);
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
  .notice ul {
    padding-inline-start: 1.1em;
  }
  .notice li {
    padding-block: 3px;
  }
  .notice a {
    color: inherit;
  }
  .lead {
    margin-bottom: 16px;
    color: var(--_muted);
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .spinner {
    flex: none;
    width: 1em;
    height: 1em;
    border: 2px solid;
    border-inline-end-color: #0000;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  .field {
    margin-bottom: 16px;
  }
  .field p {
    margin-top: 5px;
    font-size: 0.875em;
    color: var(--_muted);
  }
  .field .wrong {
    color: var(--_danger);
    font-weight: 550;
  }
  .optional {
    margin-inline-start: 4px;
    font-weight: 400;
    color: var(--_muted);
  }
  .control {
    display: block;
    width: 100%;
    min-height: var(--_size);
    padding: 9px 12px;
    border: 1px solid var(--booking-field-border, light-dark(#868e9c, #717a8a));
    border-radius: var(--_round);
    background: var(--_surface);
    /* Smaller text makes iOS zoom in on focus. */
    font-size: max(16px, 1em);
  }
  textarea {
    resize: vertical;
  }
  .control:focus-visible {
    outline-offset: -1px;
  }
  [aria-invalid="true"] {
    border-color: var(--_danger);
    box-shadow: 0 0 0 1px var(--_danger);
  }
  .checked {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    column-gap: 10px;
  }
  .checked input {
    width: 22px;
    height: 22px;
    accent-color: var(--_fill);
  }
  .checked label {
    margin: 0;
    padding-block: 11px;
  }
  .checked p {
    grid-column: 2;
    margin: 0;
  }
  .summary {
    padding: 20px;
    border-radius: var(--_round);
    background: var(--_raised);
    text-align: start;
  }
  .summary dl {
    display: grid;
    gap: 10px;
    margin-top: 12px;
  }
  dt,
  .fine {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .cost {
    margin-top: 14px;
    padding-top: 14px;
    border-top: 1px solid var(--_line);
  }
  .summary h4 {
    margin: 0 0 2px;
  }
  .total {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
  }
  .total b {
    font-size: 1.25em;
  }
  .several {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
    gap: 8px;
    margin: 16px 0;
  }
  .alternative {
    min-height: 52px;
    border-color: color-mix(in oklab, var(--_ink) 45%, var(--_surface));
    font-weight: 600;
    color: var(--_ink);
  }
  .alternative:hover {
    background: var(--_tint);
  }
  .done {
    display: grid;
    justify-items: center;
    max-width: 460px;
    margin: auto;
    padding-top: 16px;
    text-align: center;
  }
  .done > aside,
  .done > .several {
    width: 100%;
  }
  .done > svg {
    width: 56px;
    padding: 14px;
    margin-bottom: 14px;
    border-radius: 50%;
    color: var(--_success);
    background: color-mix(in oklab, var(--_success) 13%, var(--_surface));
    transform: none;
    animation: arrive 0.35s cubic-bezier(0.2, 1.4, 0.4, 1);
  }
  @keyframes arrive {
    from {
      scale: 0.5;
      opacity: 0;
    }
  }
  .done .lead {
    margin-top: 6px;
  }
  .reference {
    padding: 8px 16px;
    margin-bottom: 20px;
    border: 1px dashed var(--_muted);
    border-radius: var(--_round);
  }
  .reference b {
    margin-inline-start: 8px;
    font-size: 1.125em;
    letter-spacing: 0.06em;
  }
  a.secondary {
    min-height: var(--_size);
    text-decoration: none;
  }
  @container (width < 640px) {
    /* What it costs comes before the button that pays it. */
    .checkout > :last-child {
      order: -1;
    }
  }
  @container (width >= 640px) {
    .checkout {
      grid-template-columns: 1.35fr 1fr;
    }
  }
  @media (forced-colors: active) {
    .primary,
    .segment :checked + span {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
