-- A deferred foreign key that fails at COMMIT
-- kind: fails on the rows that are there
-- finds: candidate/failed public.members.team_id
-- says: at COMMIT.*SQLSTATE 23503

-- base
create table teams (id integer primary key, name text);
create table members (id integer primary key, team_id integer not null references teams deferrable initially deferred);

-- candidate
delete from teams;
