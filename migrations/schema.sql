-- Generated from the migrations by `npm run generate`. Do not edit.

set check_function_bodies = false;

create extension btree_gist with schema public;
create schema directory;

CREATE OR REPLACE FUNCTION public.audit_log_only_grows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The audit log only grows: nothing in it can be changed or taken away.' using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION public.book_holds(asked jsonb, booked_at timestamp with time zone)
 RETURNS TABLE(element integer, outcome text)
 LANGUAGE plpgsql
 SET lock_timeout TO '2s'
AS $function$
declare
  in_flight int[];
  live int[];
  booked int[];
begin
  -- Only tried: a second request with a key is told to come back instead of queueing behind the first.
  in_flight := array(
    select (n - 1)::int from jsonb_array_elements(asked) with ordinality as a(e, n)
    where e ? 'key_place' and not pg_try_advisory_xact_lock(hashtextextended('idempotency ' || (e ->> 'key_place'), 0)));

  -- Whoever changes a hold locks it first; the time is read once all locks are won.
  perform from holds h join jsonb_to_recordset(asked) as a(tenant_id text, hold_id text) on h.tenant_id = a.tenant_id and h.hold_id = a.hold_id
  order by h.tenant_id, h.hold_id for update of h;
  perform from claims c join jsonb_to_recordset(asked) as a(tenant_id text, hold_id text) on c.tenant_id = a.tenant_id and c.hold_id = a.hold_id
  order by c.tenant_id, c.resource_id collate "C", c.session_key, c.seat for update of c;
  live := array(
    select (a.n - 1)::int
    from jsonb_array_elements(asked) with ordinality as a(e, n)
    join holds h on h.tenant_id = e ->> 'tenant_id' and h.hold_id = e ->> 'hold_id'
    where (a.n - 1)::int <> all(in_flight) and h.status = 'held' and h.amount_minor = 0 and h.moves_booking_id is null and h.expires_at > holdfast_now()
      and cardinality(h.resource_ids) * h.quantity = (select count(*) from claims c where c.tenant_id = h.tenant_id and c.hold_id = h.hold_id));

  with kept as (
    insert into idempotency_keys as known (tenant_id, key_hash, request_hash, answer, expires_at)
    select e ->> 'tenant_id', decode(e ->> 'key_hash', 'hex'), decode(e ->> 'request_hash', 'hex'), decode(e ->> 'answer', 'hex'), holdfast_now() + interval '24 hours'
    from jsonb_array_elements(asked) with ordinality as a(e, n)
    where (n - 1)::int = any(live) and e ? 'key_hash' order by 1, 2
    on conflict on constraint idempotency_keys_one_effect do update
    set request_hash = excluded.request_hash, answer = excluded.answer, expires_at = excluded.expires_at
    -- A key that is still good had an effect meanwhile: this one must have none.
    where known.expires_at <= holdfast_now()
    returning tenant_id, key_hash
  )
  select array(
    select (n - 1)::int from jsonb_array_elements(asked) with ordinality as a(e, n)
    where (n - 1)::int = any(live)
      and (not e ? 'key_hash' or exists (select from kept k where k.tenant_id = e ->> 'tenant_id' and k.key_hash = decode(e ->> 'key_hash', 'hex')))
  ) into booked;

  update claims c set expires_at = 'infinity'
  from jsonb_array_elements(asked) with ordinality as a(e, n)
  where (n - 1)::int = any(booked) and c.tenant_id = e ->> 'tenant_id' and c.hold_id = e ->> 'hold_id';

  update holds h set status = 'confirmed', ended_at = booked_at, customer = e -> 'customer', answers = e -> 'answers'
  from jsonb_array_elements(asked) with ordinality as a(e, n)
  where (n - 1)::int = any(booked) and h.tenant_id = e ->> 'tenant_id' and h.hold_id = e ->> 'hold_id';

  insert into customers (tenant_id, customer_id, email, name, phone)
  -- A family can book with one address at one moment: who comes last is right.
  select distinct on (1, 3) e ->> 'tenant_id', e ->> 'customer_id', e ->> 'email', e ->> 'name', e ->> 'phone'
  from jsonb_array_elements(asked) with ordinality as a(e, n)
  where (n - 1)::int = any(booked) order by 1, 3, n desc
  on conflict on constraint customers_one_per_email do update
  set name = excluded.name, phone = coalesce(excluded.phone, customers.phone);

  insert into bookings (tenant_id, booking_id, reference, hold_id, service_id, customer_id, status, starts_at, ends_at,
    quantity, resource_ids, amount_minor, currency, terms, customer, answers, created_at)
  select h.tenant_id, e ->> 'booking_id', e ->> 'reference', h.hold_id, h.service_id, c.customer_id, 'confirmed', h.starts_at, h.ends_at,
    h.quantity, h.resource_ids, h.amount_minor, h.currency, h.terms, e -> 'customer', e -> 'answers', booked_at
  from jsonb_array_elements(asked) with ordinality as a(e, n)
  -- Each by its whole key: joined to each other first, all rows of a tenant would be read for each.
  cross join lateral (select * from holds where holds.tenant_id = e ->> 'tenant_id' and holds.hold_id = e ->> 'hold_id' offset 0) as h
  cross join lateral (select customer_id from customers where customers.tenant_id = e ->> 'tenant_id' and customers.email = e ->> 'email' offset 0) as c
  where (n - 1)::int = any(booked);

  insert into outbox (tenant_id, message_id, topic, payload)
  select e ->> 'tenant_id', e ->> 'message_id', 'mail.booking_confirmed', jsonb_build_object('bookingId', e ->> 'booking_id')
  from jsonb_array_elements(asked) with ordinality as a(e, n)
  where (n - 1)::int = any(booked);

  return query
    select (n - 1)::int, case when (n - 1)::int = any(booked) then 'booked' when (n - 1)::int = any(in_flight) then 'in_flight' else 'undecided' end
    from jsonb_array_elements(asked) with ordinality as a(e, n);
