import type { Deps } from "../deps.js";
import { declineUnanswered as decline } from "../operations/bookings/answer-request.js";
import { periodic } from "./periodic.js";

const BATCH = 50;

/** Declines requests that a business has not answered in time. */
export const declineUnanswered = (deps: Deps) =>
  periodic("decline-unanswered", 15_000, deps, async () => ((await decline(deps, BATCH)) === BATCH ? "more" : "done"));
