-- Limits that were numbers and become text with a unit to come
-- kind: types
-- becomes: public.applications.memory_limit converted public.applications.memory_limit
-- becomes: public.applications.cpu_limit converted public.applications.cpu_limit
-- from: Dokploy/dokploy: memoryLimit, cpuLimit and their reservations to text, in six tables

-- base
create table applications (id serial primary key, name text not null, memory_limit integer, cpu_limit integer);

-- candidate
alter table applications alter column memory_limit set data type text;
--> statement-breakpoint
alter table applications alter column cpu_limit set data type text;
