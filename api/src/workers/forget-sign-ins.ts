import type { Deps } from "../deps.js";
import { forgetOldCounts } from "../queries/hourly-counts.js";
import { forgetEndedCodes } from "../queries/sign-in-codes.js";
import { periodic } from "./periodic.js";

const BATCH = 500;

/** Forgets codes that have ended, and how often they were asked for. */
export const forgetSignIns = (deps: Deps) =>
  periodic("forget-sign-ins", 60_000, deps, async () => {
    const forgotten = [await forgetEndedCodes(deps.sql, BATCH), await forgetOldCounts(deps.sql, BATCH)];
    return forgotten.includes(BATCH) ? "more" : "done";
  });
