-- A foreign key that was pointed at the new table
-- kind: rebuild

-- base
create table teams (id integer primary key, name text);
create table members (id integer primary key, team_id integer references teams);

-- candidate
create table teams2 (like teams including all);
--> statement-breakpoint
insert into teams2 select * from teams;
--> statement-breakpoint
alter table members drop constraint members_team_id_fkey;
--> statement-breakpoint
alter table members add foreign key (team_id) references teams2;
--> statement-breakpoint
alter table teams rename to teams_old;
--> statement-breakpoint
alter table teams2 rename to teams;
