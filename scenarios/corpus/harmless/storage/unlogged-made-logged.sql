-- A table that was UNLOGGED made safe against a crash
-- kind: storage
-- from: PostgreSQL documentation, ALTER TABLE: SET LOGGED

-- base
create unlogged table queue_items (id serial primary key, payload jsonb not null);

-- candidate
alter table queue_items set logged;
