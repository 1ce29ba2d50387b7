import type { EventType } from "../../contract/events.js";

/** What is kept of a filter: each type once, and nothing beside `*`. Default is all. */
export const eventFilter = (events: readonly (EventType | "*")[] = ["*"]): (EventType | "*")[] => (events.includes("*") ? ["*"] : [...new Set(events)]);
