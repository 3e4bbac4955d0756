-- A unique index dropped that repeats the key
-- kind: indexes
-- from: hatchet-dev/hatchet: unique indexes over "id" beside the primary key, made by Prisma

-- base
create table partitions (id text primary key, heartbeat timestamp(3));
create unique index partitions_id_key on partitions (id);

-- candidate
drop index partitions_id_key;
