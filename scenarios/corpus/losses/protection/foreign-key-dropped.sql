-- A foreign key dropped to make room for a backfill, and never put back
-- kind: constraint lost or weakened
-- warns: protection/constraint-lost public.letters.letters_person_id_fkey at 1
-- warns: survival/values-filled public.letters.body at 2

-- base
create table people (id serial primary key, name text not null);
create table letters (id serial primary key, person_id integer not null references people, body text);

-- candidate
alter table letters drop constraint letters_person_id_fkey;
--> statement-breakpoint
update letters set body = 'none' where body is null;
