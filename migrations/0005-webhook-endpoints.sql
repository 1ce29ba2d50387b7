-- Outgoing webhooks: a business's own servers are told of what happens, to the Standard Webhooks specification.

create table webhook_endpoints (
  tenant_id text not null references tenants,
  endpoint_id text not null,
  url text not null,
  description text,
  -- Types of events, or '*' for all that there are and will be.
  events text[] not null check (cardinality(events) > 0),
  -- Since when, and how often, nothing but failures was heard of it.
  failing_since timestamptz,
  failures int not null default 0,
  disabled_at timestamptz,
  disabled_reason text check (disabled_reason in ('owner', 'gone', 'failing')),
  created_at timestamptz not null default holdfast_now(),
  -- Rows stay: who places a hold may be about to refer to one that is deleted at that moment.
  deleted_at timestamptz,
  primary key (tenant_id, endpoint_id),
  constraint webhook_endpoints_disabled_for_a_reason check ((disabled_at is null) = (disabled_reason is null))
);
create index webhook_endpoints_live on webhook_endpoints (tenant_id) where disabled_at is null and deleted_at is null;

-- What an endpoint's deliveries are signed with: the newest, and until their time is over those before it. JWEs that
-- only the server's key opens.
create table webhook_secrets (
  tenant_id text not null,
  endpoint_id text not null,
  secret_no int not null,
  secret_jwe text not null,
  valid_until timestamptz not null default 'infinity',
  primary key (tenant_id, endpoint_id, secret_no),
  foreign key (tenant_id, endpoint_id) references webhook_endpoints
);

-- Written in the transaction of their cause, and only where somebody listens. The payload is text: what is signed are
-- its bytes, the same for every try.
create table events (
  tenant_id text not null references tenants,
  event_id text not null,
  type text not null,
  payload text not null,
  created_at timestamptz not null,
  primary key (tenant_id, event_id)
);
create index events_by_age on events (created_at);

create table webhook_deliveries (
  tenant_id text not null,
  endpoint_id text not null,
  event_id text not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  -- All tries, and those since it was last begun anew, which the gaps between them follow.
  attempts int not null default 0,
  tries int not null default 0,
  -- Null where it is over, or waits for its endpoint to be enabled again.
  due_at timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  last_attempt_at timestamptz,
  last_status int,
  last_error text,
  last_response text,
  last_duration_ms int,
  -- One event reaches an endpoint as one message, however often it is tried or replayed.
  primary key (tenant_id, endpoint_id, event_id),
  constraint webhook_deliveries_due_while_pending check (due_at is null or status = 'pending'),
  foreign key (tenant_id, endpoint_id) references webhook_endpoints,
  foreign key (tenant_id, event_id) references events on delete cascade
);
create index webhook_deliveries_due on webhook_deliveries (due_at) where due_at is not null;
create index webhook_deliveries_by_age on webhook_deliveries (tenant_id, endpoint_id, created_at, event_id);
create index webhook_deliveries_by_event on webhook_deliveries (tenant_id, event_id);
