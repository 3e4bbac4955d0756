-- One key that becomes two: the old renamed, the new filled from it, and the index over both
-- kind: expand and contract
-- becomes: public.metadata_matches.key renamed public.metadata_matches.source_key
-- warns: protection/constraint-lost public.metadata_matches.metadata_matches_unique at 5
-- from: ctrlplanedev/ctrlplane, 0125_amused_night_nurse

-- base
create table metadata_matches (id serial primary key, rule_id integer not null, key text not null);
create unique index metadata_matches_unique on metadata_matches (id, rule_id, key);

-- candidate
alter table metadata_matches add column target_key text;
--> statement-breakpoint
update metadata_matches set target_key = key;
--> statement-breakpoint
alter table metadata_matches alter column target_key set not null;
--> statement-breakpoint
alter table metadata_matches rename column key to source_key;
--> statement-breakpoint
drop index metadata_matches_unique;
--> statement-breakpoint
create unique index metadata_matches_unique on metadata_matches (id, rule_id, source_key, target_key);
