import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH = 14;
// Bytes at or above this would favour the first letters.
const UNBIASED_BELOW = 256 - (256 % ALPHABET.length);

/** Fourteen random letters and digits, as Razorpay's ids end. */
export function randomToken(): string {
  let token = "";
  while (token.length < LENGTH) {
    for (const byte of randomBytes(2 * LENGTH)) {
      if (byte < UNBIASED_BELOW && token.length < LENGTH) token += ALPHABET[byte % ALPHABET.length];
    }
  }
  return token;
}

/** An id as Razorpay writes it, such as `order_9A33XWu170gUtm`. */
export const newId = (kind: "order" | "pay" | "rfnd" | "acc") => `${kind}_${randomToken()}`;
