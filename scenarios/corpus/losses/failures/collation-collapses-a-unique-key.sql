-- A unique key under a collation that takes other texts for equal
-- kind: uniqueness by another comparison
-- finds: candidate/failed public.people.handle at 2

-- base
create table people (id serial primary key, handle text not null unique);

-- candidate
create collation no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
--> statement-breakpoint
alter table people alter column handle type text collate no_case;
