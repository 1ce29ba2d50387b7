import { css } from "lit";

/** The first step: header, options, month and slots. */
export const chooseStyles = css`
  .head {
    margin-block-end: 20px;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin-block-start: 6px;
    color: var(--_muted);
  }
  .meta span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .meta .glyph {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .price {
    font-weight: 600;
    color: var(--_text);
  }
  .description {
    margin-block-start: 8px;
    color: var(--_muted);
    max-inline-size: 60ch;
    white-space: pre-line;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 16px 32px;
    margin-block-end: 20px;
  }
  legend,
  .option > label {
    display: block;
    padding: 0;
    margin-block-end: 6px;
    font-size: 0.875em;
    font-weight: 600;
  }
  .segments {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .segment {
    position: relative;
  }
  .segment input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segment > span {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: var(--_target);
    padding: 6px 14px;
    border: 1px solid var(--_field);
    border-radius: var(--_control);
    font-weight: 550;
  }
  .segment input:checked + span {
    border-color: var(--_ink);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_ink);
  }
  .segment input:focus-visible + span {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .stepper {
    display: inline-flex;
    border: 1px solid var(--_field);
    border-radius: var(--_control);
  }
  .stepper input {
    inline-size: 3.5em;
    border: 0;
    background: none;
    text-align: center;
    font-variant-numeric: tabular-nums;
    appearance: textfield;
    min-block-size: calc(var(--_target) - 2px);
    padding: 0;
  }
  .stepper input::-webkit-inner-spin-button {
    appearance: none;
    margin: 0;
  }
  .stepper button {
    min-block-size: var(--_target);
    font-size: 1.125em;
  }
  .month-nav {
    display: flex;
    align-items: center;
    gap: 4px;
    margin-block-end: 4px;
  }
  .month-nav h3 {
    flex: 1;
    font-size: 1.0625em;
  }
  table {
    inline-size: 100%;
    table-layout: fixed;
    border-collapse: separate;
    border-spacing: 0;
    font-variant-numeric: tabular-nums;
  }
  th {
    block-size: 32px;
    padding: 0;
    font-size: 0.75em;
    font-weight: 550;
    color: var(--_muted);
    text-align: center;
  }
  td {
    block-size: var(--_target);
    padding: 1px;
    text-align: center;
  }
  .day {
    color: var(--_muted);
    border-radius: var(--_control);
    cursor: default;
  }
  .day span {
    position: relative;
    display: grid;
    place-items: center;
    block-size: calc(var(--_target) - 2px);
    border-radius: var(--_control);
    border: 1px solid transparent;
    transition:
      background-color 0.12s,
      color 0.12s;
  }
  .day.free {
    cursor: pointer;
  }
  .day.free span {
    background: var(--_tint);
    color: var(--_ink);
    font-weight: 650;
  }
  .day:not(.free) span {
    opacity: 0.72;
  }
  .day.free:hover span {
    border-color: var(--_ink);
  }
  .day.today span::after {
    content: "";
    position: absolute;
    inset-block-end: 6px;
    inline-size: 4px;
    block-size: 4px;
    border-radius: 50%;
    background: currentColor;
  }
  .day.selected span {
    background: var(--_fill);
    color: var(--_on-fill);
    border-color: transparent;
  }
  .loading .day span {
    background: var(--_raised);
    color: var(--_muted);
    opacity: 1;
    animation: pulse 1.4s ease-in-out infinite alternate;
  }
  .next {
    min-block-size: var(--_target);
    margin-block-start: 8px;
  }
  .next button {
    inline-size: 100%;
    justify-content: flex-start;
    padding-inline: 12px;
    background: var(--_raised);
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .next button:hover {
    background: var(--_tint);
  }
  .next strong {
    color: var(--_text);
    font-weight: 600;
    flex: 1;
    text-align: start;
  }
  .next .glyph {
    color: var(--_ink);
  }
  .slots-column {
    min-block-size: 320px;
  }
  .slots-column h3 {
    min-block-size: var(--_target);
    display: flex;
    align-items: center;
    font-size: 1.0625em;
  }
  .slots-column h4 {
    margin-block: 4px 8px;
  }
  .slot-groups {
    display: grid;
    gap: 16px;
  }
  .slot-grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(92px, 1fr));
    gap: 8px;
  }
  .slot {
    flex-direction: column;
    gap: 0;
    min-block-size: var(--_target);
    padding: 4px 6px;
    border-color: color-mix(in oklab, var(--_ink) 45%, var(--_surface));
    color: var(--_ink);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
  }
  .slot small {
    font-weight: 450;
  }
  .slot:hover {
    background: var(--_tint);
    border-color: var(--_ink);
  }
  .slot.mine,
  .slot.pending {
    background: var(--_fill);
    color: var(--_on-fill);
    border-color: transparent;
  }
  .slot.mine small,
  .slot.pending small {
    color: inherit;
  }
  .slot[aria-disabled="true"] {
    opacity: 1;
  }
  .slot.taken {
    border-color: var(--_line);
    border-style: dashed;
    color: var(--_muted);
    font-weight: 450;
  }
  .taken .time {
    text-decoration: line-through;
  }
  .pending .time {
    animation: pulse 0.7s ease-in-out infinite alternate;
  }
  .empty {
    display: grid;
    place-items: center;
    min-block-size: 200px;
    padding: 24px;
    border: 1px dashed var(--_line);
    border-radius: var(--_control);
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }
  .zone {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-block-start: 20px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .zone select {
    min-inline-size: 0;
    max-inline-size: 100%;
    border: 0;
    border-radius: 6px;
    background: var(--_surface);
    padding-inline: 4px;
    text-overflow: ellipsis;
  }
  .zone select:hover {
    color: var(--_text);
  }
  .skeletons {
    padding-block-start: 10px;
  }
  .skeleton.title {
    inline-size: 11em;
    max-inline-size: 80%;
    block-size: 1.5em;
  }
  .skeleton.label {
    inline-size: 7em;
    block-size: 1em;
    margin-block: 10px;
  }
  .skeleton.slot {
    block-size: var(--_target);
  }
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-end: 20px;
  }
  .banner .countdown {
    flex: 1 1 260px;
    margin: 0;
  }
  @container booking (max-width: 400px) {
    .frame {
      padding-inline: 5px;
    }
    .frame > :not(.columns, .hidden),
    .slots-column,
    .month-nav,
    .next,
    .checkout > .column {
      margin-inline: 11px;
    }
    .month-nav {
      margin-inline-end: 0;
    }
    td {
      padding: 1px 0;
    }
    .day span {
      margin-inline: 1px;
    }
  }
  @container booking (min-width: 640px) {
    .slot-groups {
      max-block-size: 380px;
      overflow-y: auto;
      padding: 3px;
      margin: -3px;
      scrollbar-width: thin;
    }
  }
`;
