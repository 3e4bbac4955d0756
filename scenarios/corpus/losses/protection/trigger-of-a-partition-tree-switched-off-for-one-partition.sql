-- A trigger of a partition tree switched off for one partition
-- kind: trigger lost or disabled
-- finds: protection/trigger-disabled public.readings_old.no at 1

-- base
create table readings (id bigint, day date not null, value real, primary key (id, day)) partition by range (day);
create table readings_old partition of readings for values from (minvalue) to ('2025-01-01');
create table readings_new partition of readings for values from ('2025-01-01') to (maxvalue);
create function no() returns trigger language plpgsql as 'begin return new; end';
create trigger no before update on readings for each row execute function no();

-- candidate
alter table only readings_old disable trigger no;
