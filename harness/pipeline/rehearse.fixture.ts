/** What a superuser prepares: a role, and an extension where one can be made. */
export const preamble = `
  do $$ begin
    if to_regrole('reporting') is null then create role reporting; end if;
    if exists (select from pg_available_extensions where name = 'pg_trgm') then create extension pg_trgm; end if;
  end $$;`;

/** A schema of nearly everything that comes back from a dump in its own way. */
export const awkward = `
create type mood as enum ('sad', 'it''s ok', 'happy');
alter type mood add value 'meh' before 'sad';
create domain age as int check (value >= 0 and value < 200);
create type pair as (a int, m mood);
create type span as range (subtype = date);
create schema "Odd ""schema";
create table people (
  id bigint generated always as identity primary key, gone text, name varchar(40) not null,
  kind varchar(10) not null check (kind in ('a', 'b', 'c')), m mood, ms mood[], p pair, a age, s span, j jsonb, js json, x xml,
  b bytea, n numeric, d double precision, t timestamptz, iv interval, ip inet, c char(5), bits bit varying(9), tsv tsvector,
  low text generated always as (lower(name)) stored
);
alter table people drop column gone;
create unique index on people (lower(name), id) where a > 3;
create table "Odd ""schema"."T able" ("Id.x" uuid primary key default gen_random_uuid(), "ü" text);
create table loose (a text, b int);
alter table loose add constraint later check (b > 2147483640) not valid;
create table part (id int, at date, primary key (id, at)) partition by range (at);
create table part_1 partition of part for values from ('2020-01-01') to ('2021-01-01');
create table part_d partition of part default;
create table parent (id int primary key, v text);
create table child (w text) inherits (parent);
create unlogged table quick (id int primary key, v text);
create table secret (id int primary key, tenant text);
alter table secret enable row level security;
alter table secret force row level security;
create policy own on secret to reporting using (tenant = current_setting('app.tenant', true));
grant all on people to current_user;
revoke update on loose from current_user;
grant select on secret to reporting;
grant select (id, kind) on people to public;
create materialized view counted as select count(*) as n, kind from people group by kind;
create view some_people with (security_barrier = true) as
  select id, name, (p).m, kind in ('a', 'b') as ab from people where kind = any (array['a', 'b']::varchar[]);
create function stamp() returns trigger language plpgsql as $$ begin new.v := coalesce(new.v, '') || '!'; return new; end $$;
create trigger stamped before insert or update on quick for each row execute function stamp();
alter table quick enable always trigger stamped;
create trigger stamped before insert or update on parent for each row execute function stamp();
alter table parent disable trigger stamped;
create rule kept as on delete to parent do instead nothing;
create sequence lone start 5 increment 3 cycle maxvalue 500;
select nextval('lone'), nextval('lone');
create table refs (id int primary key, p bigint references people (id) deferrable initially deferred);
create table named (id int primary key, what regclass, how regprocedure, all_of_it regclass[]);
insert into named values (1000001, 'people', 'stamp()', '{people,secret}');
select lo_put(lo_from_bytea(70001, '\\x00ff00'), 3000000, 'far away');
select lo_create(70002);`;

/** What a dump does not bring back: values that a function makes anew, and rows that only pass a check on some search path. */
export const unrestorable = `
create function shout(t text) returns text language sql immutable as $$ select upper(t) $$;
create table words (id int primary key, w text not null, loud text generated always as (shout(w)) stored);
insert into words (id, w) values (1000001, 'abc'), (1000002, 'def');
create or replace function shout(t text) returns text language sql immutable as $$ select upper(t) || '!' $$;
create function within(t text) returns boolean language plpgsql as $$
  begin
    if current_setting('search_path') = '' then raise exception 'canary %', t; end if;
    return true;
  end $$;
create table orders (id int primary key, code text check (within(code)));
insert into orders values (1, 'canary-7');
create table lines (id int primary key, order_id int references orders (id));
insert into lines values (1, 1);`;
