-- Instants of milliseconds that may hold microseconds
-- kind: types
-- becomes: public.versions.created_at converted public.versions.created_at
-- from: ctrlplanedev/ctrlplane: created_at, timestamp (3) with time zone, the other way round

-- base
create table versions (id serial primary key, tag text not null, created_at timestamptz(3) not null default now());

-- candidate
alter table versions alter column created_at set data type timestamptz;
