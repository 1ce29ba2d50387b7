// What loads once a customer comes near a slot: everything after choosing.
import "./messages.js";

export { serviceOptions } from "../steps/options.js";
export { BookingSession } from "./session.js";
export { checkoutStep, heldBanner } from "./view.js";
export { checkoutStyles } from "../styles/checkout.js";
