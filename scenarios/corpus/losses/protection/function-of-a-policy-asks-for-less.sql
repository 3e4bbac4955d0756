-- A function that a policy calls asks for less
-- kind: policy widened
-- finds: protection/policy-changed public.notes.own at 1

-- base
create table members (tenant text not null, who text not null);
create table notes (id serial primary key, tenant text not null);
create function is_member(t text) returns boolean language sql stable as $$ select exists (select from members where tenant = t and who = current_user) $$;
alter table notes enable row level security;
create policy own on notes using (is_member(tenant));

-- candidate
create or replace function is_member(t text) returns boolean language sql stable as $$ select exists (select from members where tenant = t) $$;
