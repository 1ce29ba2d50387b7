import { randomBytes } from "node:crypto";
import { ID_PREFIXES, type IdKind } from "./contract/common.js";

// Crockford's alphabet: no i, l, o, u, so that ids survive being read aloud.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** `length` random characters of 5 bits each. */
export function randomCharacters(length: number): string {
  let text = "";
  for (const byte of randomBytes(length)) text += ALPHABET[byte & 31];
  return text;
}

/** A new id: the kind's prefix, 9 characters of time so that indexes grow at their end, and 60 random bits. */
export function newId(kind: IdKind): string {
  let time = "";
  for (let rest = Date.now(), i = 0; i < 9; i++, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32]! + time;
  return `${ID_PREFIXES[kind]}_${time}${randomCharacters(12)}`;
}

/** Tenant ids are all random: they stand in every key and token, and tell nothing. */
export const newTenantId = () => `${ID_PREFIXES.tenant}_${randomCharacters(16)}`;

/** What customers read out on the phone: `HF-7K2M-9QRT`, 40 bits. */
export function newBookingReference(): string {
  const text = randomCharacters(8).toUpperCase();
  return `HF-${text.slice(0, 4)}-${text.slice(4)}`;
}
