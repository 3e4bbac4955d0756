-- Two tables dropped in one statement, with the key that points at them
-- kind: dropped through CASCADE
-- finds: survival/table-lost public.members at 1
-- finds: survival/table-lost public.teams at 1
-- warns: protection/constraint-lost public.games.games_team_id_fkey at 1

-- base
create table teams (id serial primary key, name text not null);
create table members (id serial primary key, team_id integer not null references teams, name text);
create table games (id serial primary key, team_id integer not null references teams, score integer);

-- candidate
drop table if exists teams, members cascade;
