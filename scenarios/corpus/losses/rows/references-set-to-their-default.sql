-- References set to their default by ON DELETE SET DEFAULT
-- kind: cascade fires
-- finds: survival/rows-lost public.teams at 1
-- finds: survival/values-altered public.members.team_id at 1

-- base
create table teams (id integer primary key, name text not null);
insert into teams values (0, 'nobody');
create table members (id integer primary key, team_id integer default 0 references teams on delete set default);

-- candidate
delete from teams where id <> 0;
