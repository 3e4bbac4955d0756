-- A column renamed that a policy, a check, an index and a view name
-- kind: rules changed
-- becomes: public.notes.author renamed public.notes.written_by

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);
alter table notes add check (author <> '');
create unique index one on notes (lower(author), id);
create view authors as select author from notes;

-- candidate
alter table notes rename column author to written_by;
