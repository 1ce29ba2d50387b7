import { messages as account } from "../i18n/hi-account.js";
import { messages as customer } from "../i18n/hi-customer.js";

/** All that this element says in Hindi: whoever reads it reads the list, too. */
export const messages = { ...account, ...customer };
