-- A partition added whose rows stand in the default one
-- kind: fails on the rows that are there
-- finds: candidate/failed public.events_rest at 1

-- base
create table events (id bigint not null, day date not null) partition by range (day);
create table events_rest partition of events default;

-- candidate
create table events_past partition of events for values from (minvalue) to ('2027-01-01');
