-- An audit trigger lost with its function, through CASCADE
-- kind: trigger lost or disabled
-- finds: protection/trigger-lost public.accounts.audit at 1

-- base
create table accounts (id serial primary key, owner text not null);
create table audit_log (id serial primary key, what text not null);
create function audit() returns trigger language plpgsql as $$
begin
  insert into audit_log (what) values (tg_op);
  return new;
end $$;
create trigger audit after update on accounts for each row execute function audit();

-- candidate
drop function audit cascade;
