// What loads where no link opens a booking: the way in, and the list.
import { enCustomer } from "../i18n/en-customer.js";
import { addMessages } from "../i18n/locales.js";

addMessages("en", enCustomer);

export { CustomerRoom } from "./room.js";
export { customerStyles } from "../styles/customer.js";
