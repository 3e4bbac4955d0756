-- A table rebuilt with a new unique key, and ON CONFLICT DO NOTHING
-- kind: rows left out of a rebuild
-- finds: survival/rows-lost public.subscribers at 3
-- warns: protection/constraint-lost public.subscribers.subscribers_list_check at 3
-- warns: protection/constraint-lost public.subscribers.subscribers_person_id_check at 3

-- base
create table subscribers (id integer primary key, list text not null check (list in ('news', 'offers')), person_id integer not null check (person_id < 5));

-- candidate
create table subscribers_new (id integer primary key, list text not null, person_id integer not null, unique (list, person_id));
--> statement-breakpoint
insert into subscribers_new select * from subscribers on conflict do nothing;
--> statement-breakpoint
drop table subscribers;
--> statement-breakpoint
alter table subscribers_new rename to subscribers;
