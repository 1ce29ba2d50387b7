import type { Sql } from "../../database/connect.js";
import { gather } from "../../database/gather.js";
import { rootOf } from "../../database/witness.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { sha256, tenantOfCredential } from "../../keyring.js";
import { findCustomer } from "../../queries/customers.js";
import { findKeysByHash } from "../../queries/gathered.js";
import { Recent } from "../../recent.js";
import { readAccessToken } from "./access-tokens.js";

type Key = Awaited<ReturnType<typeof findKeysByHash>>[number];
interface Keys {
  find(asked: { tenantId: string; keyHash: Buffer }): Promise<Key | undefined>;
  known: Recent<Key>;
}

/** How long a key is known without asking, in milliseconds: so long one that another process revokes goes on here. */
const KEY_KEPT_MS = 1000;

const keysOf = new WeakMap<Sql, Keys>();

/** The keys of all requests of one turn of the event loop, by one statement. */
function gatheredKeys(pool: Sql): Keys {
  const sql = rootOf(pool);
  let keys = keysOf.get(sql);
  if (!keys) {
    const find = gather<{ tenantId: string; keyHash: Buffer }, Key | undefined>(async (asked) => {
      const found = new Map((await findKeysByHash(sql, asked)).map((row) => [row.i, row]));
      return asked.map((_, i) => found.get(i));
    });
    keysOf.set(sql, (keys = { find, known: new Recent(KEY_KEPT_MS) }));
  }
  return keys;
}

/** This process changed or revoked a key: it ends here at once. */
export const forgetKeys = (sql: Sql, tenantId: string): void => gatheredKeys(sql).known.forget(tenantId);

function findKey(sql: Sql, tenantId: string, credential: string): Promise<Key | undefined> {
  const keyHash = sha256(credential);
  const { known, find } = gatheredKeys(sql);
  return known.getOr(tenantId, keyHash.toString("base64"), () => find({ tenantId, keyHash }));
}

/** Who asks: a key of a tenant, or an owner or customer who signed in. */
export type Caller =
  | { kind: "publishable" | "secret"; tenantId: string; keyId: string }
  | { kind: "owner"; tenantId: string; ownerId: string }
  | { kind: "customer"; tenantId: string; customerId: string };

/**
 * Finds out who a credential belongs to.
 * @param origin - the website that asks, where a browser sent one.
 * @throws `unauthorized`; `wrong_credential` for a secret key in a browser; `origin_not_allowed`.
 */
export async function authenticate(deps: Deps, credential: string, origin: string | undefined): Promise<Caller> {
  if (credential.startsWith("ey")) {
    const { audience, tenantId, subject } = await readAccessToken(deps, credential);
    // Erased ones end at once.
    if (audience === "customer" && !(await findCustomer(deps.sql, tenantId, subject))) throw new BookingError("unauthorized");
    return audience === "owner" ? { kind: audience, tenantId, ownerId: subject } : { kind: audience, tenantId, customerId: subject };
  }
  const tenantId = tenantOfCredential(credential);
  if (!tenantId || /^c?rt_/.test(credential)) throw new BookingError("unauthorized");
  const key = await findKey(deps.sql, tenantId, credential);
  if (!key || key.revokedAt) throw new BookingError("unauthorized");
  if (key.kind === "secret" && origin !== undefined)
    throw new BookingError("wrong_credential", "A secret key must not be used in a browser. Use a publishable key, and revoke this one.");
  if (key.kind === "publishable" && origin !== undefined && key.allowedOrigins.length > 0 && !key.allowedOrigins.includes(origin))
    throw new BookingError("origin_not_allowed");
  return { kind: key.kind, tenantId, keyId: key.keyId };
}
