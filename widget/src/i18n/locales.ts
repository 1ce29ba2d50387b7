import { en } from "./en.js";
import type { Messages } from "./messages.js";

/** How to get the texts of each language but English. A language more is a file and a line here. */
const LOADERS: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  hi: () => import("./hi.js"),
};

const tables = new Map<string, Messages>([["en", en]]);

export const languageOf = (tag: string): string => tag.split("-", 1)[0]?.toLowerCase() ?? "";

/** The first of the wished-for language tags whose language has texts, else English. */
export function supportedLocale(wishes: readonly (string | null | undefined)[]): string {
  for (const wish of wishes) {
    try {
      const [tag] = Intl.getCanonicalLocales(wish ?? []);
      if (tag && (tables.has(languageOf(tag)) || LOADERS[languageOf(tag)])) return tag;
    } catch {
      // Not a language tag: the next wish.
    }
  }
  return "en";
}

/** The language an element speaks: its own wish, else that of the page around it, else the browser's. */
export function localeOf(element: HTMLElement & { readonly locale: string }): string {
  const around = element.parentElement?.closest("[lang]")?.getAttribute("lang");
  return supportedLocale([element.locale, around, ...navigator.languages]);
}

/** The language's texts if they are here; English until then. */
export const messagesFor = (tag: string): Messages => tables.get(languageOf(tag)) ?? en;

/** English where a language has a gap. */
export const english = (): Messages => tables.get("en") ?? en;

/** Adds texts that came with a later step. */
export function addMessages(language: string, messages: Messages): void {
  tables.set(language, { ...tables.get(language), ...messages });
}

/** Loads a language once; true if it was not here before. A failure leaves English, and the next call tries again. */
export async function loadMessages(tag: string): Promise<boolean> {
  const language = languageOf(tag);
  const load = LOADERS[language];
  if (tables.has(language) || !load) return false;
  try {
    addMessages(language, (await load()).messages);
    return true;
  } catch {
    return false;
  }
}
