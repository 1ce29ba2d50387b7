import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { sha256, tenantOfFeedSecret } from "../../keyring.js";
import { feedOf } from "../../notifications/calendar.js";
import { listBookingsOfFeed } from "../../queries/bookings.js";
import { openFeed } from "../../queries/calendar-feeds.js";
import { findResourceNames } from "../../queries/resource-names.js";
import { findTenant } from "../../queries/tenants.js";

/** How long what is over stays in a feed, and how much it has at most: what is farthest ahead is left out. */
const PAST_DAYS = 30;
const MOST_BOOKINGS = 5000;

/** What a feed's address gives: an iCalendar file. @throws `not_found` for a wrong secret like for an unknown feed. */
export async function readFeed({ sql, publicUrl }: Deps, feedId: string, secret: string): Promise<string> {
  const tenantId = tenantOfFeedSecret(secret);
  const feed = tenantId && (await openFeed(sql, tenantId, feedId, sha256(secret)));
  if (!tenantId || !feed) throw notFound("calendar feed");
  const { resourceId } = feed;
  const [tenant, resources, bookings] = await Promise.all([
    findTenant(sql, tenantId),
    resourceId === null ? undefined : findResourceNames(sql, tenantId, [resourceId]),
    listBookingsOfFeed(sql, tenantId, { resourceId, pastDays: PAST_DAYS, limit: MOST_BOOKINGS }),
  ]);
  return feedOf([resourceId && resources?.get(resourceId)?.name, tenant!.name].filter(Boolean).join(" – "), bookings, publicUrl);
}
