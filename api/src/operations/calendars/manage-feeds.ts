import { type CalendarFeedListQuery, type CalendarFeedView, type CreateCalendarFeed, MAX_FEEDS } from "../../contract/calendars.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { newId } from "../../ids.js";
import { newFeedSecret, sha256 } from "../../keyring.js";
import { countFeeds, deleteFeedRow, insertFeed, listFeedRows } from "../../queries/calendar-feeds.js";
import { pageOf, readCursor } from "../../queries/cursor.js";
import { lockResources } from "../../queries/resources.js";
import { calendarFeedView } from "../../views/calendar-feed.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";

/**
 * An address that calendars subscribe to, told in this answer alone.
 * @throws `not_found` for an unknown resource, `conflict` where there are too many.
 */
export function createFeed({ sql, keyring, publicUrl }: Deps, tenantId: string, { resourceId = null }: CreateCalendarFeed, requestKey?: RequestKey): Promise<Once<CalendarFeedView>> {
  return inTransaction(sql, (tx) =>
    once(tx, keyring, tenantId, requestKey, async () => {
      if (resourceId !== null && !(await lockResources(tx, tenantId, [resourceId])).has(resourceId))
        throw new BookingError("not_found", "There is no such resource.", { errors: [{ path: "resourceId", message: "Is not a resource of this business." }] });
      if ((await countFeeds(tx, tenantId)) >= MAX_FEEDS) throw new BookingError("conflict", `A business can have at most ${MAX_FEEDS} calendar feeds. Delete one first.`);
      const secret = newFeedSecret(tenantId);
      const feed = await insertFeed(tx, tenantId, { feedId: newId("calendarFeed"), resourceId, secretHash: sha256(secret) });
      return calendarFeedView(feed, `${publicUrl}/v1/calendar-feeds/${feed.feedId}/${secret}/calendar.ics`);
    }),
  );
}

/** The tenant's feeds, the oldest first; without their addresses, which nobody knows any more. */
export async function listFeeds({ sql }: Deps, tenantId: string, { limit, cursor, resourceId }: CalendarFeedListQuery) {
  const afterId = cursor === undefined ? undefined : readCursor(cursor, 1)[0];
  const rows = await listFeedRows(sql, tenantId, { afterId, resourceId, limit: limit + 1 });
  return pageOf(rows, limit, (row) => calendarFeedView(row), ({ feedId }) => [feedId]);
}

/** Its address leads nowhere any more. @throws `not_found`. */
export async function deleteFeed({ sql }: Deps, tenantId: string, feedId: string): Promise<void> {
  if (!(await inTransaction(sql, (tx) => deleteFeedRow(tx, tenantId, feedId)))) throw notFound("calendar feed");
}
