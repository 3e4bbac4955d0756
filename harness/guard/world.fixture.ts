/** What a superuser makes ready for it. */
export const preparation = `create foreign data wrapper nothing; create server away foreign data wrapper nothing;
  -- As PostgreSQL makes it from 15 on; before, everybody may create there.
  alter schema public owner to pg_database_owner; revoke create on schema public from public`;

/** What a production could look like; its owner runs this, with the right to use the foreign server. */
export const world = `
  create type mood as enum ('sad', 'glad');
  create type address as (street text, city text);
  create domain zip as text check (value <> '');
  create domain phone as text;
  create table people (
    id int generated always as identity primary key, name text not null default 'nobody', age int check (age > 0),
    mood mood, home address, zip zip, phone phone, twice int generated always as (age * 2) stored);
  insert into people (name, age, mood, home, zip, phone)
    values ('Ann', 30, 'glad', ('Long Lane', 'Ulm'), '1', '11'), ('Bob', 40, 'sad', ('Low Road', 'Oslo'), '2', null);
  create table orders (id int primary key, person int references people on delete cascade, total numeric(10, 4),
    amount numeric(10, 4));
  insert into orders values (1, 1, 1.5, 1.2345), (2, 2, 2.5, 2.3456);
  create index orders_total on orders (total);
  alter table people enable row level security;
  create policy own on people using (true);
  create view adults as select name from people where age > 17;
  create rule own as on insert to adults do instead nothing;
  create foreign table far (id int) server away;
  create materialized view totals as select sum(total) as total from orders;
  create function twice(a int) returns int language sql as 'select a * 2';
  create function stamp() returns trigger language plpgsql as 'begin return new; end';
  create trigger stamps before update on orders for each row execute function stamp();
  create table events (at date, what text) partition by range (at);
  create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
  create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
  create table events_2023 (at date, what text);
  insert into events values ('2024-05-05', 'a'), ('2025-05-05', 'b');
  insert into events_2023 values ('2023-05-05', 'c');
  create table animals (name text);
  create table dogs (race text) inherits (animals);
  insert into dogs values ('Rex', 'collie');
  insert into animals values ('Tom');
  create schema side;
  create table side.things (id int);
  insert into side.things values (1);
  create sequence numbers;
  select nextval('numbers'), nextval('numbers');
  select lo_from_bytea(4711, 'a large one');
  create extension hstore;
  create table notes (id int);
  insert into notes values (1);
  create schema drizzle;
  create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint, name text);
  insert into drizzle.__drizzle_migrations (hash, created_at) values ('a', 1), ('b', 2);
  create table alembic_version (version_num varchar(32) primary key);
  insert into alembic_version values ('v2'), ('w1');`;

/**
 * All that a database holds, in words of this file's own: `world` is what anybody would miss or notice, each row and
 * each part of the catalog; `guard` is the guard in it, with its triggers; each as one hash. `bare` are tables that the
 * guard leaves open to TRUNCATE.
 */
export const digest = `
  with space as materialized (
    select oid, nspname, nspowner from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
  ), class as materialized (
    select c.*, nspname, format('%I.%I', nspname, relname) as name from pg_class c join space on space.oid = relnamespace
  ), part (nspname, line) as (
    select nspname, name || ' holds ' || (xpath('/row/said/text()', query_to_xml(format(
        'select count(*) || md5(coalesce(string_agg(t::text, ''|'' order by t::text), '''')) as said from only %s t', name),
        false, true, '')))[1]::text
      from class where relkind in ('r', 'p', 'm')
    union all
    select nspname, format('%s %s %s %s %s %s %s', relkind, name, relpersistence, relrowsecurity, relispartition,
        pg_get_expr(relpartbound, oid), pg_get_userbyid(relowner)) from class
    union all
    select nspname, format('%s.%I %s %s %s %s', name, attname, format_type(atttypid, atttypmod), attnotnull,
        attidentity::text || attgenerated::text, pg_get_expr(adbin, adrelid))
      from pg_attribute a join class c on c.oid = attrelid left join pg_attrdef on (adrelid, adnum) = (attrelid, attnum)
     where attnum > 0 and not attisdropped
    union all
    select nspname, format('%s from %s', name, inhparent::regclass) from pg_inherits join class c on c.oid = inhrelid
    union all
    select nspname, format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
      from pg_constraint c join space on space.oid = connamespace where contype <> 't'
    union all
    select nspname, pg_get_indexdef(c.oid) from class c where relkind in ('i', 'I')
    union all
    select nspname, pg_get_ruledef(r.oid) from pg_rewrite r join class c on c.oid = ev_class
    union all
    select nspname, format('%s policy %s', name, polname) from pg_policy join class c on c.oid = polrelid
    union all
    select case when f.nspname = 'holdfast_guard' then f.nspname else c.nspname end,
        format('%s %s %s', pg_get_triggerdef(t.oid), tgenabled, proname)
      from pg_trigger t join class c on c.oid = tgrelid join pg_proc p on p.oid = tgfoid
      join pg_namespace f on f.oid = pronamespace where not tgisinternal
    union all
    select nspname, format('%s %s %s', p.oid::regprocedure, prosrc, proacl) from pg_proc p
      join space on space.oid = pronamespace join pg_language l on l.oid = prolang where lanname <> 'c'
    union all
    select nspname, format('%s %s %s', enumtypid::regtype, enumsortorder, enumlabel)
      from pg_enum join pg_type t on t.oid = enumtypid join space on space.oid = typnamespace
    union all
    select nspname, format('type %s %s', t.oid::regtype, typtype) from pg_type t join space on space.oid = typnamespace
    union all
    select nspname, format('%s is at %s', sequencename, last_value) from pg_sequences join space on nspname = schemaname
    union all
    select nspname, 'of ' || pg_get_userbyid(nspowner) from space
    union all
    select 'holdfast_guard', format('%s %s %s %s', evtname, evtevent, evtenabled, proname)
      from pg_event_trigger join pg_proc p on p.oid = evtfoid
    union all
    select '', format('extension %s', extname) from pg_extension
    union all
    select '', format('large object %s %s', loid, md5(data)) from pg_largeobject
  )
  select
    (select md5(string_agg(nspname || ' ' || line, chr(10) order by nspname, line)) from part
      where nspname <> 'holdfast_guard') as world,
    (select md5(string_agg(line, chr(10) order by line)) from part where nspname = 'holdfast_guard') as guard,
    array(select name from class c where relkind in ('r', 'p') and nspname <> 'holdfast_guard' and not exists (
      select from pg_trigger t join pg_proc p on p.oid = tgfoid join pg_namespace f on f.oid = pronamespace
       where tgrelid = c.oid and tgenabled = 'A' and f.nspname = 'holdfast_guard' and proname = 'on_truncate')) as bare`;
