import type { Connection } from "../database/connect.js";

/** A row, or a group of rows, that breaks a promise. */
export interface Breach {
  invariant: "I1" | "I2" | "I3" | "I5" | "I6" | "I8";
  /** What is wrong, with the ids to look it up by. */
  finding: string;
}

/**
 * Looks for rows that break I1 to I6, all over the database. Most are impossible by constraints; this looks anyway,
 * so that a constraint that was dropped, or a bug above them, shows.
 */
export function findBreaches(sql: Connection) {
  return sql<Breach[]>`
    -- I1: two sessions on one resource at one time.
    select 'I1' as invariant, format('%s: resource %s serves two sessions at once: %s %s and %s %s', a.tenant_id, a.resource_id,
      coalesce(a.hold_id, a.slot_id, a.block_id), a.during, coalesce(b.hold_id, b.slot_id, b.block_id), b.during) as finding
    from claims a join claims b on b.tenant_id = a.tenant_id and b.resource_id = a.resource_id
      and b.session_key > a.session_key and b.during && a.during
    where a.expires_at > holdfast_now() and b.expires_at > holdfast_now()

    union all
    -- I2: a seat sold twice, or more live seats than places.
    select 'I2', format('%s: seat %s of session %s on %s is taken %s times', tenant_id, seat, session_key, resource_id, count(*))
    from claims where expires_at > holdfast_now()
    group by tenant_id, resource_id, session_key, seat having count(*) > 1
    union all
    select 'I2', format('%s: session %s on %s has %s live seats for %s places', tenant_id, session_key, resource_id,
      count(*) filter (where seat > 0), max(capacity))
    from claims where expires_at > holdfast_now()
    group by tenant_id, resource_id, session_key having count(*) filter (where seat > 0) > max(capacity)

    union all
    -- I3: a confirmed booking has exactly its claims, for good; one that is over has none.
    select 'I3', format('%s: booking %s is %s with %s of %s claims', b.tenant_id, b.booking_id, b.status, c.kept, c.needed)
    from bookings b join holds h on h.tenant_id = b.tenant_id and h.hold_id = b.hold_id
    cross join lateral (
      select case when b.status = 'cancelled' then 0 else h.quantity * cardinality(h.resource_ids) end as needed,
        (select count(*) from claims c where c.tenant_id = b.tenant_id and c.hold_id = b.hold_id
          and c.expires_at = 'infinity' and c.during = h.during and c.session_key = h.session_key
          and c.resource_id = any(h.resource_ids)) as kept,
        (select count(*) from claims c where c.tenant_id = b.tenant_id and c.hold_id = b.hold_id) as found
    ) as c
    where c.kept <> c.needed or c.found <> c.needed
    union all
    select 'I3', format('%s: booking %s differs from its hold %s', b.tenant_id, b.booking_id, h.hold_id)
    from bookings b join holds h on h.tenant_id = b.tenant_id and h.hold_id = b.hold_id
    where (b.starts_at, b.ends_at, b.quantity, b.resource_ids, b.amount_minor, b.currency)
      is distinct from (h.starts_at, h.ends_at, h.quantity, h.resource_ids, h.amount_minor, h.currency)
    union all
    -- A live hold keeps everything it was promised, and one that was given up keeps nothing.
    select 'I3', format('%s: hold %s is live with %s of %s claims', h.tenant_id, h.hold_id,
      (select count(*) from claims c where c.tenant_id = h.tenant_id and c.hold_id = h.hold_id), h.quantity * cardinality(h.resource_ids))
    from holds h
    where h.status in ('held', 'paying') and h.expires_at > holdfast_now()
      and (select count(*) from claims c where c.tenant_id = h.tenant_id and c.hold_id = h.hold_id and c.expires_at = h.expires_at)
        <> h.quantity * cardinality(h.resource_ids)
    union all
    -- A block keeps its resource, and all of its time.
    select 'I3', format('%s: block %s keeps %s of its resource %s', k.tenant_id, k.block_id, c.kept, k.resource_id)
    from blocks k cross join lateral (
      select coalesce(string_agg(c.resource_id || ' ' || c.during::text, ', '), 'nothing') as kept,
        count(*) filter (where c.resource_id = k.resource_id and c.during = tstzrange(k.starts_at, k.ends_at) and c.expires_at = 'infinity') as good, count(*) as found
      from claims c where c.tenant_id = k.tenant_id and c.block_id = k.block_id
    ) as c
    where c.good <> 1 or c.found <> 1
    union all
    select 'I8', format('%s: hold %s is %s and still keeps %s', h.tenant_id, h.hold_id, h.status, c.resource_id)
    from claims c join holds h on h.tenant_id = c.tenant_id and h.hold_id = c.hold_id
    where h.status in ('released', 'expired')
    union all
    select 'I8', format('%s: hold %s expired at %s, but its claim on %s lasts until %s', h.tenant_id, h.hold_id, h.expires_at, c.resource_id, c.expires_at)
    from claims c join holds h on h.tenant_id = c.tenant_id and h.hold_id = c.hold_id
    where h.status in ('held', 'paying') and c.expires_at <> h.expires_at

    union all
    -- I5: what was paid for a booking, less what its cancellation and moves gave back, is its price. What was given back
    -- by hand may leave too little for a move to a cheaper time to give back.
    select 'I5', format('%s: booking %s costs %s %s%s, but %s were paid for it', b.tenant_id, b.booking_id, b.amount_minor, b.currency,
      case when b.on_site then ' on site' else '' end, paid.net)
    from bookings b cross join lateral (
      select coalesce(sum(p.amount_minor - given.back), 0) as net, coalesce(sum(given.by_hand), 0) as by_hand
      from payments p cross join lateral (
        select coalesce(sum(r.amount_minor) filter (where r.reason not in ('by_hand', 'dashboard')), 0) as back,
          coalesce(sum(r.amount_minor) filter (where r.reason in ('by_hand', 'dashboard')), 0) as by_hand
        from refunds r where r.tenant_id = p.tenant_id and r.payment_id = p.payment_id and r.status <> 'void'
      ) as given
      where p.tenant_id = b.tenant_id and p.booking_id = b.booking_id
    ) as paid
    -- What is paid on site is never paid here.
    cross join lateral (select case when b.on_site then 0 else b.amount_minor end as minor) as owed
    where b.status <> 'cancelled' and paid.net not between owed.minor and owed.minor + paid.by_hand
    union all
    -- An owner who was told that a payment could not be captured may let the booking stand.
    select 'I5', format('%s: payment %s of booking %s is %s, and nobody was told', p.tenant_id, p.payment_id, p.booking_id, p.status)
    from payments p join bookings b on b.tenant_id = p.tenant_id and b.booking_id = p.booking_id
    where b.status <> 'cancelled' and (p.status in ('created', 'abandoned', 'expired') or p.status = 'lapsed' and not exists (
      select from payment_alerts a where a.tenant_id = p.tenant_id and a.payment_id = p.payment_id and a.kind = 'not_captured'))
    union all
    select 'I5', format('%s: payment %s of hold %s is %s, but nothing is booked', p.tenant_id, p.payment_id, p.hold_id, p.status)
    from payments p where p.booking_id is null and p.status in ('authorized', 'captured')
    union all
    -- What was taken and booked nothing goes back, all of it.
    select 'I5', format('%s: payment %s of %s %s booked nothing, and %s go back', p.tenant_id, p.payment_id, p.amount_minor, p.currency, p.refunded_minor)
    from payments p
    where p.booking_id is null and p.status in ('refund_pending', 'refunded', 'refund_failed') and p.refunded_minor <> p.amount_minor
    union all
    select 'I5', format('%s: payment %s says that %s go back, its refunds say %s', p.tenant_id, p.payment_id, p.refunded_minor, coalesce(r.amount, 0))
    from payments p left join (
      select tenant_id, payment_id, sum(amount_minor) as amount from refunds where status <> 'void' group by tenant_id, payment_id
    ) as r on r.tenant_id = p.tenant_id and r.payment_id = p.payment_id
    where p.refunded_minor <> coalesce(r.amount, 0)

    union all
    -- I6: one hold, one booking; confirmed means booked.
    select 'I6', format('%s: hold %s has %s bookings', tenant_id, hold_id, count(*))
    from bookings group by tenant_id, hold_id having count(*) > 1
    union all
    select 'I6', format('%s: hold %s is confirmed without a booking', h.tenant_id, h.hold_id)
    from holds h left join bookings b on b.tenant_id = h.tenant_id and b.hold_id = h.hold_id
    where h.status = 'confirmed' and b.booking_id is null
    union all
    select 'I6', format('%s: booking %s belongs to hold %s, which is %s', b.tenant_id, b.booking_id, h.hold_id, h.status)
    from bookings b join holds h on h.tenant_id = b.tenant_id and h.hold_id = b.hold_id
    where h.status <> 'confirmed'
    union all
    select 'I6', format('%s: provider payment %s settles %s holds', tenant_id, provider_payment_id, count(*))
    from payments where provider_payment_id is not null group by tenant_id, provider_payment_id having count(*) > 1`;
}
