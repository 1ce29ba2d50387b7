import { css } from "lit";

/** The later steps: countdown, form, summary, messages, confirmation. */
export const checkoutStyles = css`
  .back {
    margin: -8px 0 8px -12px;
    padding-inline: 8px 12px;
    gap: 4px;
  }
  [dir="rtl"] .back {
    margin: -8px -12px 8px 0;
  }
  .countdown {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 64px;
    padding: 9px 14px;
    margin-block-end: 24px;
    border-radius: var(--_control);
    border: 1px solid var(--_line);
    background: var(--_raised);
    --_ring: var(--_ink);
  }
  .countdown.short {
    --_ring: var(--_warning);
    border-color: var(--_warning);
    background: color-mix(in oklab, var(--_warning) 8%, var(--_surface));
  }
  .ring {
    flex: none;
    fill: none;
    stroke: var(--_line);
    stroke-width: 3;
  }
  .ring .rest {
    stroke: var(--_ring);
    stroke-linecap: round;
    transition: stroke-dasharray 1s linear;
  }
  .countdown-text {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    line-height: 1.3;
  }
  .countdown-label {
    font-size: 0.8125em;
    color: var(--_muted);
  }
  .countdown-slot {
    font-weight: 600;
  }
  .clock {
    font-size: 1.25em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    min-inline-size: 2.6em;
    text-align: end;
  }
  .short .clock {
    color: var(--_warning);
  }
  .checkout h2 {
    margin-block-end: 16px;
  }
  .checkout h2:focus-visible,
  .notice:focus-visible,
  .done h2:focus-visible {
    outline: none;
  }
  .notice:focus-visible {
    box-shadow: 0 0 0 2px var(--_tone);
  }
  .lead {
    color: var(--_muted);
    margin-block-end: 16px;
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .field {
    margin-block-end: 16px;
  }
  .field label {
    display: block;
    margin-block-end: 6px;
    font-weight: 550;
    font-size: 0.9375em;
  }
  .optional {
    font-weight: 400;
    color: var(--_muted);
    margin-inline-start: 4px;
  }
  .field input:not([type="checkbox"]),
  .field select,
  .field textarea {
    display: block;
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: 9px 12px;
    border: 1px solid var(--_field);
    border-radius: var(--_control);
    background: var(--_surface);
    /* Smaller text makes iOS zoom in on focus. */
    font-size: max(16px, 1em);
    transition:
      border-color 0.12s,
      box-shadow 0.12s;
  }
  .field textarea {
    resize: vertical;
  }
  .field :is(input, select, textarea):focus-visible {
    outline: none;
    border-color: var(--_focus);
    box-shadow: 0 0 0 1px var(--_focus);
  }
  .field [aria-invalid="true"] {
    border-color: var(--_danger);
    box-shadow: 0 0 0 1px var(--_danger);
  }
  .check-field {
    display: grid;
    grid-template-columns: auto 1fr;
    column-gap: 10px;
    align-items: center;
  }
  .check-field input {
    inline-size: 22px;
    block-size: 22px;
    margin: 0;
    accent-color: var(--_fill);
  }
  .check-field label {
    margin: 0;
    min-block-size: var(--_target);
    display: flex;
    align-items: center;
  }
  .check-field > p {
    grid-column: 2;
  }
  .hint,
  .field-error {
    margin-block-start: 5px;
    font-size: 0.875em;
    color: var(--_muted);
  }
  .field-error {
    color: var(--_danger);
    font-weight: 550;
  }
  .summary {
    padding: 20px;
    border-radius: var(--_control);
    background: var(--_raised);
    text-align: start;
  }
  .summary h3 {
    font-size: 1.0625em;
    margin-block-end: 12px;
  }
  .summary dl {
    display: grid;
    gap: 10px;
  }
  .summary dt {
    font-size: 0.8125em;
    color: var(--_muted);
  }
  .cost,
  .terms {
    margin-block-start: 14px;
    padding-block-start: 14px;
    border-block-start: 1px solid var(--_line);
  }
  .total {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 12px;
  }
  .total strong {
    font-size: 1.25em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .fine {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .terms h4 {
    margin-block-end: 2px;
  }
  .alternatives {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
    gap: 8px;
    margin-block: 10px 20px;
  }
  .alternative {
    border-color: color-mix(in oklab, var(--_ink) 45%, var(--_surface));
    color: var(--_ink);
    font-weight: 600;
    min-block-size: 52px;
  }
  .alternative:hover {
    background: var(--_tint);
    border-color: var(--_ink);
  }
  .done {
    display: grid;
    justify-items: center;
    text-align: center;
    max-inline-size: 460px;
    margin-inline: auto;
    padding-block: 16px 4px;
  }
  .done > .summary,
  .done > .keep {
    inline-size: 100%;
  }
  .seal {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    margin-block-end: 14px;
    color: var(--_success);
    background: color-mix(in oklab, var(--_success) 13%, var(--_surface));
  }
  .seal .glyph {
    inline-size: 28px;
    block-size: 28px;
    transform: none;
  }
  .done .lead {
    margin-block: 6px 16px;
  }
  .reference {
    display: flex;
    align-items: baseline;
    gap: 10px;
    padding: 8px 16px;
    margin-block-end: 20px;
    border: 1px dashed var(--_field);
    border-radius: var(--_control);
  }
  .reference span {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .reference strong {
    font-size: 1.125em;
    letter-spacing: 0.06em;
    font-variant-numeric: tabular-nums;
  }
  .keep {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
    gap: 8px;
    margin-block: 16px 8px;
  }
  @container booking (max-width: 400px) {
    .done > .summary,
    .done > .keep {
      inline-size: calc(100% - 0px);
    }
    .countdown {
      flex-wrap: wrap;
    }
    .countdown .secondary {
      order: 9;
      inline-size: 100%;
    }
  }
  @container booking (min-width: 640px) {
    .checkout {
      grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .seal {
      animation: arrive 0.35s cubic-bezier(0.2, 1.4, 0.4, 1);
    }
  }
  @keyframes arrive {
    from {
      transform: scale(0.5);
      opacity: 0;
    }
  }
`;
