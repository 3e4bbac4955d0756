-- A padded code that becomes a varchar
-- kind: types
-- becomes: public.countries.code converted public.countries.code
-- becomes: public.towns.country converted public.towns.country
-- from: guides that advise against char(n)

-- base
create table countries (code char(2) primary key, name text not null);
create table towns (id serial primary key, country char(2) not null references countries, name text);

-- candidate
alter table towns drop constraint towns_country_fkey;
--> statement-breakpoint
alter table countries alter column code type varchar(2);
--> statement-breakpoint
alter table towns alter column country type varchar(2);
--> statement-breakpoint
alter table towns add constraint towns_country_fkey foreign key (country) references countries (code);
