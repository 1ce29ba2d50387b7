// What loads once a customer comes near a slot: everything after choosing.
import "./messages.js";

export { BookingSession } from "./session.js";
export { checkoutStyles } from "../styles/checkout.js";
