-- A view that no longer is a security barrier
-- kind: view lost or changed
-- warns: protection/view-changed public.own_notes at 1

-- base
create table notes (id serial primary key, author text not null, body text);
create view own_notes with (security_barrier) as select * from notes where author = current_user;

-- candidate
alter view own_notes reset (security_barrier);
