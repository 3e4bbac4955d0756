-- Varchar to text, char to varchar, uuid to text
-- kind: type widened
-- becomes: public.codes.a converted public.codes.a
-- becomes: public.codes.b converted public.codes.b
-- becomes: public.codes.c converted public.codes.c

-- base
create table codes (id serial primary key, a varchar(30), b char(6), c uuid);

-- candidate
alter table codes alter column a type text, alter column b type varchar(6), alter column c type text;
