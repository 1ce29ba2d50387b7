import { ERROR_CODES } from "../problem.js";
import { BOOKING } from "./descriptions/booking.js";
import { BUSINESS } from "./descriptions/business.js";
import { CALENDAR_WORDS, CALENDARS } from "./descriptions/calendars.js";
import { PAYMENT_WORDS, PAYMENTS } from "./descriptions/payments.js";
import { WEBHOOK_WORDS, WEBHOOKS } from "./descriptions/webhooks.js";
import { PROBLEMS } from "./problems.js";

/** What fields mean, for the documentation and the SDK's types. A schema's own description goes before these. */
export const DESCRIPTIONS = [...BOOKING, ...PAYMENTS, ...WEBHOOKS, ...CALENDARS, ...BUSINESS];

const paging = { limit: "Items on a page.", cursor: "`nextCursor` of the page before." };

/** What is known of the fields of a component, or of the parameters of an operation. */
export const descriptionsOf = (name: string): Readonly<Record<string, string>> =>
  Object.assign({}, name.startsWith("list") ? paging : {}, ...DESCRIPTIONS.filter(({ of }) => of.includes(name)).map(({ fields }) => fields));

/** What is known of a component as a whole. */
export const descriptionOf = (name: string): string | undefined => (name === "ErrorCode" ? codes() : wordsOf({ ...PAYMENT_WORDS, ...WEBHOOK_WORDS, ...CALENDAR_WORDS }[name]));

const wordsOf = (words: Readonly<Record<string, string>> | undefined) =>
  words && Object.entries(words).map(([word, meaning]) => `- \`${word}\`: ${meaning}`).join("\n");

const codes = () =>
  ERROR_CODES.map((code) => {
    const [status, meaning] = PROBLEMS[code];
    return `- \`${code}\` (${status}): ${meaning}`;
  }).join("\n");
