import { css } from "../base-element.js";

/** What the later steps of a booking and one’s own bookings share: buttons, messages, fields, a summary. */
export const commonStyles = css`
  :host {
    --_warning: var(--booking-warning, light-dark(#8a5300, #f5bd60));
    --_success: var(--booking-success, light-dark(#0f7040, #5fd39a));
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
  .control:focus-visible {
    outline-offset: -1px;
  }
  [aria-invalid="true"] {
    border-color: var(--_danger);
    box-shadow: 0 0 0 1px var(--_danger);
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
  a.secondary {
    min-height: var(--_size);
    text-decoration: none;
  }
`;
