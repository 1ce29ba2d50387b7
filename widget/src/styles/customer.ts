import { css } from "../base-element.js";
import { formStyles } from "./form.js";

const ownStyles = css`
  .sign-in {
    max-width: 420px;
    margin: auto;
    padding-block: 8px;
  }
  .sign-in .lead {
    margin-block: 8px 20px;
  }
  .code {
    font-size: 1.5em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.3em;
    text-align: center;
  }
  .other-ways {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 12px;
    margin-top: 12px;
  }
  .other-ways p {
    flex: 1 0 100%;
  }
  .other-ways button {
    padding-inline: 0;
  }
  .who {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 0 16px;
    margin-bottom: 8px;
  }
  .who button {
    grid-area: 1 / 2 / 3 / 2;
    margin-inline-end: -12px;
    padding-inline: 12px;
  }
  section {
    margin-top: 24px;
  }
  .list {
    display: grid;
    gap: 8px;
    margin-top: 10px;
    padding: 0;
    list-style: none;
  }
  .list a {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 6px 12px;
    padding: 14px 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    color: inherit;
    text-decoration: none;
  }
  .list a:hover {
    background: var(--_raised);
  }
  .list small {
    display: block;
  }
  .list .status {
    grid-column: 1;
    justify-self: start;
    margin: 0;
  }
  .list svg {
    grid-area: 1 / 2 / 4 / 2;
    color: var(--_muted);
  }
  .row-block {
    height: 112px;
  }
  .more {
    width: 100%;
    margin-top: 10px;
  }
  .empty {
    margin-top: 10px;
    color: var(--_muted);
  }
  @container (width >= 560px) {
    .list a {
      grid-template-columns: 1.3fr 1.4fr 1fr auto;
    }
    .list .status {
      grid-column: auto;
      justify-self: end;
    }
    .list svg {
      grid-area: auto;
    }
    .row-block {
      height: 76px;
    }
  }
`;

/** Signing in, and the list of one's bookings. */
export const customerStyles = formStyles + ownStyles;
