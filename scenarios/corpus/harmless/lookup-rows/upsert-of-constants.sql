-- Lookup rows written again: new ones inserted, labels that differ left alone
-- kind: lookup rows
-- from: seeds of lookup tables within migrations, by CTE and ON CONFLICT

-- base
create table countries (code text primary key, name text not null);

-- candidate
with fresh (code, name) as (values ('XK', 'Kosovo'), ('SS', 'South Sudan'))
insert into countries (code, name) select code, name from fresh
on conflict (code) do nothing;
