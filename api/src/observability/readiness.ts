import { errorFromDatabase } from "../database/constraint-errors.js";
import { missingMigrations } from "../database/migrate.js";
import type { Deps } from "../deps.js";
import { Late, within } from "./within.js";

/** Whoever asks has others to send requests to, and should not wait for a database that hangs. */
const ANSWER_MS = 2000;

/** Why this process can't do its work now, in a sentence; undefined where it can. */
export async function whyNotReady({ sql, stopping }: Pick<Deps, "sql" | "stopping">): Promise<string | undefined> {
  if (stopping.aborted) return "This process is stopping.";
  try {
    const [missing] = await within(ANSWER_MS, missingMigrations(sql));
    return missing && `The database lacks migration ${missing}: run npm run migrate.`;
  } catch (error) {
    if (error instanceof Late || errorFromDatabase(error)) return "The database does not answer.";
    throw error;
  }
}
