import { randomInt } from "node:crypto";
import type { Connection } from "../../database/connect.js";
import { BookingError } from "../../errors.js";
import type { Keyring } from "../../keyring.js";
import { countHourly } from "../../queries/hourly-counts.js";

/** How long a code can be used, in seconds. */
export const CODE_SECONDS = 10 * 60;
/** How often one code can be tried. */
export const CODE_TRIES = 5;

/** Six digits, each as likely as any other. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, "0");

/** An address as it is known at sign-in, of one tenant: who only asked for a code is not known otherwise. */
export function addressOf(keyring: Keyring, tenantId: string, email: string) {
  const address = email.toLowerCase();
  return { email: address, addressHash: keyring.pseudonym(`customer ${tenantId} ${address}`) };
}

/** What a code's mail is sealed with. */
export const placeOfCode = (tenantId: string, addressHash: Buffer, requestNo: string) => `sign-in ${tenantId} ${addressHash.toString("hex")} ${requestNo}`;

/**
 * What may be done within an hour: by one client, so that nobody tries address after address, and about one address,
 * so that asking for another code gives no tries without end.
 */
const PER_HOUR = { codes: { client: 30, address: 5 }, tries: { client: 60, address: 15 } } as const;

/**
 * Counts what is asked, of the client first: who is over their own limit uses up nobody else's.
 * @param client - who asks; null for a business's server, which asks for many.
 * @returns `rate_limited`, to be thrown once the counts are committed; undefined where it may be done.
 */
export async function overLimit(
  tx: Connection,
  keyring: Keyring,
  tenantId: string,
  what: keyof typeof PER_HOUR,
  { client, email }: { client: string | null; email: string },
): Promise<BookingError | undefined> {
  const subject = (text: string) => keyring.pseudonym(`${what} ${text}`);
  const { client: perClient, address: perAddress } = PER_HOUR[what];
  const wait =
    (client === null ? 0 : await countHourly(tx, tenantId, subject(`from ${client}`), perClient)) ||
    (await countHourly(tx, tenantId, subject(`of ${email}`), perAddress));
  return wait > 0 ? new BookingError("rate_limited", undefined, { retryAfterSeconds: wait }) : undefined;
}
