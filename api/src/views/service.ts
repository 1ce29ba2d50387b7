import type { ServiceView } from "../contract/services.js";
import type { ServiceRow } from "../queries/services.js";

export function serviceView(row: ServiceRow): ServiceView {
  const { serviceId, currency, durations, tenantTimeZone, candidates, taxPercent, ...service } = row;
  const requirements: ServiceView["requirements"] = [];
  for (const { position, name, id, resourceName } of candidates ?? []) {
    const requirement = (requirements[position] ??= { name, resourceIds: [], resources: [] });
    requirement.resourceIds.push(id);
    requirement.resources.push({ id, name: resourceName });
  }
  const options = durations.map(({ minutes, amountMinor }) => ({ durationMinutes: minutes, price: { amount: amountMinor, currency } }));
  return {
    id: serviceId,
    ...service,
    ...options[0]!,
    durations: options,
    // A pool whose every resource was archived leaves a gap, which the wire has not.
    requirements: requirements.filter(Boolean),
    resourceIds: [...new Set((candidates ?? []).map(({ id }) => id))],
    taxPercent: taxPercent === null ? null : Number(taxPercent),
    timeZone: candidates?.[0]?.timeZone ?? tenantTimeZone,
  };
}
