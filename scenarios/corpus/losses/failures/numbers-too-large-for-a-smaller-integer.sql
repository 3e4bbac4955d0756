-- Numbers too large for a smaller integer
-- kind: fails on the rows that are there
-- finds: candidate/failed public.counters.hits at 1
-- says: SQLSTATE 22003.*\d+ rows? of public\.counters stands? in the way

-- base
create table counters (id serial primary key, hits bigint);

-- candidate
alter table counters alter column hits type integer;
