import { css } from "../base-element.js";

/** One's own bookings. */
export const accountStyles = css`
  .frame {
    max-width: var(--booking-max-width, 760px);
  }
  header {
    margin-bottom: 20px;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    margin-bottom: 10px;
    padding: 3px 12px 3px 10px;
    border-radius: 99px;
    font-size: 0.875em;
    font-weight: 600;
    color: var(--_tone);
    background: color-mix(in oklab, var(--_tone) 10%, var(--_surface));
  }
  .status::before {
    content: "";
    width: 8px;
    height: 8px;
    border: 2px solid;
    border-radius: 50%;
    background: currentColor;
  }
  .status.danger::before,
  .status.warning::before {
    background: none;
  }
  .over {
    --_tone: var(--_muted);
  }
  .when {
    margin-top: 12px;
    font-size: 1.125em;
  }
  .when small {
    display: block;
    margin-top: 4px;
    font-size: 0.7778em;
  }
  .facts {
    display: grid;
    gap: 12px;
    align-content: start;
  }
  .facts [part="reference"] {
    letter-spacing: 0.06em;
    font-weight: 600;
  }
  .small {
    font-size: 0.8125em;
    color: var(--_muted);
    margin-bottom: 2px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    margin-top: 24px;
  }
  .actions button {
    flex: 1 1 190px;
  }
  .calendars {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 18px;
    margin-top: 12px;
    font-size: 0.9375em;
    color: var(--_muted);
  }
  .calendars a {
    display: inline-flex;
    align-items: center;
    min-height: var(--_size);
    text-underline-offset: 3px;
  }
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
  .moving p {
    margin-top: 6px;
    color: var(--_muted);
  }
  .skeleton {
    border-radius: 6px;
    background: var(--_raised);
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
  h2.skeleton {
    width: 60%;
    height: 1.2em;
  }
  p.skeleton {
    width: 45%;
    height: 1.45em;
    margin-block: 10px;
  }
  .skeleton.block {
    height: 210px;
  }
  @container (width < 390px) {
    .frame {
      padding: 16px;
    }
    /* Seven days of 44 px need the room; all but them is indented as much. */
    booking-move {
      margin-inline: -10px;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }
`;
