/** The element's class and types. Importing this registers nothing; `@holdfast/widget/define` does. */
export { BookingWidget } from "./booking-widget.js";
export type { BookingWidgetEventMap, BookingWidgetEvents } from "./events.js";
export type { ChosenSlot } from "./model.js";
