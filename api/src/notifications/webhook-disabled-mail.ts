import type { Mail } from "../gateways/mailer.js";
import type { OwnerRow } from "../queries/owners.js";
import type { TenantRow } from "../queries/tenants.js";
import type { WebhookEndpointRow } from "../queries/webhook-endpoints.js";
import { type Letter, letterHtml, letterText } from "./layout.js";

/** Tells an owner that events are no longer sent to an endpoint, and what to do about it. For developers: in English. */
export function webhookDisabledMail(
  owner: Pick<OwnerRow, "email" | "name">,
  tenant: Pick<TenantRow, "name" | "timeZone">,
  endpoint: WebhookEndpointRow,
  messageId: string,
): Mail {
  const isGone = endpoint.disabledReason === "gone";
  const at = (date: Date) => new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: tenant.timeZone }).format(date);
  const letter: Letter = {
    locale: "en",
    preheader: endpoint.url,
    businessName: tenant.name,
    heading: "A webhook endpoint was disabled",
    intro: isGone
      ? "Your endpoint answered that it is gone (410), so Holdfast sends nothing there any more."
      : "For five days no event could be delivered to your endpoint, so Holdfast sends nothing there any more.",
    rows: [
      { label: "Address", value: endpoint.url },
      ...(endpoint.description ? [{ label: "Description", value: endpoint.description }] : []),
      { label: "Endpoint", value: endpoint.endpointId },
      ...(endpoint.failingSince && !isGone ? [{ label: "Failing since", value: at(endpoint.failingSince) }] : []),
      { label: "Disabled", value: at(endpoint.disabledAt!) },
    ],
    notes: [
      `What went wrong stands in its deliveries: GET /v1/webhook-endpoints/${endpoint.endpointId}/deliveries.`,
      `Once it works again, enable it with PATCH /v1/webhook-endpoints/${endpoint.endpointId} and {"disabled": false}: what was still waiting is then sent. Events of the time in between are not kept for it; read what changed from the API.`,
    ],
  };
  return {
    to: { name: owner.name ?? tenant.name, address: owner.email },
    fromName: "Holdfast",
    subject: `Webhook endpoint disabled: ${new URL(endpoint.url).host}`,
    html: letterHtml(letter),
    text: letterText(letter),
    messageId,
  };
}
