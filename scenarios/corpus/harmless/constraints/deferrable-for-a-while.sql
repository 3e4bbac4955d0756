-- A foreign key made deferrable for a backfill, and strict again
-- kind: constraints
-- from: LemmyNet/lemmy, 2025-08-01-000045_site_person_ban: ALTER CONSTRAINT … NOT DEFERRABLE

-- base
create table people (id serial primary key, name text not null);
create table bans (id serial primary key, person_id integer not null constraint bans_person_fk references people on delete cascade, reason text);

-- candidate
alter table bans alter constraint bans_person_fk deferrable initially deferred;
--> statement-breakpoint
alter table bans add column banned_name text;
--> statement-breakpoint
update bans set banned_name = people.name from people where people.id = bans.person_id;
--> statement-breakpoint
alter table bans alter constraint bans_person_fk not deferrable;
