-- The audit log: who changed what of a business, when and from where.

create table audit_log (
  tenant_id text not null references tenants,
  entry_id text not null,
  at timestamptz not null default holdfast_now(),
  actor_kind text not null check (actor_kind in ('owner', 'api_key', 'customer', 'system')),
  actor_id text,
  -- A noun and what was done to it, such as service.updated.
  action text not null,
  target_id text,
  target_name text,
  -- [{"field", "before", "after"}, …]; of personal and secret fields the name alone.
  changes jsonb not null default '[]',
  -- Of owners and keys alone: where customers are is nobody's business.
  client_address text,
  user_agent text,
  request_id text,
  primary key (tenant_id, entry_id),
  constraint audit_log_tells_nothing_of_customers check (actor_kind <> 'customer' or (actor_id is null and client_address is null and user_agent is null))
);
create index audit_log_by_time on audit_log (tenant_id, at desc, entry_id desc);
create index audit_log_by_target on audit_log (tenant_id, target_id, at desc);

-- What was written stays, whoever asks: nobody takes a trace away.
create function audit_log_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log only grows: nothing in it can be changed or taken away.' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_log_only_grows before update or delete on audit_log for each row execute function audit_log_only_grows();
create trigger audit_log_is_not_emptied before truncate on audit_log for each statement execute function audit_log_only_grows();
