-- Rows moved by a CTE that keeps fewer than it deletes
-- kind: rows moved away
-- finds: survival/rows-lost public.events at 2

-- base
create table events (id bigint primary key, kind text not null, body text);

-- candidate
create table events_archive (like events);
--> statement-breakpoint
with moved as (delete from events where kind <> 'open' returning *)
insert into events_archive select * from moved where body is not null;
