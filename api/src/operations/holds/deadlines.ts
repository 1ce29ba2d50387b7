/** How often a hold can be extended. */
export const MOST_EXTENSIONS = 10;
/** How long a customer has to pay once checkout was opened, in minutes. */
export const PAYMENT_GRACE_MINUTES = 10;
/** No extension reaches beyond this, however long the service's hold time is. */
const LONGEST_SECONDS = 2 * 60 * 60;

/** The most that extensions can make of a hold, in seconds from its beginning. */
export const mostSecondsOf = (holdSeconds: number): number =>
  Math.max(holdSeconds, Math.min(holdSeconds * (MOST_EXTENSIONS + 1), LONGEST_SECONDS));
