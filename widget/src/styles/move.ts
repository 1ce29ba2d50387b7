import { css } from "../base-element.js";

/** The calendar inside one's own booking, which has the frame and the heading. */
export const moveStyles = css`
  .frame {
    max-width: none;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    box-shadow: none;
  }
  .head,
  .options {
    display: none;
  }
  .whom {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 16px;
    font-size: 0.9375em;
    color: var(--_muted);
  }
  .whom button {
    border-color: var(--_muted);
    color: var(--_text);
  }
  .whom [aria-pressed="true"] {
    border-color: var(--_ink);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_ink);
    font-weight: 600;
  }
  @container (width < 342px) {
    .whom {
      margin-inline: 10px;
    }
  }
  @media (forced-colors: active) {
    .whom [aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  .change {
    display: grid;
    gap: 1px;
    margin-block: 16px;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    background: var(--_line);
  }
  .change div {
    padding: 16px 20px;
    background: var(--_surface);
  }
  .change .new {
    background: var(--_tint);
  }
  .change .old dd {
    color: var(--_muted);
  }
  @container (width >= 640px) {
    .change {
      grid-template-columns: 1fr 1fr;
    }
  }
`;
