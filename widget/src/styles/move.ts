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
