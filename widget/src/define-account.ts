import { BookingAccount } from "./account/booking-account.js";

export * from "./account/index.js";

// A page may load the script twice: the first one stays.
if (globalThis.customElements && !customElements.get("booking-account")) customElements.define("booking-account", BookingAccount);
