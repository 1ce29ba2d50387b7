import { css } from "../base-element.js";

/** The question before a booking is cancelled. */
export const cancelStyles = css`
  .question {
    margin-top: 24px;
    padding: 20px;
    border: 1px solid color-mix(in oklab, var(--_danger) 40%, var(--_surface));
    border-radius: var(--_round);
  }
  .question h3:focus {
    outline: none;
  }
  .question p {
    margin-top: 6px;
  }
  .question .notice {
    margin: 14px 0 0;
  }
  .question .actions {
    margin-top: 18px;
  }
  .primary.danger {
    --_fill: light-dark(#b3261e, #ff9a91);
    --_on-fill: light-dark(#fff, #2b0603);
  }
`;
