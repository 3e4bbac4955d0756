-- A partition detached for an index of its own, and attached again
-- kind: partitions
-- from: hatchet-dev/hatchet: DETACH PARTITION, then ATTACH PARTITION under another bound

-- base
create table events (id bigint not null, kind text not null, primary key (id, kind)) partition by list (kind);
create table events_click partition of events for values in ('click');
create table events_rest partition of events default;

-- candidate
alter table events detach partition events_click;
--> statement-breakpoint
create index events_click_id on events_click (id);
--> statement-breakpoint
alter table events attach partition events_click for values in ('click');
