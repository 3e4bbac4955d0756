-- A foreign key put back with another ON DELETE
-- kind: constraint lost or weakened
-- warns: protection/constraint-changed public.members.members_team_id_fkey at 1
-- says: ON DELETE CASCADE → FOREIGN KEY \(team_id\) REFERENCES .*teams\(id\) ON DELETE SET NULL

-- base
create table teams (id integer primary key, name text);
create table members (id integer primary key, team_id integer references teams on delete cascade);

-- candidate
alter table members drop constraint members_team_id_fkey;
--> statement-breakpoint
alter table members add foreign key (team_id) references teams on delete set null;
