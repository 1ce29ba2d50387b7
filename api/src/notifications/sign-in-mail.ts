import type { Mail } from "../gateways/mailer.js";
import type { TenantRow } from "../queries/tenants.js";
import { type Letter, letterHtml, letterText } from "./layout.js";
import { fill, wordsFor } from "./words.js";

export interface SignInMailContext {
  email: string;
  code: string;
  locale: string;
  messageId: string;
}

/** Brings a customer the code to sign in with. */
export function signInMail(tenant: Pick<TenantRow, "name" | "senderName" | "contactEmail">, { email, code, locale, messageId }: SignInMailContext): Mail {
  const words = wordsFor(locale);
  const values = { code, business: tenant.name };
  const letter: Letter = {
    locale,
    preheader: fill(words.codeNote, values),
    businessName: tenant.name,
    heading: words.codeHeading,
    intro: fill(words.codeIntro, values),
    code,
    rows: [],
    notes: [fill(words.codeNote, values), words.codeNotYouNote],
  };
  return {
    to: { name: email, address: email },
    fromName: tenant.senderName ?? tenant.name,
    ...(tenant.contactEmail && { replyTo: tenant.contactEmail }),
    subject: fill(words.codeSubject, values),
    html: letterHtml(letter),
    text: letterText(letter),
    messageId,
  };
}
