import type { DataOf, EventType } from "../../contract/events.js";
import type { Connection } from "../../database/connect.js";
import { newId } from "../../ids.js";
import { type EventRow, heardAt, insertEvents } from "../../queries/events.js";

/** What endpoints are to be told: the view of what it is about, without the token that some answers carry. */
export function newEvent<T extends EventType>(tenantId: string, type: T, createdAt: Date, data: DataOf<T>): EventRow {
  const { token: _, ...told } = data as DataOf<T> & { token?: string };
  return { tenantId, eventId: newId("event"), type, payload: JSON.stringify({ type, timestamp: createdAt.toISOString(), data: told }), createdAt };
}

/**
 * Tells a business's endpoints of something, in the transaction that does it. Where nobody listens it costs one look.
 * @param data - read only where somebody listens, as it is after the change.
 */
export async function leaveEvent<T extends EventType>(tx: Connection, tenantId: string, type: T, data: () => Promise<DataOf<T>>): Promise<void> {
  const now = await heardAt(tx, tenantId, type);
  if (now) await insertEvents(tx, [newEvent(tenantId, type, now, await data())]);
}
