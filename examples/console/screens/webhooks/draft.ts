import type { CreateWebhookEndpoint, EventFilter, EventType, WebhookEndpoint } from "@holdfast/sdk/server";

/** What is typed of an endpoint. */
export interface EndpointDraft {
  url: string;
  description: string;
  /** Whether it is told of everything, what is to come included. */
  all: boolean;
  events: EventType[];
}

/** Every event there is, in the order of the documentation, in words. */
export const EVENTS: Readonly<Record<EventType, string>> = {
  "hold.created": "A slot was held",
  "hold.released": "A hold was given up",
  "hold.expired": "A hold ran out",
  "booking.requested": "Asked for, to be approved",
  "booking.confirmed": "Booked",
  "booking.moved": "Moved to another time",
  "booking.cancelled": "Cancelled",
  "booking.completed": "Took place",
  "booking.no_show": "Nobody came",
  "booking.reopened": "Stands again: that it took place, or nobody came, was taken back",
  "payment.authorized": "A payment was authorised",
  "payment.captured": "Money was taken",
  "payment.failed": "An attempt to pay failed",
  "payment.late": "A payment came too late",
  "payment.lapsed": "A payment was never captured",
  "refund.requested": "Money is to go back",
  "refund.processed": "Money went back",
  "refund.failed": "A refund failed",
  "refund.void": "There was nothing to give back",
};

export const freshEndpoint = (): EndpointDraft => ({ url: "", description: "", all: true, events: [] });

export function draftOf({ url, description, events }: WebhookEndpoint): EndpointDraft {
  const named = events.filter((event): event is EventType => event !== "*");
  return { url, description: description ?? "", all: events.includes("*"), events: named };
}

export function inputOf({ url, description, all, events }: EndpointDraft): CreateWebhookEndpoint & { events: EventFilter[]; description: string | null } {
  return { url: url.trim(), description: description.trim() || null, events: all ? ["*"] : events };
}

/** What it is told of, in a few words. */
export function toldOf({ events }: WebhookEndpoint): string {
  if (events.includes("*")) return "Everything";
  return events.length > 3 ? `${events.length} kinds of events` : events.join(", ");
}
