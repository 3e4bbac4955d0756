-- A foreign key that still points at the table that was set aside
-- kind: constraint lost or weakened
-- warns: protection/constraint-changed public.members.members_team_id_fkey at 4
-- says: points at public\.teams_old

-- base
create table teams (id integer primary key, name text);
create table members (id integer primary key, team_id integer references teams);

-- candidate
create table teams2 (like teams including all);
--> statement-breakpoint
insert into teams2 select * from teams;
--> statement-breakpoint
alter table teams rename to teams_old;
--> statement-breakpoint
alter table teams2 rename to teams;
