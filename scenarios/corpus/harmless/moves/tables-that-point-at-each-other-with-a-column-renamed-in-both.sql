-- Tables that point at each other, with a column renamed in both
-- kind: moved or rebuilt
-- becomes: public.members.team_id renamed public.members.crew_id
-- becomes: public.teams.lead_id renamed public.teams.captain_id

-- base
create table teams (id serial primary key, name text not null, lead_id integer);
create table members (id serial primary key, team_id integer not null references teams, name text);
alter table teams add foreign key (lead_id) references members deferrable initially deferred;

-- candidate
alter table teams rename column lead_id to captain_id;
--> statement-breakpoint
alter table members rename column team_id to crew_id;
