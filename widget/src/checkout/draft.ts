import type { FieldErrors } from "../booking-flow.js";
import type { I18n } from "../i18n/i18n.js";
import type { Question } from "../model.js";

/** What was typed, by path: `customer.name`, `customer.email`, `customer.phone`, `answers.<id>`. */
export type Draft = Record<string, string | boolean>;

/** Text typed into a field. */
export const typed = (draft: Draft, path: string): string => String(draft[path] ?? "").trim();

/** What is wrong with the draft, by path, in the customer's language. Empty where it can be sent. */
export function checkDraft(draft: Draft, questions: readonly Question[], i18n: I18n): FieldErrors {
  const errors: Record<string, string> = {};
  const email = typed(draft, "customer.email");
  const phone = typed(draft, "customer.phone");
  if (!typed(draft, "customer.name")) errors["customer.name"] = i18n.t("nameMissing");
  if (!email) errors["customer.email"] = i18n.t("emailMissing");
  // Only what is surely wrong: the server has the last word.
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) errors["customer.email"] = i18n.t("emailWrong");
  if (phone && !/^\+?[0-9][0-9 ()./-]{4,30}$/.test(phone)) errors["customer.phone"] = i18n.t("phoneWrong");
  for (const { id, required, type } of questions) {
    const path = `answers.${id}`;
    const missing = type === "checkbox" ? draft[path] !== true : !typed(draft, path);
    if (required && missing) errors[path] = i18n.t("answerMissing");
  }
  return errors;
}

/** The server's findings by field; those without a field of their own go to the first one. */
export function serverErrors(
  errors: readonly { readonly path: string; readonly message: string }[],
  fields: readonly string[],
): FieldErrors {
  const first = fields[0] ?? "customer.name";
  return Object.fromEntries(
    errors.map(({ path, message }) => [
      fields.find((field) => path === field || path.startsWith(`${field}.`)) ?? first,
      message,
    ]),
  );
}

/** The draft as the API takes it: empty fields are left out. */
export function checkoutInput(draft: Draft, questions: readonly Question[], locale: string, timeZone: string) {
  const phone = typed(draft, "customer.phone");
  const answers: Record<string, string | boolean> = {};
  for (const { id, type } of questions) {
    const path = `answers.${id}`;
    if (type === "checkbox") answers[id] = draft[path] === true;
    else if (typed(draft, path)) answers[id] = typed(draft, path);
  }
  return {
    customer: {
      name: typed(draft, "customer.name"),
      email: typed(draft, "customer.email"),
      ...(phone ? { phone } : {}),
      locale,
      timeZone,
    },
    ...(questions.length > 0 ? { answers } : {}),
  };
}