end $function$;

CREATE OR REPLACE FUNCTION public.bookings_set_reminder()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and new.starts_at = old.starts_at and new.status = 'confirmed' and old.status = 'confirmed' then return new; end if;
  new.remind_at := null;
  if new.status = 'confirmed' then
    select new.starts_at - make_interval(mins => s.reminder_minutes) into new.remind_at
    from services s where s.tenant_id = new.tenant_id and s.service_id = new.service_id;
    -- Who books at the last moment has the confirmation before their eyes.
    if new.remind_at <= holdfast_now() then new.remind_at := null; end if;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.holdfast_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$ select date_trunc('milliseconds', clock_timestamp()) $function$;

CREATE OR REPLACE FUNCTION public.place_holds(asked jsonb, placed_at timestamp with time zone)
 RETURNS TABLE(placed_hold_id text, outcome text)
 LANGUAGE plpgsql
 SET lock_timeout TO '2s'
AS $function$
declare
  in_flight text[];
  over_limit text[];
  lost text[];
begin
  -- Only tried: a second request with a key is told to come back instead of queueing behind the first.
  in_flight := array(
    select a.hold_id from jsonb_to_recordset(asked) as a(hold_id text, key_place text)
    where a.key_place is not null and not pg_try_advisory_xact_lock(hashtextextended('idempotency ' || a.key_place, 0)));

  -- One at a time for each client, so that its holds are counted rightly.
  perform pg_advisory_xact_lock(hashtextextended('client ' || c.tenant_id || ' ' || c.client_hash, 0))
  from (
    select distinct a.tenant_id, a.client_hash from jsonb_to_recordset(asked) as a(tenant_id text, client_hash text)
    where a.client_hash is not null order by 1, 2
  ) as c;
  over_limit := array(
    select a.hold_id from (
      select r.tenant_id, r.hold_id, r.client_hash, r.live_limit, row_number() over (partition by r.tenant_id, r.client_hash) as nth
      from jsonb_to_recordset(asked) as r(tenant_id text, hold_id text, client_hash text, live_limit int)
      where r.client_hash is not null and r.hold_id <> all(in_flight)
    ) as a
    where a.nth > a.live_limit - (
      select count(*) from holds h where h.tenant_id = a.tenant_id and h.client_hash = decode(a.client_hash, 'hex')
        and h.status in ('held', 'paying') and h.expires_at > placed_at));

  -- What has expired makes room, in everybody's order.
  delete from claims using (
    select c.tenant_id, c.resource_id, c.session_key, c.seat
    from jsonb_to_recordset(asked) as a(tenant_id text, resource_ids text[], claim_start float8, claim_end float8)
    join claims c on c.tenant_id = a.tenant_id and c.resource_id = any(a.resource_ids)
      and c.during && tstzrange(to_timestamp(a.claim_start), to_timestamp(a.claim_end)) and c.expires_at <= holdfast_now()
    order by c.tenant_id, c.resource_id collate "C", c.session_key, c.seat
    for update of c
  ) as lapsed
  where claims.tenant_id = lapsed.tenant_id and claims.resource_id = lapsed.resource_id
    and claims.session_key = lapsed.session_key and claims.seat = lapsed.seat and claims.expires_at <= holdfast_now();

  insert into holds (tenant_id, hold_id, service_id, slot_id, status, starts_at, ends_at, duration_minutes, quantity, resource_ids,
    session_key, session_capacity, during, amount_minor, currency, terms, questions, client_hash, hold_seconds, extensions_left,
    created_at, expires_at, expires_at_most)
  select a.tenant_id, a.hold_id, a.service_id, a.slot_id, 'held', to_timestamp(a.starts_at), to_timestamp(a.ends_at), a.duration_minutes,
    a.quantity, a.resource_ids, a.session_key, a.session_capacity, tstzrange(to_timestamp(a.claim_start), to_timestamp(a.claim_end)),
    a.amount_minor, a.currency, a.terms, a.questions, decode(a.client_hash, 'hex'), a.hold_seconds, a.extensions_left,
    placed_at, placed_at + make_interval(secs => a.hold_seconds), placed_at + make_interval(secs => a.most_seconds)
  from jsonb_to_recordset(asked) as a(tenant_id text, hold_id text, service_id text, slot_id text, starts_at float8, ends_at float8,
    duration_minutes int, quantity int, resource_ids text[], session_key uuid, session_capacity int, claim_start float8, claim_end float8,
    amount_minor bigint, currency text, terms jsonb, questions jsonb, client_hash text, hold_seconds int, most_seconds int, extensions_left int)
  where a.hold_id <> all(in_flight || over_limit);

  with won as (
    insert into claims (tenant_id, resource_id, session_key, seat, capacity, during, expires_at, hold_id)
    select a.tenant_id, r.resource_id, a.session_key, s.seat, a.session_capacity,
      tstzrange(to_timestamp(a.claim_start), to_timestamp(a.claim_end)), placed_at + make_interval(secs => a.hold_seconds), a.hold_id
    from jsonb_to_recordset(asked) as a(tenant_id text, hold_id text, resource_ids text[], seats int[], session_key uuid, session_capacity int,
      claim_start float8, claim_end float8, hold_seconds int),
      unnest(a.resource_ids) as r(resource_id), unnest(a.seats) as s(seat)
    where a.hold_id <> all(in_flight || over_limit)
    order by a.tenant_id, r.resource_id collate "C", a.claim_start, a.session_key, s.seat
    on conflict do nothing
    returning hold_id
  ), complete as (
    select a.* from jsonb_to_recordset(asked) as a(tenant_id text, hold_id text, resource_ids text[], seats int[], key_hash text, request_hash text, answer text)
    where cardinality(a.resource_ids) * cardinality(a.seats) = (select count(*) from won where won.hold_id = a.hold_id)
  ), kept as (
    insert into idempotency_keys as known (tenant_id, key_hash, request_hash, answer, expires_at)
    select c.tenant_id, decode(c.key_hash, 'hex'), decode(c.request_hash, 'hex'), decode(c.answer, 'hex'), holdfast_now() + interval '24 hours'
    from complete c where c.key_hash is not null order by c.tenant_id, c.key_hash
    on conflict on constraint idempotency_keys_one_effect do update
    set request_hash = excluded.request_hash, answer = excluded.answer, expires_at = excluded.expires_at
    -- A key that is still good had an effect meanwhile: this one must have none.
    where known.expires_at <= holdfast_now()
    returning key_hash
  )
  select array(
    select a.hold_id from jsonb_to_recordset(asked) as a(hold_id text, key_hash text)
    where a.hold_id <> all(in_flight || over_limit)
      and not exists (
        select from complete c where c.hold_id = a.hold_id and (c.key_hash is null or decode(c.key_hash, 'hex') in (select k.key_hash from kept k)))
  ) into lost;

  if cardinality(lost) > 0 then
    delete from claims c using jsonb_to_recordset(asked) as a(tenant_id text, hold_id text)
    where a.hold_id = any(lost) and c.tenant_id = a.tenant_id and c.hold_id = a.hold_id;
    delete from holds h using jsonb_to_recordset(asked) as a(tenant_id text, hold_id text)
    where a.hold_id = any(lost) and h.tenant_id = a.tenant_id and h.hold_id = a.hold_id;
  end if;
  return query
    select a.hold_id, case when a.hold_id = any(in_flight) then 'in_flight' when a.hold_id = any(over_limit) then 'limit'
      when a.hold_id = any(lost) then 'lost' else 'placed' end
    from jsonb_to_recordset(asked) as a(hold_id text);
