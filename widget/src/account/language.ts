import { enAccount } from "../i18n/en-account.js";
import { enBooked } from "../i18n/en-booked.js";
import { addMessages, languageOf, loadMessages } from "../i18n/locales.js";
import type { Messages } from "../i18n/messages.js";

addMessages("en", { ...enBooked, ...enAccount });

/** What this element says in each language but English. */
const LOADERS: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  hi: () => import("../i18n/hi-account.js"),
};

/** Loads a language: what all elements say, and what this one says. A failure leaves English. */
export async function loadLanguage(tag: string): Promise<void> {
  const language = languageOf(tag);
  const [, own] = await Promise.all([loadMessages(tag), LOADERS[language]?.().catch(() => undefined)]);
  if (own) addMessages(language, own.messages);
}
