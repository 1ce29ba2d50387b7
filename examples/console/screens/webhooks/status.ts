import type { WebhookDelivery, WebhookDeliveryStatus, WebhookEndpoint } from "@holdfast/sdk/server";
import { html } from "lit";
import { formatDateTime } from "../../parts/time.js";

const DELIVERIES: Readonly<Record<WebhookDeliveryStatus, readonly [tone: string, text: string]>> = {
  pending: ["warn", "Being delivered"],
  delivered: ["good", "Delivered"],
  failed: ["bad", "Given up"],
};

export const DELIVERY_STATUSES = Object.entries(DELIVERIES).map(([value, [, text]]) => [value as WebhookDeliveryStatus, text] as const);

export function deliveryBadge({ status, attempts }: WebhookDelivery) {
  const [tone, text] = status === "pending" && attempts > 0 ? (["warn", "Tried again soon"] as const) : DELIVERIES[status];
  return html`<span class="badge ${tone}">${text}</span>`;
}

export function endpointBadge({ disabledAt, failingSince }: WebhookEndpoint) {
  if (disabledAt) return html`<span class="badge bad">Disabled</span>`;
  return failingSince ? html`<span class="badge warn">Failing</span>` : html`<span class="badge good">Working</span>`;
}

/** Why nothing, or not everything, arrives there; empty where all is well. */
export function troubleOf({ disabledAt, disabledReason, failingSince }: WebhookEndpoint, zone: string): string {
  if (disabledAt) {
    const why = { owner: "You switched it off", gone: "It answered 410, gone, and was switched off", failing: "Nothing but failures for five days, so it was switched off" }[disabledReason ?? "owner"];
    return `${why}, ${formatDateTime(disabledAt, zone)}. Events wait, and are sent once it is on again.`;
  }
  return failingSince ? `No delivery has succeeded since ${formatDateTime(failingSince, zone)}. Each is tried ten times over three days.` : "";
}