end $function$;

create table directory.owner_logins (
  email text not null,
  tenant_id text not null,
  owner_id text not null,
  constraint owner_logins_pkey PRIMARY KEY (email)
);

create table directory.sign_in_failures (
  subject_hash bytea not null,
  failures integer not null,
  last_failed_at timestamp with time zone not null,
  blocked_until timestamp with time zone,
  constraint sign_in_failures_pkey PRIMARY KEY (subject_hash)
);

create table public.api_keys (
  tenant_id text not null,
  key_id text not null,
  kind text not null,
  name text,
  key_hash bytea not null,
  hint text not null,
  public_key text,
  allowed_origins text[] default '{}'::text[] not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  revoked_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (tenant_id, key_id),
  constraint api_keys_check CHECK (((public_key IS NULL) OR (kind = 'publishable'::text))),
  constraint api_keys_hash_once UNIQUE (tenant_id, key_hash),
  constraint api_keys_kind_check CHECK ((kind = ANY (ARRAY['publishable'::text, 'secret'::text])))
);

create table public.audit_log (
  tenant_id text not null,
  entry_id text not null,
  at timestamp with time zone default public.holdfast_now() not null,
  actor_kind text not null,
  actor_id text,
  action text not null,
  target_id text,
  target_name text,
  changes jsonb default '[]'::jsonb not null,
  client_address text,
  user_agent text,
  request_id text,
  constraint audit_log_pkey PRIMARY KEY (tenant_id, entry_id),
  constraint audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['owner'::text, 'api_key'::text, 'customer'::text, 'system'::text]))),
  constraint audit_log_tells_nothing_of_customers CHECK (((actor_kind <> 'customer'::text) OR ((actor_id IS NULL) AND (client_address IS NULL) AND (user_agent IS NULL))))
);
CREATE INDEX audit_log_by_target ON public.audit_log USING btree (tenant_id, target_id, at DESC);
CREATE INDEX audit_log_by_time ON public.audit_log USING btree (tenant_id, at DESC, entry_id DESC);

create table public.blocks (
  tenant_id text not null,
  block_id text not null,
  resource_id text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  reason text,
  created_at timestamp with time zone default public.holdfast_now() not null,
  constraint blocks_pkey PRIMARY KEY (tenant_id, block_id),
  constraint blocks_check CHECK ((ends_at > starts_at))
);
CREATE INDEX blocks_by_start ON public.blocks USING btree (tenant_id, starts_at, block_id);

