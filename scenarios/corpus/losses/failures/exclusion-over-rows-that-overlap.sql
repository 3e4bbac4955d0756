-- An exclusion over rows that overlap
-- kind: fails on the rows that are there
-- finds: candidate/failed public.stays at 1

-- base
create table stays (id serial primary key, nights daterange not null);

-- candidate
alter table stays add constraint apart exclude using gist (nights with &&);
