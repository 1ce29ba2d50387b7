-- Services whose bookings the business approves: they are `pending` until then, and keep their claims like every booking.

alter table services add column requires_approval boolean not null default false;

-- What nobody has answered yet, by its start: it is declined in time.
create index bookings_pending on bookings (starts_at) where status = 'pending';