create table public.bookings (
  tenant_id text not null,
  booking_id text not null,
  reference text not null,
  hold_id text not null,
  service_id text not null,
  customer_id text not null,
  status text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  quantity integer not null,
  resource_ids text[] not null,
  amount_minor bigint not null,
  currency text not null,
  terms jsonb not null,
  customer jsonb not null,
  answers jsonb default '{}'::jsonb not null,
  sequence integer default 0 not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  cancelled_at timestamp with time zone,
  cancellation_reason text,
  moved_at timestamp with time zone,
  remind_at timestamp with time zone,
  on_site boolean default false not null,
  made_by text default 'customer'::text not null,
  notes text,
  cancellation_message text,
  constraint bookings_pkey PRIMARY KEY (tenant_id, booking_id),
  constraint bookings_made_by_check CHECK ((made_by = ANY (ARRAY['customer'::text, 'owner'::text]))),
  constraint bookings_one_per_hold UNIQUE (tenant_id, hold_id),
  constraint bookings_reference_once UNIQUE (tenant_id, reference),
  constraint bookings_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'confirmed'::text, 'cancelled'::text, 'completed'::text, 'no_show'::text])))
);
CREATE INDEX bookings_by_customer ON public.bookings USING btree (tenant_id, customer_id, starts_at);
CREATE INDEX bookings_by_start ON public.bookings USING btree (tenant_id, starts_at, booking_id);
CREATE INDEX bookings_pending ON public.bookings USING btree (starts_at) WHERE (status = 'pending'::text);
CREATE INDEX bookings_to_remind ON public.bookings USING btree (remind_at) WHERE (remind_at IS NOT NULL);

create table public.busy_calendars (
  tenant_id text not null,
  resource_id text not null,
  url_jwe text not null,
  url_host text not null,
  source_no integer default 1 not null,
  etag text,
  last_modified text,
  known_until timestamp with time zone,
  due_at timestamp with time zone not null,
  last_tried_at timestamp with time zone,
  last_read_at timestamp with time zone,
  failing_since timestamp with time zone,
  failures integer default 0 not null,
  last_error text,
  created_at timestamp with time zone default public.holdfast_now() not null,
  constraint busy_calendars_pkey PRIMARY KEY (tenant_id, resource_id),
  constraint busy_calendars_fail_for_a_reason CHECK (((failing_since IS NULL) = (last_error IS NULL)))
);
CREATE INDEX busy_calendars_due ON public.busy_calendars USING btree (due_at);

create table public.busy_times (
  tenant_id text not null,
  resource_id text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint busy_times_pkey PRIMARY KEY (tenant_id, resource_id, starts_at),
  constraint busy_times_last_some_time CHECK ((ends_at > starts_at))
);

create table public.calendar_feeds (
  tenant_id text not null,
  feed_id text not null,
  resource_id text,
  secret_hash bytea not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  last_read_at timestamp with time zone,
  constraint calendar_feeds_pkey PRIMARY KEY (tenant_id, feed_id)
);

create table public.cancellation_bookings (
  tenant_id text not null,
  cancellation_id text not null,
  booking_id text not null,
  outcome text,
  constraint cancellation_bookings_pkey PRIMARY KEY (tenant_id, cancellation_id, booking_id),
  constraint cancellation_bookings_outcome_check CHECK ((outcome = ANY (ARRAY['cancelled'::text, 'skipped'::text])))
);

create table public.cancellations (
  tenant_id text not null,
  cancellation_id text not null,
  starts_from timestamp with time zone not null,
  starts_before timestamp with time zone not null,
  resource_id text,
  service_id text,
  reason text,
  message text,
  refunds jsonb not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  constraint cancellations_pkey PRIMARY KEY (tenant_id, cancellation_id)
);

create table public.claims (
  tenant_id text not null,
  resource_id text not null,
  session_key uuid not null,
  seat integer not null,
  capacity integer not null,
  during tstzrange not null,
  expires_at timestamp with time zone not null,
  hold_id text,
  slot_id text,
  block_id text,
  constraint claims_belong_to_one CHECK ((num_nonnulls(hold_id, slot_id, block_id) = 1)),
  constraint claims_keep_some_time CHECK ((NOT isempty(during))),
  constraint claims_one_holder_per_seat UNIQUE (tenant_id, resource_id, session_key, seat),
  constraint claims_one_session_at_a_time EXCLUDE USING gist (tenant_id WITH =, resource_id WITH =, session_key WITH <>, during WITH &&),
  constraint claims_seat_0_is_nobodys CHECK (((seat = 0) = (hold_id IS NULL))),
  constraint claims_seat_within_capacity CHECK (((seat >= 0) AND (seat <= capacity)))
);
CREATE INDEX claims_by_block ON public.claims USING btree (tenant_id, block_id) WHERE (block_id IS NOT NULL);
CREATE INDEX claims_by_hold ON public.claims USING btree (tenant_id, hold_id);
CREATE INDEX claims_by_slot ON public.claims USING btree (tenant_id, slot_id) WHERE (slot_id IS NOT NULL);

create table public.customer_refresh_tokens (
  tenant_id text not null,
  token_hash bytea not null,
  family_id text not null,
  customer_id text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone default public.holdfast_now() not null,
  constraint customer_refresh_tokens_pkey PRIMARY KEY (tenant_id, token_hash)
);
CREATE INDEX customer_refresh_tokens_by_customer ON public.customer_refresh_tokens USING btree (tenant_id, customer_id);
CREATE INDEX customer_refresh_tokens_by_family ON public.customer_refresh_tokens USING btree (tenant_id, family_id);

