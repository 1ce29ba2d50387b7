import type { Sql } from "../../database/connect.js";
import { gather } from "../../database/gather.js";
import { finishOutbox, type OutboxRow } from "../../queries/outbox.js";

const finishers = new WeakMap<Sql, (message: OutboxRow) => Promise<void>>();

/** Marks a message as done; those of one turn of the event loop by one statement. */
export function finishMessage(sql: Sql, message: OutboxRow): Promise<void> {
  let finish = finishers.get(sql);
  if (!finish) {
    finish = gather(async (messages) => {
      await finishOutbox(sql, ...messages);
      return messages.map(() => undefined);
    });
    finishers.set(sql, finish);
  }
  return finish(message);
}
