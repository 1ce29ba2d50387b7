import { css } from "../base-element.js";

/** The first step: header, month and slots. */
export const chooseStyles = css`
  .head {
    margin-bottom: 20px;
  }
  .head p {
    margin-top: 6px;
    color: var(--_muted);
    white-space: pre-line;
  }
  .meta {
    display: flex;
    gap: 6px;
  }
  .meta b {
    margin-inline-start: 10px;
    color: var(--_text);
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 16px 32px;
    min-height: 72px;
    margin-bottom: 20px;
  }
  .row {
    display: flex;
    align-items: center;
    min-height: var(--_size);
  }
  .row h3 {
    flex: 1;
  }
  table {
    width: 100%;
    table-layout: fixed;
    border-spacing: 0;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    height: var(--_size);
    padding: 0;
    text-align: center;
    border-radius: var(--_round);
    color: var(--_muted);
  }
  th {
    height: 32px;
    font-size: 0.75em;
  }
  td span {
    display: grid;
    place-items: center;
    height: calc(100% - 2px);
    margin: 1px;
    border: 1px solid #0000;
    border-radius: var(--_round);
  }
  .free {
    cursor: pointer;
    font-weight: 650;
    color: var(--_ink);
  }
  .free span {
    background: var(--_tint);
  }
  .free:hover span,
  .slot:hover {
    border-color: var(--_ink);
  }
  .today span {
    text-decoration: underline 2px;
    text-underline-offset: 4px;
  }
  .selected span,
  .slot.mine {
    background: var(--_fill);
    color: var(--_on-fill);
    border-color: #0000;
  }
  .loading td span,
  .skeleton {
    min-height: 1em;
    border-radius: var(--_round);
    background: var(--_raised);
    animation: pulse 1.2s infinite alternate;
  }
  h2.skeleton {
    width: 50%;
  }
  @keyframes pulse {
    to {
      opacity: 0.45;
    }
  }
  .next {
    width: 100%;
    min-height: 52px;
    margin-top: 8px;
    text-align: start;
    background: var(--_raised);
    line-height: 1.3;
  }
  .next span {
    flex: 1;
  }
  .next small,
  .next b {
    display: block;
  }
  .slots {
    min-height: 320px;
  }
  h4 {
    margin: 4px 0 8px;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(92px, 1fr));
    gap: 8px;
    margin-bottom: 16px;
  }
  .slot {
    flex-direction: column;
    gap: 0;
    min-height: var(--_size);
    padding: 4px 0;
    border-color: color-mix(in oklab, var(--_ink) 45%, var(--_surface));
    font-weight: 600;
    line-height: 1.2;
    white-space: nowrap;
    color: var(--_ink);
  }
  .mine small {
    color: inherit;
  }
  .slot[aria-disabled="true"] {
    opacity: 1;
  }
  .slot[aria-busy="true"] {
    animation: pulse 0.6s infinite alternate;
  }
  .slot.taken {
    border: 1px dashed var(--_line);
    color: var(--_muted);
    font-weight: 400;
    text-decoration: line-through;
  }
  .taken small {
    display: inline-block;
  }
  .empty {
    padding: 80px 24px;
    border: 1px dashed var(--_line);
    border-radius: var(--_round);
    color: var(--_muted);
    text-align: center;
  }
  .zone {
    gap: 8px;
    margin: 16px 0 -12px;
    padding-top: 12px;
    border-top: 1px solid var(--_line);
    color: var(--_muted);
  }
  .zone select {
    min-width: 0;
    border: 0;
    background: var(--_surface);
  }
  @container (width < 342px) {
    .frame {
      padding: 16px 4px;
    }
    .frame > :not(.columns, .hidden),
    .slots,
    #month,
    .checkout > * {
      margin-inline: 10px;
    }
  }
  @media (forced-colors: active) {
    .selected span,
    .mine {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
