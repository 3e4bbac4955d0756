-- Texts made numbers where they are some, and NULL where they are none
-- kind: text to number
-- finds: survival/values-altered public.parts.size at 1

-- base
create table parts (id serial primary key, size text not null);

-- candidate
alter table parts alter column size drop not null,
  alter column size type numeric using case when size ~ '^\d+$' then size::numeric end;
