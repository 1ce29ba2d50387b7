import type { Deps } from "../deps.js";
import { leaveDueReminders } from "../queries/reminders.js";
import { periodic } from "./periodic.js";

const BATCH = 200;

/** Leaves the mails that remind customers of what they booked; the outbox sends them. */
export const remindCustomers = (deps: Deps) =>
  periodic("remind-customers", 15_000, deps, async () => {
    const left = await leaveDueReminders(deps.sql, BATCH);
    if (left > 0) deps.wakeOutbox();
    return left === BATCH ? "more" : "done";
  });
