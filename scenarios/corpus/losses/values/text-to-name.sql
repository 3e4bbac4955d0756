-- Texts made names, which end after 63 bytes
-- kind: text cut
-- finds: survival/values-altered public.tags.label at 1

-- base
create table tags (id serial primary key, label text not null);

-- candidate
alter table tags alter column label type name;
