-- A foreign key made anew as NOT VALID, and never validated
-- kind: constraint left NOT VALID
-- warns: protection/constraint-not-validated public.letters.letters_person_id_fkey at 1

-- base
create table people (id serial primary key, name text not null);
create table letters (id serial primary key, person_id integer not null references people, body text);

-- candidate
alter table letters drop constraint letters_person_id_fkey;
--> statement-breakpoint
alter table letters add constraint letters_person_id_fkey foreign key (person_id) references people not valid;
