import type { CreateOverride, OverrideView } from "../../contract/resources.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { isDate } from "../../domain/local-dates.js";
import { invalidField, notFound } from "../../errors.js";
import { newId } from "../../ids.js";
import { pageOf, readCursor } from "../../queries/cursor.js";
import { deleteOverrideRow, insertOverride, listOverrides as listRows } from "../../queries/overrides.js";
import { overrideView } from "../../views/resource.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { readResource } from "./manage-resources.js";

/** Gives a date other hours, or none. @throws `conflict` where it has an override already, `not_found`. */
export const createOverride = ({ sql, keyring }: Deps, tenantId: string, resourceId: string, input: CreateOverride, requestKey?: RequestKey): Promise<Once<OverrideView>> =>
  inTransaction(sql, (tx) =>
    once(tx, keyring, tenantId, requestKey, async () => {
      await readResource(tx, tenantId, resourceId);
      return overrideView(await insertOverride(tx, tenantId, { overrideId: newId("override"), resourceId, date: input.date, windows: input.windows, note: input.note ?? null }));
    }),
  );

/** A resource's overrides by date. @throws `not_found`. */
export async function listOverrides(
  { sql }: Deps,
  tenantId: string,
  resourceId: string,
  { limit, cursor, from, to }: { limit: number; cursor?: string | undefined; from?: string | undefined; to?: string | undefined },
) {
  await readResource(sql, tenantId, resourceId);
  const afterDate = cursor === undefined ? undefined : readCursor(cursor, 1)[0]!;
  if (afterDate !== undefined && !isDate(afterDate)) throw invalidField("cursor", "Is not a cursor that a list gave.");
  const rows = await listRows(sql, tenantId, resourceId, { from, to, afterDate, limit: limit + 1 });
  return pageOf(rows, limit, overrideView, ({ date }) => [date]);
}

/** Gives a date its weekly hours back. @throws `not_found`. */
export async function deleteOverride({ sql }: Deps, tenantId: string, resourceId: string, overrideId: string): Promise<void> {
  if (!(await inTransaction(sql, (tx) => deleteOverrideRow(tx, tenantId, resourceId, overrideId)))) throw notFound("override");
}