create table public.customers (
  tenant_id text not null,
  customer_id text not null,
  email text,
  name text,
  phone text,
  created_at timestamp with time zone default public.holdfast_now() not null,
  locale text,
  notes text,
  erased_at timestamp with time zone,
  constraint customers_pkey PRIMARY KEY (tenant_id, customer_id),
  constraint customers_nothing_left CHECK (((erased_at IS NULL) OR ((email IS NULL) AND (name IS NULL) AND (phone IS NULL) AND (locale IS NULL) AND (notes IS NULL)))),
  constraint customers_one_per_email UNIQUE (tenant_id, email)
);
CREATE INDEX customers_by_name ON public.customers USING btree (tenant_id, lower(COALESCE(name, ''::text)), customer_id) WHERE (erased_at IS NULL);
CREATE INDEX customers_by_phone ON public.customers USING btree (tenant_id, phone) WHERE (email IS NULL);

create table public.events (
  tenant_id text not null,
  event_id text not null,
  type text not null,
  payload text not null,
  created_at timestamp with time zone not null,
  constraint events_pkey PRIMARY KEY (tenant_id, event_id)
);
CREATE INDEX events_by_age ON public.events USING btree (created_at);

create table public.holds (
  tenant_id text not null,
  hold_id text not null,
  service_id text not null,
  slot_id text,
  status text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  duration_minutes integer not null,
  quantity integer not null,
  resource_ids text[] not null,
  session_key uuid not null,
  session_capacity integer not null,
  during tstzrange not null,
  amount_minor bigint not null,
  currency text not null,
  terms jsonb not null,
  questions jsonb not null,
  client_hash bytea,
  hold_seconds integer not null,
  expires_at timestamp with time zone not null,
  expires_at_most timestamp with time zone not null,
  extensions_left integer not null,
  checked_out_at timestamp with time zone,
  customer jsonb,
  answers jsonb,
  created_at timestamp with time zone default public.holdfast_now() not null,
  ended_at timestamp with time zone,
  moves_booking_id text,
  moves_from_hold_id text,
  constraint holds_pkey PRIMARY KEY (tenant_id, hold_id),
  constraint holds_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint holds_extensions_left_check CHECK ((extensions_left >= 0)),
  constraint holds_move_from_somewhere CHECK (((moves_booking_id IS NULL) = (moves_from_hold_id IS NULL))),
  constraint holds_quantity_check CHECK ((quantity >= 1)),
  constraint holds_status_check CHECK ((status = ANY (ARRAY['held'::text, 'paying'::text, 'confirmed'::text, 'released'::text, 'expired'::text])))
);
CREATE INDEX holds_live_by_client ON public.holds USING btree (tenant_id, client_hash, expires_at) WHERE (status = ANY (ARRAY['held'::text, 'paying'::text]));
CREATE INDEX holds_live_by_expiry ON public.holds USING btree (expires_at) WHERE (status = ANY (ARRAY['held'::text, 'paying'::text]));

create table public.hourly_counts (
  tenant_id text not null,
  subject_hash bytea not null,
  since timestamp with time zone not null,
  used integer not null,
  constraint hourly_counts_pkey PRIMARY KEY (tenant_id, subject_hash)
);

create table public.idempotency_keys (
  tenant_id text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  answer bytea not null,
  expires_at timestamp with time zone not null,
  constraint idempotency_keys_one_effect PRIMARY KEY (tenant_id, key_hash)
);
CREATE INDEX idempotency_keys_by_expiry ON public.idempotency_keys USING btree (expires_at);

create table public.outbox (
  tenant_id text not null,
  message_id text not null,
  topic text not null,
  payload jsonb not null,
  attempts integer default 0 not null,
  due_at timestamp with time zone default public.holdfast_now() not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  done_at timestamp with time zone,
  gave_up_at timestamp with time zone,
  last_error text,
  constraint outbox_pkey PRIMARY KEY (tenant_id, message_id)
);
CREATE INDEX outbox_due ON public.outbox USING btree (due_at) WHERE ((done_at IS NULL) AND (gave_up_at IS NULL));
CREATE INDEX outbox_unsent_mails ON public.outbox USING btree (tenant_id, created_at, message_id) WHERE ((done_at IS NULL) AND (topic ~~ 'mail.%'::text));

create table public.owners (
  tenant_id text not null,
  owner_id text not null,
  email text not null,
  name text,
  password_hash text not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  constraint owners_pkey PRIMARY KEY (tenant_id, owner_id)
);

create table public.payment_alerts (
  tenant_id text not null,
  alert_id text not null,
  kind text not null,
  subject text not null,
  payment_id text,
  detail text not null,
  times integer default 1 not null,
  first_at timestamp with time zone default public.holdfast_now() not null,
  last_at timestamp with time zone default public.holdfast_now() not null,
  resolved_at timestamp with time zone,
  constraint payment_alerts_pkey PRIMARY KEY (tenant_id, alert_id)
);
CREATE INDEX payment_alerts_by_payment ON public.payment_alerts USING btree (tenant_id, payment_id) WHERE (resolved_at IS NULL);
CREATE UNIQUE INDEX payment_alerts_open_once ON public.payment_alerts USING btree (tenant_id, kind, subject) WHERE (resolved_at IS NULL);

create table public.payment_credentials (
  tenant_id text not null,
  key_id text not null,
  key_secret_jwe text not null,
  webhook_secret_jwe text,
  previous_webhook_secret_jwe text,
  previous_webhook_secret_until timestamp with time zone,
  updated_at timestamp with time zone default public.holdfast_now() not null,
  constraint payment_credentials_pkey PRIMARY KEY (tenant_id)
);

