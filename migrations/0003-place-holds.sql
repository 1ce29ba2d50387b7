-- Holds are placed many at a time: what the requests of one moment want is one call, and one commit.

-- Places each of `asked` whole, or leaves no trace of it, whatever becomes of its neighbours. Rivals meet in the claims'
-- constraints, and every call inserts its claims in the same order, so that whole calls queue instead of deadlocking.
--
-- An element of `asked` has a hold's columns (instants in seconds since 1970), the `seats` it wants on each resource,
-- `live_limit` where its client may have only so many, and with an Idempotency-Key its `key_place`, `key_hash`,
-- `request_hash` and `answer` (hexadecimal).
--
-- Outcomes: 'placed'; 'lost' to somebody who was faster; 'in_flight', where the first request with its key still runs or
-- has just ended; 'limit'.
create function place_holds(asked jsonb, placed_at timestamptz) returns table (placed_hold_id text, outcome text)
language plpgsql as $$
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
end $$;
