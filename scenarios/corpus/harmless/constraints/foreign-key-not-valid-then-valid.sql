-- A foreign key added NOT VALID on a column that a join filled, and validated
-- kind: constraints
-- from: strong_migrations, "Adding a foreign key"

-- base
create table teams (id serial primary key, name text not null);
create table members (id serial primary key, team_id integer not null references teams, name text);
create table badges (id serial primary key, member_id integer not null references members, label text not null);

-- candidate
alter table badges add column team_id integer;
--> statement-breakpoint
update badges set team_id = members.team_id from members where members.id = badges.member_id;
--> statement-breakpoint
alter table badges add constraint badges_team_fk foreign key (team_id) references teams (id) not valid;
--> statement-breakpoint
alter table badges validate constraint badges_team_fk;
