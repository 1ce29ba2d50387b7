-- The core: tenants, what they offer, and the claims that make a double sale impossible.
--
-- Every key begins with tenant_id, so that the schema can be distributed by tenant. The few rows that
-- must be found before the tenant is known live in the schema "directory".

create extension if not exists btree_gist;
create schema directory;

-- The only source of time for statements, in milliseconds like the clocks of those who read it: an instant that
-- goes through JavaScript comes back the same. Tests replace it to name an instant.
create function holdfast_now() returns timestamptz language sql volatile as $$ select date_trunc('milliseconds', clock_timestamp()) $$;

-- ---------------------------------------------------------------- tenants, owners, keys

create table tenants (
  tenant_id text primary key,
  name text not null,
  time_zone text not null,
  currency text not null,
  locale text not null default 'en',
  contact_email text,
  -- The page of the business where customers see and change their bookings; mails link to it.
  booking_page_url text,
  live_holds_per_client int not null default 3,
  created_at timestamptz not null default holdfast_now()
);

create table owners (
  tenant_id text not null references tenants,
  owner_id text not null,
  email text not null,
  name text,
  password_hash text not null,
  created_at timestamptz not null default holdfast_now(),
  primary key (tenant_id, owner_id)
);

-- An address signs in to one tenant; the primary key decides between two sign-ups at once.
create table directory.owner_logins (
  email text primary key,
  tenant_id text not null,
  owner_id text not null
);

create table directory.sign_in_failures (
  subject_hash bytea primary key,
  failures int not null,
  last_failed_at timestamptz not null,
  blocked_until timestamptz
);

-- One row per refresh token ever given. A used one that comes back means a stolen family: all of it is revoked.
create table refresh_tokens (
  tenant_id text not null,
  token_hash bytea not null,
  family_id text not null,
  owner_id text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default holdfast_now(),
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, owner_id) references owners
);
create index refresh_tokens_by_family on refresh_tokens (tenant_id, family_id);

create table api_keys (
  tenant_id text not null references tenants,
  key_id text not null,
  kind text not null check (kind in ('publishable', 'secret')),
  name text,
  key_hash bytea not null,
  hint text not null,
  -- Publishable keys are printed in every page that uses them; secret ones exist only as their hash.
  public_key text check (public_key is null or kind = 'publishable'),
  allowed_origins text[] not null default '{}',
  created_at timestamptz not null default holdfast_now(),
  revoked_at timestamptz,
  primary key (tenant_id, key_id),
  constraint api_keys_hash_once unique (tenant_id, key_hash)
);

-- Razorpay's credentials of a tenant; the secrets are JWEs that only the server's key opens.
create table payment_credentials (
  tenant_id text primary key references tenants,
  key_id text not null,
  key_secret_jwe text not null,
  webhook_secret_jwe text,
  previous_webhook_secret_jwe text,
  previous_webhook_secret_until timestamptz,
  updated_at timestamptz not null default holdfast_now()
);

-- ---------------------------------------------------------------- what can be booked

create table resources (
  tenant_id text not null references tenants,
  resource_id text not null,
  name text not null,
  description text not null default '',
  time_zone text not null,
  -- {"mon": [["09:00", "17:00"]], …}, wall-clock times of time_zone
  weekly jsonb not null default '{}',
  created_at timestamptz not null default holdfast_now(),
  archived_at timestamptz,
  primary key (tenant_id, resource_id)
);

create table resource_overrides (
  tenant_id text not null,
  override_id text not null,
  resource_id text not null,
  date date not null,
  windows jsonb not null,
  note text,
  primary key (tenant_id, override_id),
  foreign key (tenant_id, resource_id) references resources,
  constraint resource_overrides_one_per_date unique (tenant_id, resource_id, date)
);

