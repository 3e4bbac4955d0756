-- An index built CONCURRENTLY in the migrator's transaction
-- kind: fails in one transaction
-- finds: candidate/failed 0001_candidate at 1
-- warns: history/outside-transaction 0001_candidate at 1

-- base
create table people (id serial primary key, email text);

-- candidate
create index concurrently people_email on people (email);
