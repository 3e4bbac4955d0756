-- Duplicates merged
-- kind: duplicates merged
-- finds: survival/rows-lost public.tags at 1

-- base
create table tags (id serial primary key, label text not null check (label in ('red', 'green')), note text);

-- candidate
delete from tags a using tags b where a.id > b.id and a.label = b.label;