create table services (
  tenant_id text not null references tenants,
  service_id text not null,
  name text not null,
  description text not null default '',
  currency text not null,
  -- [{"minutes": 30, "amountMinor": 50000}, …], the first is the default
  durations jsonb not null,
  capacity int not null check (capacity >= 1),
  buffer_before_minutes int not null,
  buffer_after_minutes int not null,
  interval_minutes int not null check (interval_minutes >= 1),
  min_notice_minutes int not null,
  horizon_days int not null,
  hold_seconds int not null check (hold_seconds between 30 and 3600),
  tax_percent numeric(5, 2),
  -- [{"hoursBefore": 24, "refundPercent": 100}, …]
  cancellation jsonb not null default '[]',
  questions jsonb not null default '[]',
  active boolean not null default true,
  created_at timestamptz not null default holdfast_now(),
  archived_at timestamptz,
  primary key (tenant_id, service_id)
);

-- A service needs one resource of each of its requirements; each row is one candidate of one pool.
create table service_requirements (
  tenant_id text not null,
  service_id text not null,
  position int not null,
  resource_id text not null,
  name text,
  rank int not null,
  primary key (tenant_id, service_id, position, resource_id),
  foreign key (tenant_id, service_id) references services,
  foreign key (tenant_id, resource_id) references resources
);
create index service_requirements_by_resource on service_requirements (tenant_id, resource_id);

-- One-off sessions that the owner published. They reserve their resources by a claim of seat 0.
create table slots (
  tenant_id text not null,
  slot_id text not null,
  service_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  capacity int not null check (capacity >= 1),
  resource_ids text[] not null,
  session_key uuid not null,
  created_at timestamptz not null default holdfast_now(),
  withdrawn_at timestamptz,
  primary key (tenant_id, slot_id),
  foreign key (tenant_id, service_id) references services,
  check (ends_at > starts_at)
);
create index slots_by_service_and_start on slots (tenant_id, service_id, starts_at) where withdrawn_at is null;

-- ---------------------------------------------------------------- holds, bookings, claims

