-- A column whose domain gives way to its type, and with it the domain's check
-- kind: constraint lost or weakened
-- warns: protection/constraint-lost public.mail.sane at 1
-- misses: a domain is asked for its own checks, and not whether columns have left it

-- base
create domain mail as text constraint sane check (value like '%@%');
create table people (id serial primary key, mail mail not null);

-- candidate
alter table people alter column mail type text;
