import type { Deps } from "../deps.js";
import { deleteForgottenAnswers } from "../queries/idempotency-keys.js";
import { expireHolds as expire } from "../operations/holds/expire-holds.js";
import { periodic } from "./periodic.js";

const BATCH = 500;

/**
 * Frees what expired for those who watch, within a second. Who wants an expired slot does not wait for this: the
 * next hold retires it itself.
 */
export const expireHolds = (deps: Deps) =>
  periodic("expire-holds", 500, deps, async () => ((await expire(deps, BATCH)) === BATCH ? "more" : "done"));

/** Forgets idempotency keys after their day. */
export const forgetAnswers = (deps: Deps) =>
  periodic("forget-answers", 60_000, deps, async () =>
    (await deleteForgottenAnswers(deps.sql)) >= 1000 ? "more" : "done",
  );
