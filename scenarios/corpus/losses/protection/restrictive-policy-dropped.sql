-- A restrictive policy dropped, which narrowed another
-- kind: policy lost
-- finds: protection/policy-lost public.notes.tenant at 1

-- base
create table notes (id serial primary key, tenant text not null, body text);
alter table notes enable row level security;
create policy everybody on notes using (true);
create policy tenant on notes as restrictive using (tenant = current_setting('app.tenant', true));

-- candidate
drop policy tenant on notes;