create table holds (
  tenant_id text not null,
  hold_id text not null,
  service_id text not null,
  slot_id text,
  status text not null check (status in ('held', 'paying', 'confirmed', 'released', 'expired')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  duration_minutes int not null,
  quantity int not null check (quantity >= 1),
  -- Sorted: claims are always inserted in this order, so that rivals queue instead of deadlocking.
  resource_ids text[] not null,
  session_key uuid not null,
  session_capacity int not null,
  -- What the claims keep: start and end with the service's buffers around them.
  during tstzrange not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  terms jsonb not null,
  -- What the customer is asked: like the terms as it was when the hold was placed.
  questions jsonb not null,
  -- Whose browser it is, as a keyed hash; null for holds made with a secret key.
  client_hash bytea,
  hold_seconds int not null,
  expires_at timestamptz not null,
  -- No extension and no payment grace reaches beyond this.
  expires_at_most timestamptz not null,
  extensions_left int not null check (extensions_left >= 0),
  checked_out_at timestamptz,
  -- {"name", "email", "phone", "locale", "timeZone"} and the answers, from checkout on.
  customer jsonb,
  answers jsonb,
  created_at timestamptz not null default holdfast_now(),
  ended_at timestamptz,
  primary key (tenant_id, hold_id),
  foreign key (tenant_id, service_id) references services
);
create index holds_live_by_expiry on holds (expires_at) where status in ('held', 'paying');
create index holds_live_by_client on holds (tenant_id, client_hash, expires_at) where status in ('held', 'paying');

-- The live claims, and nothing else: a row is deleted when what it keeps is free again.
-- A claim belongs to a hold (and by it to a booking), or to a published slot (seat 0).
create table claims (
  tenant_id text not null,
  resource_id text not null,
  session_key uuid not null,
  seat int not null,
  capacity int not null,
  during tstzrange not null,
  -- 'infinity' once it is confirmed or published. Until then, whoever comes after this instant takes its place.
  expires_at timestamptz not null,
  hold_id text,
  slot_id text,
  -- I1: a resource never serves two sessions at once. Seats of one session share it.
  constraint claims_one_session_at_a_time exclude using gist
    (tenant_id with =, resource_id with =, session_key with <>, during with &&),
  -- I2: no seat is taken twice, and there are no more seats than places.
  constraint claims_one_holder_per_seat unique (tenant_id, resource_id, session_key, seat),
  constraint claims_seat_within_capacity check (seat between 0 and capacity),
  constraint claims_keep_some_time check (not isempty(during)),
  constraint claims_belong_to_one check (num_nonnulls(hold_id, slot_id) = 1),
  constraint claims_seat_0_is_the_slots check ((seat = 0) = (slot_id is not null)),
  foreign key (tenant_id, hold_id) references holds,
  foreign key (tenant_id, slot_id) references slots
);
create index claims_by_hold on claims (tenant_id, hold_id);
create index claims_by_slot on claims (tenant_id, slot_id) where slot_id is not null;

create table customers (
  tenant_id text not null references tenants,
  customer_id text not null,
  email text not null,
  name text not null,
  phone text,
  created_at timestamptz not null default holdfast_now(),
  primary key (tenant_id, customer_id),
  constraint customers_one_per_email unique (tenant_id, email)
);

create table bookings (
  tenant_id text not null,
  booking_id text not null,
  reference text not null,
  hold_id text not null,
  service_id text not null,
  customer_id text not null,
  status text not null check (status in ('pending', 'confirmed', 'cancelled', 'completed', 'no_show')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  quantity int not null,
  resource_ids text[] not null,
  amount_minor bigint not null,
  currency text not null,
  terms jsonb not null,
  customer jsonb not null,
  answers jsonb not null default '{}',
  -- iCalendar's SEQUENCE: grows with every change that a calendar has to follow.
  sequence int not null default 0,
  created_at timestamptz not null default holdfast_now(),
  cancelled_at timestamptz,
  cancellation_reason text,
  primary key (tenant_id, booking_id),
  -- I6: one hold gives at most one booking.
  constraint bookings_one_per_hold unique (tenant_id, hold_id),
  constraint bookings_reference_once unique (tenant_id, reference),
  foreign key (tenant_id, hold_id) references holds,
  foreign key (tenant_id, service_id) references services,
  foreign key (tenant_id, customer_id) references customers
);
create index bookings_by_start on bookings (tenant_id, starts_at, booking_id);
create index bookings_by_customer on bookings (tenant_id, customer_id, starts_at);

-- ---------------------------------------------------------------- payments

create table payments (
  tenant_id text not null,
  payment_id text not null,
  hold_id text not null,
  provider text not null default 'razorpay',
  provider_order_id text,
  provider_payment_id text,
  status text not null check (status in
    ('creating', 'created', 'failed', 'authorized', 'captured', 'refund_pending', 'refunded', 'abandoned')),
  amount_minor bigint not null check (amount_minor > 0),
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and amount_minor),
  currency text not null,
  problem text,
  created_at timestamptz not null default holdfast_now(),
  updated_at timestamptz not null default holdfast_now(),
  primary key (tenant_id, payment_id),
  -- I6: a hold has one order, and a payment settles one hold.
  constraint payments_one_per_hold unique (tenant_id, hold_id),
  constraint payments_order_once unique (tenant_id, provider_order_id),
  constraint payments_provider_payment_once unique (tenant_id, provider_payment_id),
  foreign key (tenant_id, hold_id) references holds
);

-- Every event a provider sent, once however often it is delivered. What it asks is worked through the outbox.
create table webhook_events (
  tenant_id text not null references tenants,
  event_id text not null,
  event text not null,
  received_at timestamptz not null default holdfast_now(),
  constraint webhook_events_once primary key (tenant_id, event_id)
);

-- ---------------------------------------------------------------- effects and repeated requests

-- What has to happen outside once a transaction has committed; written in that transaction.
create table outbox (
  tenant_id text not null,
  message_id text not null,
  topic text not null,
  payload jsonb not null,
  attempts int not null default 0,
  due_at timestamptz not null default holdfast_now(),
  created_at timestamptz not null default holdfast_now(),
  done_at timestamptz,
  gave_up_at timestamptz,
  last_error text,
  primary key (tenant_id, message_id)
);
create index outbox_due on outbox (due_at) where done_at is null and gave_up_at is null;

-- One effect per key: the row is written in the transaction of the effect, with the answer encrypted.
create table idempotency_keys (
  tenant_id text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  answer bytea not null,
  expires_at timestamptz not null,
  constraint idempotency_keys_one_effect primary key (tenant_id, key_hash)
);
create index idempotency_keys_by_expiry on idempotency_keys (expires_at);
