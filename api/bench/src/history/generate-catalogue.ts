import type { Sql } from "@holdfast/api";
import { openDaily, TIME_ZONE } from "../business.js";
import { RESOURCES, type Shape } from "./shape.js";

/** Tenants with a secret key, a service and its resources each, as sign-up and a few calls would make them. */
export async function generateCatalogue(sql: Sql, { tenants }: Shape): Promise<void> {
  const weekly = JSON.stringify(openDaily("00:00", "24:00"));
  await sql.begin(async (tx) => {
    await tx`create temporary view numbers as select n, lpad(n::text, 16, '0') as digits from generate_series(0, ${tx.unsafe(String(tenants - 1))}) as n`;
    await tx`insert into tenants (tenant_id, name, time_zone, currency) select 'ten_' || digits, 'Business ' || n, ${TIME_ZONE}, 'INR' from numbers`;
    await tx`
      insert into api_keys (tenant_id, key_id, kind, key_hash, hint)
      select 'ten_' || digits, 'key_' || digits, 'secret', sha256(convert_to('sk_' || digits || repeat('k', 32), 'UTF8')), '…kkkk' from numbers`;
    await tx`
      insert into resources (tenant_id, resource_id, name, time_zone, weekly)
      select 'ten_' || digits, 'res_' || digits || r, 'Room ' || r, ${TIME_ZONE}, ${weekly}::text::jsonb from numbers, generate_series(1, ${RESOURCES}::int) as r`;
    await tx`
      insert into services (tenant_id, service_id, name, currency, durations, capacity, buffer_before_minutes, buffer_after_minutes,
        interval_minutes, min_notice_minutes, horizon_days, hold_seconds)
      select 'ten_' || digits, 'svc_' || digits, 'Service', 'INR', '[{"minutes": 30, "amountMinor": 0}]', 1, 0, 0, 30, 0, 1095, 3600 from numbers`;
    await tx`
      insert into service_requirements (tenant_id, service_id, position, resource_id, rank)
      select 'ten_' || digits, 'svc_' || digits, 0, 'res_' || digits || r, r from numbers, generate_series(1, ${RESOURCES}::int) as r`;
    await tx`drop view numbers`;
  });
}
