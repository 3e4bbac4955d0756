-- Measurements that may be more exact from now on
-- kind: types
-- becomes: public.ranks.hot_rank converted public.ranks.hot_rank
-- from: LemmyNet/lemmy: hot_rank to float

-- base
create table ranks (post integer primary key, hot_rank real not null default 0, score integer);

-- candidate
alter table ranks alter column hot_rank type double precision;
