-- A table truncated in a function
-- kind: truncate
-- finds: survival/rows-lost public.cache_entries at 1

-- base
create table cache_entries (id serial primary key, key text not null, body text);
create function clear_cache() returns void language plpgsql as 'begin truncate cache_entries; end';

-- candidate
select clear_cache();
