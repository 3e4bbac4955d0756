-- Rows deleted that point at nothing, so that a foreign key can be added
-- kind: rows deleted
-- finds: survival/rows-lost public.letters at 1

-- base
create table people (id serial primary key, name text not null);
create table letters (id serial primary key, person_id integer, body text);

-- candidate
delete from letters l where not exists (select from people p where p.id = l.person_id);
--> statement-breakpoint
alter table letters add foreign key (person_id) references people;
