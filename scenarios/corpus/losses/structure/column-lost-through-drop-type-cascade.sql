-- A column lost through DROP TYPE CASCADE
-- kind: dropped through CASCADE
-- finds: survival/column-lost public.people.mood at 1

-- base
create type mood as enum ('sad', 'ok');
create table people (id serial primary key, mood mood);

-- candidate
drop type mood cascade;
