// What loads once a customer wants another time: the calendar.
import { enMove } from "../i18n/en-move.js";
import { addMessages } from "../i18n/locales.js";
import { BookingMove } from "./booking-move.js";

addMessages("en", enMove);
if (!customElements.get("booking-move")) customElements.define("booking-move", BookingMove);

export { moveStep } from "./move-step.js";
