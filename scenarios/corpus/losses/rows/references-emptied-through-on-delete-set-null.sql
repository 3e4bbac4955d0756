-- References emptied through ON DELETE SET NULL
-- kind: cascade fires
-- finds: survival/rows-lost public.teams at 1
-- finds: survival/values-altered public.members.team_id at 1

-- base
create table teams (id integer primary key, name text);
create table members (id integer primary key, team_id integer references teams on delete set null);

-- candidate
delete from teams;
