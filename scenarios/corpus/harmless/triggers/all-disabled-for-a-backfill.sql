-- All triggers of a table disabled around a backfill
-- kind: triggers
-- from: LemmyNet/lemmy, 2025-08-01-000059_person_votes: DISABLE TRIGGER ALL, here of the user's own

-- base
create table person_actions (id serial primary key, person text not null, changes integer not null default 0);
create function counted() returns trigger language plpgsql as 'begin new.changes := new.changes + 1; return new; end';
create trigger counted before update on person_actions for each row execute function counted();

-- candidate
alter table person_actions add column voted_at timestamptz;
--> statement-breakpoint
alter table person_actions disable trigger user;
--> statement-breakpoint
update person_actions set voted_at = now();
--> statement-breakpoint
alter table person_actions enable trigger user;
