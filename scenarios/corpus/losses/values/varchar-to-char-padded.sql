-- Texts with blanks at their ends made char, which has none
-- kind: text cut
-- finds: survival/values-altered public.codes.code at 1

-- base
create table codes (id serial primary key, code varchar(8) not null);

-- candidate
alter table codes alter column code type char(8);