create table public.payment_events (
  tenant_id text not null,
  payment_id text not null,
  event_no bigint generated always as identity not null,
  type text not null,
  detail jsonb default '{}'::jsonb not null,
  at timestamp with time zone default public.holdfast_now() not null,
  constraint payment_events_pkey PRIMARY KEY (tenant_id, payment_id, event_no)
);

create table public.payments (
  tenant_id text not null,
  payment_id text not null,
  hold_id text not null,
  provider text default 'razorpay'::text not null,
  provider_order_id text,
  provider_payment_id text,
  status text not null,
  amount_minor bigint not null,
  refunded_minor bigint default 0 not null,
  currency text not null,
  problem text,
  created_at timestamp with time zone default public.holdfast_now() not null,
  updated_at timestamp with time zone default public.holdfast_now() not null,
  purpose text default 'booking'::text not null,
  booking_id text,
  provider_key_id text,
  check_at timestamp with time zone,
  constraint payments_pkey PRIMARY KEY (tenant_id, payment_id),
  constraint payments_amount_minor_check CHECK ((amount_minor > 0)),
  constraint payments_check CHECK (((refunded_minor >= 0) AND (refunded_minor <= amount_minor))),
  constraint payments_provider_payment_once UNIQUE (tenant_id, provider_payment_id),
  constraint payments_purpose_check CHECK ((purpose = ANY (ARRAY['booking'::text, 'reschedule'::text, 'stray'::text]))),
  constraint payments_status_known CHECK ((status = ANY (ARRAY['created'::text, 'authorized'::text, 'captured'::text, 'refund_pending'::text, 'refunded'::text, 'refund_failed'::text, 'abandoned'::text, 'lapsed'::text, 'expired'::text])))
);
CREATE INDEX payments_by_age ON public.payments USING btree (tenant_id, created_at, payment_id);
CREATE INDEX payments_by_booking ON public.payments USING btree (tenant_id, booking_id);
CREATE INDEX payments_due ON public.payments USING btree (check_at) WHERE (check_at IS NOT NULL);
CREATE UNIQUE INDEX payments_one_per_hold ON public.payments USING btree (tenant_id, hold_id) WHERE (purpose <> 'stray'::text);
CREATE UNIQUE INDEX payments_order_once ON public.payments USING btree (tenant_id, provider_order_id) WHERE (purpose <> 'stray'::text);

create table public.previous_payment_credentials (
  tenant_id text not null,
  key_id text not null,
  key_secret_jwe text not null,
  replaced_at timestamp with time zone default public.holdfast_now() not null,
  constraint previous_payment_credentials_pkey PRIMARY KEY (tenant_id, key_id)
);

create table public.refresh_tokens (
  tenant_id text not null,
  token_hash bytea not null,
  family_id text not null,
  owner_id text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone default public.holdfast_now() not null,
  constraint refresh_tokens_pkey PRIMARY KEY (tenant_id, token_hash)
);
CREATE INDEX refresh_tokens_by_family ON public.refresh_tokens USING btree (tenant_id, family_id);

create table public.refunds (
  tenant_id text not null,
  refund_id text not null,
  payment_id text not null,
  amount_minor bigint not null,
  currency text not null,
  reason text not null,
  status text not null,
  provider_refund_id text,
  attempt integer default 1 not null,
  last_error text,
  note text,
  check_at timestamp with time zone,
  created_at timestamp with time zone default public.holdfast_now() not null,
  settled_at timestamp with time zone,
  constraint refunds_pkey PRIMARY KEY (tenant_id, refund_id),
  constraint refunds_amount_minor_check CHECK ((amount_minor > 0)),
  constraint refunds_provider_refund_once UNIQUE (tenant_id, provider_refund_id),
  constraint refunds_reason_check CHECK ((reason = ANY (ARRAY['late'::text, 'duplicate'::text, 'mismatch'::text, 'cancelled'::text, 'rescheduled'::text, 'by_hand'::text, 'dashboard'::text]))),
  constraint refunds_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'pending'::text, 'processed'::text, 'failed'::text, 'void'::text])))
);
CREATE INDEX refunds_by_payment ON public.refunds USING btree (tenant_id, payment_id);
CREATE INDEX refunds_due ON public.refunds USING btree (check_at) WHERE (check_at IS NOT NULL);
CREATE UNIQUE INDEX refunds_one_per_cause ON public.refunds USING btree (tenant_id, payment_id, reason) WHERE (reason = ANY (ARRAY['late'::text, 'duplicate'::text, 'mismatch'::text, 'cancelled'::text]));

create table public.resource_overrides (
  tenant_id text not null,
  override_id text not null,
  resource_id text not null,
  date date not null,
  windows jsonb not null,
  note text,
  constraint resource_overrides_pkey PRIMARY KEY (tenant_id, override_id),
  constraint resource_overrides_one_per_date UNIQUE (tenant_id, resource_id, date)
);

create table public.resources (
  tenant_id text not null,
  resource_id text not null,
  name text not null,
  description text default ''::text not null,
  time_zone text not null,
  weekly jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  archived_at timestamp with time zone,
  constraint resources_pkey PRIMARY KEY (tenant_id, resource_id)
);

create table public.service_requirements (
  tenant_id text not null,
  service_id text not null,
  "position" integer not null,
  resource_id text not null,
  name text,
  rank integer not null,
  constraint service_requirements_pkey PRIMARY KEY (tenant_id, service_id, "position", resource_id)
);
CREATE INDEX service_requirements_by_resource ON public.service_requirements USING btree (tenant_id, resource_id);

