/** The element's class and types. Importing this registers nothing; `@holdfast/widget/define-account` does. */
export { BookingAccount } from "./booking-account.js";
export type { BookingAccountEventMap, BookingAccountEvents } from "./events.js";
