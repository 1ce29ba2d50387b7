import { css } from "../base-element.js";
import { commonStyles } from "./common.js";

const ownStyles = css`
  fieldset {
    border: 0;
    padding: 0;
    min-width: 0;
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
  textarea {
    resize: vertical;
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

/** What loads with the later steps: options, countdown, form, summary, messages, confirmation. */
export const checkoutStyles = commonStyles + ownStyles;
