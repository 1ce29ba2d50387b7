-- Calendars: feeds that others subscribe to, and busy times that are read from calendars elsewhere.

-- A secret address where calendars read what is booked: of one resource, or of all where resource_id is null.
create table calendar_feeds (
  tenant_id text not null references tenants,
  feed_id text not null,
  resource_id text,
  -- Who has the address may read: like a key it exists only as its hash.
  secret_hash bytea not null,
  created_at timestamptz not null default holdfast_now(),
  -- To within an hour.
  last_read_at timestamptz,
  primary key (tenant_id, feed_id),
  foreign key (tenant_id, resource_id) references resources
);

-- An address elsewhere whose events keep a resource from being booked: one per resource.
create table busy_calendars (
  tenant_id text not null,
  resource_id text not null,
  -- Whoever knows the address reads somebody's calendar: a JWE that only the server's key opens. Shown is its host.
  url_jwe text not null,
  url_host text not null,
  -- Grows with every new address, so that what was read of the one before is thrown away.
  source_no int not null default 1,
  -- What the last good answer was told by, and until when its events were worked out.
  etag text,
  last_modified text,
  known_until timestamptz,
  due_at timestamptz not null,
  last_tried_at timestamptz,
  last_read_at timestamptz,
  -- Since when, and how often, nothing but failures was heard of it, and the last of them in a sentence.
  failing_since timestamptz,
  failures int not null default 0,
  last_error text,
  created_at timestamptz not null default holdfast_now(),
  primary key (tenant_id, resource_id),
  foreign key (tenant_id, resource_id) references resources,
  constraint busy_calendars_fail_for_a_reason check ((failing_since is null) = (last_error is null))
);
create index busy_calendars_due on busy_calendars (due_at);

-- When a resource is busy elsewhere. Nothing of what it does then is kept.
create table busy_times (
  tenant_id text not null,
  resource_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (tenant_id, resource_id, starts_at),
  foreign key (tenant_id, resource_id) references busy_calendars on delete cascade,
  constraint busy_times_last_some_time check (ends_at > starts_at)
);
