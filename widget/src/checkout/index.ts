// What loads once a customer comes near a slot: everything after choosing.
import { enCheckout } from "../i18n/en-checkout.js";
import { addMessages } from "../i18n/locales.js";

addMessages("en", enCheckout);

export { serviceOptions } from "../steps/options.js";
export { BookingSession } from "./session.js";
export { checkoutStep, heldBanner } from "./view.js";
export { checkoutStyles } from "../styles/checkout.js";
