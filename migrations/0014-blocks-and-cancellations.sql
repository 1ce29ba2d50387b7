-- Time that the owner takes out of use, and days that are cancelled.

-- ---------------------------------------------------------------- blocks

-- A block keeps its resource by a claim of seat 0: the same constraints that keep two customers apart keep customers off.
create table blocks (
  tenant_id text not null,
  block_id text not null,
  resource_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text,
  created_at timestamptz not null default holdfast_now(),
  primary key (tenant_id, block_id),
  foreign key (tenant_id, resource_id) references resources,
  check (ends_at > starts_at)
);
create index blocks_by_start on blocks (tenant_id, starts_at, block_id);

alter table claims
  add column block_id text,
  add foreign key (tenant_id, block_id) references blocks,
  drop constraint claims_belong_to_one,
  add constraint claims_belong_to_one check (num_nonnulls(hold_id, slot_id, block_id) = 1),
  drop constraint claims_seat_0_is_the_slots,
  -- Nobody's place: a published session's reservation, or a block.
  add constraint claims_seat_0_is_nobodys check ((seat = 0) = (hold_id is null));
create index claims_by_block on claims (tenant_id, block_id) where block_id is not null;

-- ---------------------------------------------------------------- many bookings cancelled at once

-- What an owner asked for at once. Which bookings these are is decided with it; each is cancelled by a message of its own.
create table cancellations (
  tenant_id text not null references tenants,
  cancellation_id text not null,
  starts_from timestamptz not null,
  starts_before timestamptz not null,
  resource_id text,
  service_id text,
  reason text,
  -- What customers are told.
  message text,
  -- [{"amount", "currency"}], as it was to be expected.
  refunds jsonb not null,
  created_at timestamptz not null default holdfast_now(),
  primary key (tenant_id, cancellation_id)
);

create table cancellation_bookings (
  tenant_id text not null,
  cancellation_id text not null,
  booking_id text not null,
  -- Null until its turn has come; 'skipped' had ended in another way by then.
  outcome text check (outcome in ('cancelled', 'skipped')),
  primary key (tenant_id, cancellation_id, booking_id),
  foreign key (tenant_id, cancellation_id) references cancellations,
  foreign key (tenant_id, booking_id) references bookings
);

-- What the business says to the customer of a booking that it cancels.
alter table bookings add column cancellation_message text;