create table public.services (
  tenant_id text not null,
  service_id text not null,
  name text not null,
  description text default ''::text not null,
  currency text not null,
  durations jsonb not null,
  capacity integer not null,
  buffer_before_minutes integer not null,
  buffer_after_minutes integer not null,
  interval_minutes integer not null,
  min_notice_minutes integer not null,
  horizon_days integer not null,
  hold_seconds integer not null,
  tax_percent numeric(5,2),
  cancellation jsonb default '[]'::jsonb not null,
  questions jsonb default '[]'::jsonb not null,
  active boolean default true not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  archived_at timestamp with time zone,
  reminder_minutes integer default 1440,
  requires_approval boolean default false not null,
  constraint services_pkey PRIMARY KEY (tenant_id, service_id),
  constraint services_capacity_check CHECK ((capacity >= 1)),
  constraint services_hold_seconds_check CHECK (((hold_seconds >= 30) AND (hold_seconds <= 3600))),
  constraint services_interval_minutes_check CHECK ((interval_minutes >= 1)),
  constraint services_reminder_minutes_check CHECK (((reminder_minutes >= 15) AND (reminder_minutes <= 20160)))
);

create table public.sign_in_codes (
  tenant_id text not null,
  address_hash bytea not null,
  code_hash bytea not null,
  sealed bytea not null,
  request_no text not null,
  tries_left integer not null,
  expires_at timestamp with time zone not null,
  constraint sign_in_codes_pkey PRIMARY KEY (tenant_id, address_hash),
  constraint sign_in_codes_tries_end CHECK ((tries_left >= 0))
);

create table public.slots (
  tenant_id text not null,
  slot_id text not null,
  service_id text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  capacity integer not null,
  resource_ids text[] not null,
  session_key uuid not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  withdrawn_at timestamp with time zone,
  constraint slots_pkey PRIMARY KEY (tenant_id, slot_id),
  constraint slots_capacity_check CHECK ((capacity >= 1)),
  constraint slots_check CHECK ((ends_at > starts_at))
);
CREATE INDEX slots_by_service_and_start ON public.slots USING btree (tenant_id, service_id, starts_at) WHERE (withdrawn_at IS NULL);

create table public.tenants (
  tenant_id text not null,
  name text not null,
  time_zone text not null,
  currency text not null,
  locale text default 'en'::text not null,
  contact_email text,
  booking_page_url text,
  live_holds_per_client integer default 3 not null,
  created_at timestamp with time zone default public.holdfast_now() not null,
  sender_name text,
  tell_owners boolean default true not null,
  constraint tenants_pkey PRIMARY KEY (tenant_id)
);

create table public.webhook_deliveries (
  tenant_id text not null,
  endpoint_id text not null,
  event_id text not null,
  status text default 'pending'::text not null,
  attempts integer default 0 not null,
  tries integer default 0 not null,
  due_at timestamp with time zone,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  last_attempt_at timestamp with time zone,
  last_status integer,
  last_error text,
  last_response text,
  last_duration_ms integer,
  constraint webhook_deliveries_pkey PRIMARY KEY (tenant_id, endpoint_id, event_id),
  constraint webhook_deliveries_due_while_pending CHECK (((due_at IS NULL) OR (status = 'pending'::text))),
  constraint webhook_deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text])))
);
CREATE INDEX webhook_deliveries_by_age ON public.webhook_deliveries USING btree (tenant_id, endpoint_id, created_at, event_id);
CREATE INDEX webhook_deliveries_by_event ON public.webhook_deliveries USING btree (tenant_id, event_id);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (due_at) WHERE (due_at IS NOT NULL);

create table public.webhook_endpoints (
  tenant_id text not null,
  endpoint_id text not null,
  url text not null,
  description text,
  events text[] not null,
  failing_since timestamp with time zone,
  failures integer default 0 not null,
  disabled_at timestamp with time zone,
  disabled_reason text,
  created_at timestamp with time zone default public.holdfast_now() not null,
  deleted_at timestamp with time zone,
  constraint webhook_endpoints_pkey PRIMARY KEY (tenant_id, endpoint_id),
  constraint webhook_endpoints_disabled_for_a_reason CHECK (((disabled_at IS NULL) = (disabled_reason IS NULL))),
  constraint webhook_endpoints_disabled_reason_check CHECK ((disabled_reason = ANY (ARRAY['owner'::text, 'gone'::text, 'failing'::text]))),
  constraint webhook_endpoints_events_check CHECK ((cardinality(events) > 0))
);
CREATE INDEX webhook_endpoints_live ON public.webhook_endpoints USING btree (tenant_id) WHERE ((disabled_at IS NULL) AND (deleted_at IS NULL));

create table public.webhook_events (
  tenant_id text not null,
  event_id text not null,
  event text not null,
  received_at timestamp with time zone default public.holdfast_now() not null,
  constraint webhook_events_once PRIMARY KEY (tenant_id, event_id)
);

create table public.webhook_secrets (
  tenant_id text not null,
  endpoint_id text not null,
  secret_no integer not null,
  secret_jwe text not null,
  valid_until timestamp with time zone default 'infinity'::timestamp with time zone not null,
  constraint webhook_secrets_pkey PRIMARY KEY (tenant_id, endpoint_id, secret_no)
);

