-- Row security taken off for a backfill, and on again
-- kind: row security
-- from: backfills by an owner under FORCE ROW LEVEL SECURITY

-- base
create table files (id serial primary key, owner text not null, path text not null);
alter table files enable row level security;
alter table files force row level security;
create policy own on files using (owner = current_user);

-- candidate
alter table files no force row level security;
--> statement-breakpoint
alter table files add column depth integer;
--> statement-breakpoint
update files set depth = length(path) - length(replace(path, '/', ''));
--> statement-breakpoint
alter table files force row level security;
