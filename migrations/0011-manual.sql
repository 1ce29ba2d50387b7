-- What owners do by hand: they book for customers who call, and take the money themselves.

-- Who calls may have no address that mails could go to.
alter table customers alter column email drop not null;
create index customers_by_phone on customers (tenant_id, phone) where email is null;

alter table bookings
  -- Whether its price is paid where it takes place: no payment belongs to it, and nothing of it is given back from here.
  add column on_site boolean not null default false,
  add column made_by text not null default 'customer' check (made_by in ('customer', 'owner')),
  -- For the business alone.
  add column notes text;
