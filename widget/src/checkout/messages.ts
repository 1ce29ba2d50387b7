import { enBooked } from "../i18n/en-booked.js";
import { enCheckout } from "../i18n/en-checkout.js";
import { addMessages } from "../i18n/locales.js";

addMessages("en", { ...enBooked, ...enCheckout });
