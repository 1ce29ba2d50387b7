import type { Deps } from "../../deps.js";
import { webhookDisabledMail } from "../../notifications/webhook-disabled-mail.js";
import { findOwnerAddresses } from "../../queries/owners.js";
import { findTenant } from "../../queries/tenants.js";
import { findEndpoint } from "../../queries/webhook-endpoints.js";

/** Tells a business's owners that one of its endpoints was disabled. Nothing where it is enabled again, or deleted. */
export async function sendDisabledMail({ sql, mailer }: Deps, tenantId: string, messageId: string, endpointId: string): Promise<void> {
  const [tenant, endpoint] = await Promise.all([findTenant(sql, tenantId), findEndpoint(sql, tenantId, endpointId)]);
  if (!tenant || !endpoint?.disabledAt) return;
  for (const owner of await findOwnerAddresses(sql, tenantId)) await mailer.send(webhookDisabledMail(owner, tenant, endpoint, `${messageId}-${owner.ownerId}`));
}
