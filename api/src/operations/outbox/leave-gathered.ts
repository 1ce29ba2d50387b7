import type { Sql } from "../../database/connect.js";
import { gather } from "../../database/gather.js";
import { insertOutboxMessages } from "../../queries/outbox.js";
import type { OutboxMessage } from "./messages.js";

interface Left {
  tenantId: string;
  messageId: string;
  message: OutboxMessage;
}

const leavers = new WeakMap<Sql, (left: Left) => Promise<void>>();

/** Leaves a message that belongs to no transaction; those of one turn of the event loop by one statement. */
export function leaveGathered(sql: Sql, left: Left): Promise<void> {
  let leave = leavers.get(sql);
  if (!leave) {
    leave = gather(async (messages) => {
      await insertOutboxMessages(sql, messages);
      return messages.map(() => undefined);
    });
    leavers.set(sql, leave);
  }
  return leave(left);
}
