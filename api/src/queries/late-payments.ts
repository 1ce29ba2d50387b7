import type { CustomerDetails } from "../contract/holds.js";
import type { Connection } from "../database/connect.js";

/** A payment that came after its slot had gone, with what the customer is told. */
export interface LatePayment {
  customer: CustomerDetails;
  serviceName: string;
  businessName: string;
  businessLocale: string;
  contactEmail: string | null;
  senderName: string | null;
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  amountMinor: number;
  currency: string;
  /** Whether money was taken, and so has to be given back. */
  charged: boolean;
  /** It was to move a booking, which stays where it was. */
  keepsBooking: boolean;
}

export async function findLatePayment(sql: Connection, tenantId: string, holdId: string): Promise<LatePayment | undefined> {
  const [row] = await sql<LatePayment[]>`
    select h.customer, h.starts_at, h.ends_at, p.amount_minor, p.currency, s.name as service_name, t.name as business_name,
      t.locale as business_locale, t.contact_email, t.sender_name, p.status <> 'abandoned' as charged,
      p.purpose = 'reschedule' and exists (select from bookings b where b.tenant_id = h.tenant_id and b.booking_id = h.moves_booking_id and b.status = 'confirmed') as keeps_booking,
      coalesce((select r.time_zone from resources r where r.tenant_id = h.tenant_id and r.resource_id = h.resource_ids[1]), t.time_zone) as time_zone
    from holds h
    join payments p on p.tenant_id = h.tenant_id and p.hold_id = h.hold_id and p.purpose <> 'stray'
    join services s on s.tenant_id = h.tenant_id and s.service_id = h.service_id
    join tenants t on t.tenant_id = h.tenant_id
    where h.tenant_id = ${tenantId} and h.hold_id = ${holdId} and h.customer is not null`;
  return row;
}