alter table public.api_keys add constraint api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.audit_log add constraint audit_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.blocks add constraint blocks_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES public.resources(tenant_id, resource_id);
alter table public.bookings add constraint bookings_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES public.customers(tenant_id, customer_id);
alter table public.bookings add constraint bookings_tenant_id_hold_id_fkey FOREIGN KEY (tenant_id, hold_id) REFERENCES public.holds(tenant_id, hold_id);
alter table public.bookings add constraint bookings_tenant_id_service_id_fkey FOREIGN KEY (tenant_id, service_id) REFERENCES public.services(tenant_id, service_id);
alter table public.busy_calendars add constraint busy_calendars_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES public.resources(tenant_id, resource_id);
alter table public.busy_times add constraint busy_times_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES public.busy_calendars(tenant_id, resource_id) ON DELETE CASCADE;
alter table public.calendar_feeds add constraint calendar_feeds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.calendar_feeds add constraint calendar_feeds_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES public.resources(tenant_id, resource_id);
alter table public.cancellation_bookings add constraint cancellation_bookings_tenant_id_booking_id_fkey FOREIGN KEY (tenant_id, booking_id) REFERENCES public.bookings(tenant_id, booking_id);
alter table public.cancellation_bookings add constraint cancellation_bookings_tenant_id_cancellation_id_fkey FOREIGN KEY (tenant_id, cancellation_id) REFERENCES public.cancellations(tenant_id, cancellation_id);
alter table public.cancellations add constraint cancellations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.claims add constraint claims_tenant_id_block_id_fkey FOREIGN KEY (tenant_id, block_id) REFERENCES public.blocks(tenant_id, block_id);
alter table public.claims add constraint claims_tenant_id_hold_id_fkey FOREIGN KEY (tenant_id, hold_id) REFERENCES public.holds(tenant_id, hold_id);
alter table public.claims add constraint claims_tenant_id_slot_id_fkey FOREIGN KEY (tenant_id, slot_id) REFERENCES public.slots(tenant_id, slot_id);
alter table public.customer_refresh_tokens add constraint customer_refresh_tokens_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES public.customers(tenant_id, customer_id);
alter table public.customers add constraint customers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.events add constraint events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.holds add constraint holds_tenant_id_moves_booking_id_fkey FOREIGN KEY (tenant_id, moves_booking_id) REFERENCES public.bookings(tenant_id, booking_id);
alter table public.holds add constraint holds_tenant_id_moves_from_hold_id_fkey FOREIGN KEY (tenant_id, moves_from_hold_id) REFERENCES public.holds(tenant_id, hold_id);
alter table public.holds add constraint holds_tenant_id_service_id_fkey FOREIGN KEY (tenant_id, service_id) REFERENCES public.services(tenant_id, service_id);
alter table public.hourly_counts add constraint hourly_counts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.owners add constraint owners_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.payment_alerts add constraint payment_alerts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.payment_alerts add constraint payment_alerts_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES public.payments(tenant_id, payment_id);
alter table public.payment_credentials add constraint payment_credentials_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.payment_events add constraint payment_events_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES public.payments(tenant_id, payment_id);
alter table public.payments add constraint payments_tenant_id_booking_id_fkey FOREIGN KEY (tenant_id, booking_id) REFERENCES public.bookings(tenant_id, booking_id);
alter table public.payments add constraint payments_tenant_id_hold_id_fkey FOREIGN KEY (tenant_id, hold_id) REFERENCES public.holds(tenant_id, hold_id);
alter table public.previous_payment_credentials add constraint previous_payment_credentials_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.refresh_tokens add constraint refresh_tokens_tenant_id_owner_id_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES public.owners(tenant_id, owner_id);
alter table public.refunds add constraint refunds_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES public.payments(tenant_id, payment_id);
alter table public.resource_overrides add constraint resource_overrides_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES public.resources(tenant_id, resource_id);
alter table public.resources add constraint resources_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.service_requirements add constraint service_requirements_tenant_id_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES public.resources(tenant_id, resource_id);
alter table public.service_requirements add constraint service_requirements_tenant_id_service_id_fkey FOREIGN KEY (tenant_id, service_id) REFERENCES public.services(tenant_id, service_id);
alter table public.services add constraint services_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.sign_in_codes add constraint sign_in_codes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.slots add constraint slots_tenant_id_service_id_fkey FOREIGN KEY (tenant_id, service_id) REFERENCES public.services(tenant_id, service_id);
alter table public.webhook_deliveries add constraint webhook_deliveries_tenant_id_endpoint_id_fkey FOREIGN KEY (tenant_id, endpoint_id) REFERENCES public.webhook_endpoints(tenant_id, endpoint_id);
alter table public.webhook_deliveries add constraint webhook_deliveries_tenant_id_event_id_fkey FOREIGN KEY (tenant_id, event_id) REFERENCES public.events(tenant_id, event_id) ON DELETE CASCADE;
alter table public.webhook_endpoints add constraint webhook_endpoints_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.webhook_events add constraint webhook_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);
alter table public.webhook_secrets add constraint webhook_secrets_tenant_id_endpoint_id_fkey FOREIGN KEY (tenant_id, endpoint_id) REFERENCES public.webhook_endpoints(tenant_id, endpoint_id);

CREATE TRIGGER audit_log_is_not_emptied BEFORE TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION public.audit_log_only_grows();
CREATE TRIGGER audit_log_only_grows BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION public.audit_log_only_grows();
CREATE TRIGGER bookings_set_reminder BEFORE INSERT OR UPDATE OF starts_at, status ON public.bookings FOR EACH ROW EXECUTE FUNCTION public.bookings_set_reminder();
