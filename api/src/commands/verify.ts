import { ConfigError, readSetting, requireSetting } from "../config.js";
import { connect } from "../database/connect.js";
import { explainDatabaseError } from "../database/explain-error.js";
import { findBreaches } from "../queries/invariants.js";

/** `npm run verify`: names every row that breaks I1 to I6; exits with 1 where there is one, with 2 where it can't look. */
async function main(): Promise<number> {
  const sql = connect(readSetting(process.env, "DATABASE_DIRECT_URL") ?? requireSetting(process.env, "DATABASE_URL"), { max: 1, prepare: false });
  try {
    // One snapshot: what is written meanwhile can't make two halves of the answer disagree.
    const breaches = await sql.begin("isolation level repeatable read read only", (tx) => findBreaches(tx));
    for (const { invariant, finding } of breaches) console.log(`${invariant}  ${finding}`);
    console.log(breaches.length === 0 ? "All invariants hold." : `${breaches.length} breaches.`);
    return breaches.length === 0 ? 0 : 1;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : explainDatabaseError(error));
    process.exit(2);
  },
);
