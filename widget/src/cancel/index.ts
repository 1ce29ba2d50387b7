// What loads once a customer wants to cancel: the question, with what is given back.
import { enCancel } from "../i18n/en-cancel.js";
import { addMessages } from "../i18n/locales.js";

addMessages("en", enCancel);

export { cancelQuestion } from "./cancel-question.js";
export { cancelStyles } from "../styles/cancel.js";
