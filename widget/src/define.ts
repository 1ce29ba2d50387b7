import { BookingWidget } from "./booking-widget.js";

export * from "./index.js";

// A page may load the script twice: the first one stays.
if (globalThis.customElements && !customElements.get("booking-widget")) customElements.define("booking-widget", BookingWidget);
