import type { CustomerDetails } from "../contract/holds.js";
import type { Connection } from "../database/connect.js";

/** A refund that the provider has made, with what the customer is told. */
export interface MadeRefund {
  customer: CustomerDetails;
  serviceName: string;
  businessName: string;
  businessLocale: string;
  contactEmail: string | null;
  senderName: string | null;
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  /** What went back, and its currency: a payment of another one goes back in that. */
  amountMinor: number;
  currency: string;
  /** Of the booking that was paid for, where there was one. */
  reference: string | null;
}

export async function findMadeRefund(sql: Connection, tenantId: string, refundId: string): Promise<MadeRefund | undefined> {
  const [row] = await sql<MadeRefund[]>`
    select h.customer, h.starts_at, h.ends_at, r.amount_minor, r.currency, s.name as service_name, t.name as business_name,
      t.locale as business_locale, t.contact_email, t.sender_name, b.reference,
      coalesce((select x.time_zone from resources x where x.tenant_id = h.tenant_id and x.resource_id = h.resource_ids[1]), t.time_zone) as time_zone
    from refunds r
    join payments p on p.tenant_id = r.tenant_id and p.payment_id = r.payment_id
    join holds h on h.tenant_id = p.tenant_id and h.hold_id = p.hold_id
    join services s on s.tenant_id = h.tenant_id and s.service_id = h.service_id
    join tenants t on t.tenant_id = h.tenant_id
    left join bookings b on b.tenant_id = p.tenant_id and b.booking_id = p.booking_id
    where r.tenant_id = ${tenantId} and r.refund_id = ${refundId} and h.customer is not null`;
  return row;
}
