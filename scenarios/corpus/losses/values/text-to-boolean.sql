-- Texts made yes or no
-- kind: text to number
-- finds: survival/values-altered public.answers.value at 1

-- base
create table answers (id serial primary key, value text not null);

-- candidate
alter table answers alter column value type boolean using lower(value) in ('yes', 'y', 'true');
