import type { en } from "./en.js";
import type { enAccount } from "./en-account.js";
import type { enBooked } from "./en-booked.js";
import type { enCheckout } from "./en-checkout.js";
import type { enChoose } from "./en-choose.js";
import type { enMove } from "./en-move.js";

/** A text by number: one entry per plural category of the language, `other` at least. */
export type PluralMessage = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** Names of all texts. */
export type MessageKey =
  | keyof typeof en
  | keyof typeof enChoose
  | keyof typeof enBooked
  | keyof typeof enCheckout
  | keyof typeof enAccount
  | keyof typeof enMove;

/** Texts of one language. Gaps are filled from English. */
export type Messages = Readonly<Partial<Record<MessageKey, string | PluralMessage>>>;

/** What stands in a text's braces. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Puts values in the place of `{name}`, and picks the plural for `n`. */
export function formatMessage(
  message: string | PluralMessage,
  values: MessageValues,
  plural: (n: number) => Intl.LDMLPluralRule,
  number: (n: number) => string,
): string {
  const text = typeof message === "string" ? message : (message[plural(Number(values["n"]))] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (braces, name: string) => {
    const value = values[name];
    return value === undefined ? braces : typeof value === "number" ? number(value) : value;
  });
}
