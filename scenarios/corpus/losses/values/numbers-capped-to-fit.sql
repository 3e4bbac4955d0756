-- Numbers capped, so that they fit a smaller type
-- kind: numbers made to fit
-- finds: survival/conversion-unproven public.counters.hits at 1

-- base
create table counters (id serial primary key, hits integer not null);

-- candidate
alter table counters alter column hits type smallint using least(greatest(hits, -32768), 32767)::smallint;
