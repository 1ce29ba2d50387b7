-- Customers sign in with a code that is mailed to them, and businesses keep what they know of them.

alter table customers
  -- Who signs in before they book has told nothing but an address.
  alter column name drop not null,
  add column locale text,
  -- For the business alone.
  add column notes text,
  -- When everything personal was taken out: the row stays for its bookings' sake.
  add column erased_at timestamptz,
  add constraint customers_nothing_left check (
    erased_at is null or (email is null and name is null and phone is null and locale is null and notes is null)
  );
-- The owner's list, by name; those without one come first.
create index customers_by_name on customers (tenant_id, lower(coalesce(name, '')), customer_id) where erased_at is null;

-- The code of one address, of which it has one at most. A new request replaces it; its use, its end and its last try end it.
create table sign_in_codes (
  tenant_id text not null references tenants,
  -- A pseudonym: who never proves their address is not known by it.
  address_hash bytea not null,
  code_hash bytea not null,
  -- Address, language and code for the mail, encrypted and bound to this row.
  sealed bytea not null,
  -- Tells the mail of this code from one of an earlier code.
  request_no text not null,
  tries_left int not null,
  expires_at timestamptz not null,
  primary key (tenant_id, address_hash),
  constraint sign_in_codes_tries_end check (tries_left >= 0)
);

-- How often something was done within an hour: codes sent and codes tried, of an address and from a client.
create table hourly_counts (
  tenant_id text not null references tenants,
  subject_hash bytea not null,
  since timestamptz not null,
  used int not null,
  primary key (tenant_id, subject_hash)
);

create table customer_refresh_tokens (
  tenant_id text not null,
  token_hash bytea not null,
  family_id text not null,
  customer_id text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default holdfast_now(),
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, customer_id) references customers
);
create index customer_refresh_tokens_by_family on customer_refresh_tokens (tenant_id, family_id);
create index customer_refresh_tokens_by_customer on customer_refresh_tokens (tenant_id, customer_id);
