import { css } from "../base-element.js";

/** Fields to type into. */
export const formStyles = css`
  legend,
  .legend,
  .field label {
    display: block;
    padding: 0;
    margin-bottom: 6px;
    font-size: 0.9375em;
    font-weight: 600;
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
`;
