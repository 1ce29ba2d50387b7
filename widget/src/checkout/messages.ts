import { enCheckout } from "../i18n/en-checkout.js";
import { addMessages } from "../i18n/locales.js";

addMessages("en", enCheckout);
