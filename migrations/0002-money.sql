-- Money: what became of each payment, its refunds, and what an owner has to look at.

-- ---------------------------------------------------------------- payments

alter table bookings add column moved_at timestamptz;

alter table payments
  -- 'stray' is money that settles nothing: a second payment of an order, or one of a wrong amount. It goes back.
  add column purpose text not null default 'booking' check (purpose in ('booking', 'reschedule', 'stray')),
  -- The booking that it pays for, once it is settled; several pay for one that was moved to a dearer time.
  add column booking_id text,
  -- The account that its order was made with; null where that is the present one.
  add column provider_key_id text,
  -- When the reconciler asks the provider again; null when there is nothing more to learn.
  add column check_at timestamptz,
  add foreign key (tenant_id, booking_id) references bookings,
  drop constraint payments_status_check,
  add constraint payments_status_known check (status in
    -- 'abandoned' came too late and was never charged, 'lapsed' was won and never captured, 'expired' was never paid.
    ('created', 'authorized', 'captured', 'refund_pending', 'refunded', 'refund_failed', 'abandoned', 'lapsed', 'expired')),
  drop constraint payments_one_per_hold,
  drop constraint payments_order_once;
-- I6: a hold has one order, and an order settles one hold. Whatever else is paid on it is a stray.
create unique index payments_one_per_hold on payments (tenant_id, hold_id) where purpose <> 'stray';
create unique index payments_order_once on payments (tenant_id, provider_order_id) where purpose <> 'stray';
create index payments_due on payments (check_at) where check_at is not null;
create index payments_by_age on payments (tenant_id, created_at, payment_id);
create index payments_by_booking on payments (tenant_id, booking_id);

update payments p set booking_id = b.booking_id
from bookings b where b.tenant_id = p.tenant_id and b.hold_id = p.hold_id and p.provider_payment_id is not null;
update payments set check_at = holdfast_now() where status in ('created', 'authorized', 'abandoned');

-- A hold that a booking is to be moved to once the difference is paid, and the hold that it would leave.
alter table holds
  add column moves_booking_id text,
  add column moves_from_hold_id text,
  add constraint holds_move_from_somewhere check ((moves_booking_id is null) = (moves_from_hold_id is null)),
  add foreign key (tenant_id, moves_booking_id) references bookings,
  add foreign key (tenant_id, moves_from_hold_id) references holds;

-- ---------------------------------------------------------------- refunds

create table refunds (
  tenant_id text not null,
  refund_id text not null,
  payment_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  reason text not null check (reason in ('late', 'duplicate', 'mismatch', 'cancelled', 'rescheduled', 'by_hand', 'dashboard')),
  -- 'void': nothing was ever captured, so there is nothing to give back.
  status text not null check (status in ('requested', 'pending', 'processed', 'failed', 'void')),
  provider_refund_id text,
  -- Each try that the provider definitely failed is followed by another one under a new key.
  attempt int not null default 1,
  last_error text,
  note text,
  check_at timestamptz,
  created_at timestamptz not null default holdfast_now(),
  settled_at timestamptz,
  primary key (tenant_id, refund_id),
  foreign key (tenant_id, payment_id) references payments,
  constraint refunds_provider_refund_once unique (tenant_id, provider_refund_id)
);
-- However often, and by however many, one is asked for: a payment is given back once for one cause.
create unique index refunds_one_per_cause on refunds (tenant_id, payment_id, reason)
  where reason in ('late', 'duplicate', 'mismatch', 'cancelled');
create index refunds_due on refunds (check_at) where check_at is not null;
create index refunds_by_payment on refunds (tenant_id, payment_id);

-- Until now a refund was a message alone; what had not left yet is taken over by the reconciler.
insert into refunds (tenant_id, refund_id, payment_id, amount_minor, currency, reason, status, check_at, created_at, settled_at)
select tenant_id, 'rfd_' || substr(payment_id, 5), payment_id, case when refunded_minor > 0 then refunded_minor else amount_minor end, currency,
  case when booking_id is null then 'late' else 'cancelled' end,
  case status when 'refunded' then 'processed' else 'requested' end,
  case status when 'refunded' then null else holdfast_now() end,
  updated_at, case status when 'refunded' then updated_at end
from payments where status in ('refund_pending', 'refunded');
update payments p set refunded_minor = r.amount_minor from refunds r where r.tenant_id = p.tenant_id and r.payment_id = p.payment_id;
delete from outbox where topic = 'payment.refund' and done_at is null;

-- ---------------------------------------------------------------- what happened, and what needs a person

-- Append only: what became of each payment, in order.
create table payment_events (
  tenant_id text not null,
  payment_id text not null,
  event_no bigint generated always as identity,
  type text not null,
  detail jsonb not null default '{}',
  at timestamptz not null default holdfast_now(),
  primary key (tenant_id, payment_id, event_no),
  foreign key (tenant_id, payment_id) references payments
);

create table payment_alerts (
  tenant_id text not null references tenants,
  alert_id text not null,
  kind text not null,
  -- What it is about: the provider's id of a payment or order, or an event's name.
  subject text not null,
  payment_id text,
  detail text not null,
  times int not null default 1,
  first_at timestamptz not null default holdfast_now(),
  last_at timestamptz not null default holdfast_now(),
  resolved_at timestamptz,
  primary key (tenant_id, alert_id),
  foreign key (tenant_id, payment_id) references payments
);
-- What happens again and again is one alert that counts.
create unique index payment_alerts_open_once on payment_alerts (tenant_id, kind, subject) where resolved_at is null;
create index payment_alerts_by_payment on payment_alerts (tenant_id, payment_id) where resolved_at is null;

-- The accounts that a tenant had before: orders made with them are still paid, settled and refunded there.
create table previous_payment_credentials (
  tenant_id text not null references tenants,
  key_id text not null,
  key_secret_jwe text not null,
  replaced_at timestamptz not null default holdfast_now(),
  primary key (tenant_id, key_id)
);
