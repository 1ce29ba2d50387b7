-- Reminders, mails to the business, and who they come from.

-- How long before the start customers are reminded, in minutes; null for services that remind nobody.
alter table services add column reminder_minutes int default 1440 check (reminder_minutes between 15 and 20160);

-- Who mails come from, beside the server's address; null for the business's name. Whether the owners are told of bookings.
alter table tenants add column sender_name text, add column tell_owners boolean not null default true;

-- When the customer of a booking is to be reminded: once for each time that it has.
alter table bookings add column remind_at timestamptz;
create index bookings_to_remind on bookings (remind_at) where remind_at is not null;

-- However a booking is made, moved or ended, its reminder follows.
create function bookings_set_reminder() returns trigger language plpgsql as $$
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
end $$;
create trigger bookings_set_reminder before insert or update of starts_at, status on bookings
for each row execute function bookings_set_reminder();

-- Mails that have not been sent, for their owner to see.
create index outbox_unsent_mails on outbox (tenant_id, created_at, message_id) where done_at is null and topic like 'mail.%';
