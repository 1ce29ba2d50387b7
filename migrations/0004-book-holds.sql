-- Free holds become bookings many at a time, as they are placed: what the requests of one moment ask is one call, and
-- one commit.

-- Makes each of `asked` a booking, or leaves no trace of it, whatever becomes of its neighbours. What is not plainly a live,
-- free hold with all its claims is not decided here: the caller tries it alone, and tells why.
--
-- An element of `asked` names the hold (`tenant_id`, `hold_id`), the new ids and the `reference`, the `customer` with
-- `email`, `name` and `phone` beside it, the `answers`, and with an Idempotency-Key its `key_place`, `key_hash`,
-- `request_hash` and `answer` (hexadecimal). No hold may be named twice. Elements are told apart by their place, from 0
-- on: ids are what clients sent.
--
-- Outcomes: 'booked'; 'in_flight', where the first request with its key still runs; 'undecided'.
create function book_holds(asked jsonb, booked_at timestamptz) returns table (element int, outcome text)
language plpgsql set lock_timeout = '2s' as $$
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
end $$;

-- One row that somebody keeps locked for long must not keep those waiting who only came at the same moment: the call
-- fails, and each of them is tried by itself.
alter function place_holds(jsonb, timestamptz) set lock_timeout = '2s';
