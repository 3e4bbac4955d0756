import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { some } from "../runs.fixture.ts";
import { type Case, lines, verifyCase } from "./cases.fixture.ts";

/** A migration that must not pass. */
interface Loss extends Case {
  /** Every error, and no other: its code, its object, and the line of the candidate that is to blame. */
  readonly finds: readonly string[];
  /** What the findings must also say. */
  readonly says?: RegExp;
}

const people = "create table people (id serial primary key, name text not null, email text, age integer)";
const contacts = "create table contacts (id integer primary key, first_name text not null, last_name text not null)";
const family = `create table parents (id serial primary key, name text not null);
  create table children (id serial primary key, parent_id integer not null references parents on delete cascade, toy text)`;
const log = "create table log (at timestamptz not null, level text, message text)";
const orders = "create table orders (id serial primary key, status text not null, total numeric(10,2))";
const readings = `create table readings (id bigint, day date not null, value real, primary key (id, day)) partition by range (day);
  create table readings_old partition of readings for values from (minvalue) to ('2025-01-01');
  create table readings_new partition of readings for values from ('2025-01-01') to (maxvalue)`;
const notes = `create table notes (id serial primary key, author text not null, body text);
  alter table notes enable row level security;
  create policy own on notes using (author = current_user)`;
const touched = `create table pages (id serial primary key, title text not null, touched_at timestamptz);
  create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
  create trigger touch before update on pages for each row execute function touch()`;

const structure: readonly Loss[] = [
  {
    title: "a nullable column dropped and added back",
    base: people,
    candidate: ["alter table people drop column email", "alter table people add column email text"],
    finds: ["survival/column-lost public.people.email at 1"],
  },
  {
    title: "a rename written as add and drop",
    base: people,
    candidate: ["alter table people add column mail text", "alter table people drop column email"],
    finds: ["survival/column-lost public.people.email at 2"],
  },
  {
    title: "a rename written as add and drop in one statement",
    base: people,
    candidate: ["alter table people drop column email, add column mail text not null default ''"],
    finds: ["survival/column-lost public.people.email at 1"],
  },
  {
    title: "a column dropped by dynamic SQL in a DO block",
    base: people,
    candidate: ["do $$ begin execute 'alter table people ' || 'dr' || 'op column email'; end $$"],
    finds: ["survival/column-lost public.people.email at 1"],
  },
  {
    title: "an old column name given to a new, empty column",
    base: people,
    candidate: ["alter table people rename column email to mail", "alter table people add column email text"],
    finds: ["survival/name-reused public.people.email at 2"],
  },
  {
    title: "a copy that is made before the values and renamed back",
    base: people,
    candidate: [
      "alter table people add column copy text",
      "update people set copy = email where age > 30",
      "alter table people drop column email",
      "alter table people rename column copy to email",
    ],
    finds: ["survival/column-lost public.people.email at 3"],
  },
  {
    title: "an integer key dropped for a uuid",
    base: people,
    candidate: [
      "alter table people drop column id",
      "alter table people add column id uuid primary key default gen_random_uuid()",
    ],
    finds: ["survival/column-lost public.people.id at 1"],
  },
  {
    title: "a key dropped and numbered again",
    base: people,
    candidate: ["alter table people drop column id", "alter table people add column id serial primary key"],
    finds: ["survival/column-lost public.people.id at 1"],
  },
  {
    title: "a table set aside under another name with an empty successor",
    base: people,
    candidate: ["alter table people rename to people_old", "create table people (like people_old including all)"],
    finds: ["survival/name-reused public.people at 2"],
  },
  {
    title: "an old table name kept as a view that leaves rows out",
    base: people,
    candidate: [
      "alter table people rename to persons",
      "create view people as select * from persons where email is not null",
    ],
    finds: ["survival/name-reused public.people at 2"],
  },
  {
    title: "an old table name kept as a view that gives a column otherwise",
    base: people,
    candidate: [
      "alter table people rename to persons",
      "create view people as select id, lower(name) as name, email, age from persons",
    ],
    finds: ["survival/name-reused public.people at 2"],
  },
  {
    title: "an old table name kept as a view that leaves a column out",
    base: people,
    candidate: ["alter table people rename to persons", "create view people as select id, name, email from persons"],
    finds: ["survival/name-reused public.people at 2"],
  },
  {
    title: "two tables that exchange their names",
    base: "create table a (id integer primary key, v text); create table b (id integer primary key, v text)",
    candidate: ["alter table a rename to c", "alter table b rename to a", "alter table c rename to b"],
    finds: ["survival/name-reused public.a at 2", "survival/name-reused public.b at 3"],
  },
  {
    title: "a table dropped and created again",
    base: contacts,
    candidate: ["drop table contacts", contacts],
    finds: ["survival/rows-lost public.contacts at 1"],
  },
  {
    title: "a schema dropped with what is in it",
    base: "create schema crm; create table crm.leads (id serial primary key, name text); create table public.kept (id int)",
    candidate: ["drop schema crm cascade"],
    finds: ["survival/table-lost crm.leads at 1"],
  },
  {
    title: "a column lost through DROP DOMAIN CASCADE",
    base: "create domain mail as text check (value like '%@%'); create table people (id serial primary key, email mail)",
    candidate: ["drop domain mail cascade"],
    finds: ["survival/column-lost public.people.email at 1"],
  },
  {
    title: "a column lost through DROP TYPE CASCADE",
    base: "create type mood as enum ('sad', 'ok'); create table people (id serial primary key, mood mood)",
    candidate: ["drop type mood cascade"],
    finds: ["survival/column-lost public.people.mood at 1"],
  },
  {
    title: "a column lost through DROP EXTENSION CASCADE",
    base: "create extension citext; create table people (id serial primary key, email citext)",
    candidate: ["drop extension citext cascade"],
    finds: ["survival/column-lost public.people.email at 1"],
  },
  {
    title: "a composite type's attribute dropped",
    base: `create type address as (street text, zip text);
      create table shops (id serial primary key, address address, name text)`,
    candidate: ["alter type address drop attribute zip cascade"],
    finds: ["survival/values-altered public.shops.address at 1"],
  },
  {
    title: "a column of a partition tree dropped",
    base: readings,
    candidate: ["alter table readings drop column value"],
    finds: ["survival/column-lost public.readings.value at 1"],
  },
];

const rows: readonly Loss[] = [
  {
    title: "rows deleted by a function that is called",
    base: `${people}; create function purge() returns void language plpgsql as 'begin delete from people where age >= 18; end'`,
    candidate: ["select purge()"],
    finds: ["survival/rows-lost public.people at 1"],
  },
  {
    title: "rows deleted by a function that the candidate makes and drops",
    base: people,
    candidate: [
      "create function purge() returns void language sql as 'delete from people where email is null'",
      "select purge()",
      "drop function purge()",
    ],
    finds: ["survival/rows-lost public.people at 2"],
  },
  {
    title: "rows deleted by a literal that only the candidate mentions",
    base: orders,
    candidate: ["delete from orders where status = 'cancelled'"],
    finds: ["survival/rows-lost public.orders at 1"],
  },
  {
    title: "rows deleted by a pattern",
    base: people,
    candidate: ["delete from people where email like '%@test.example'"],
    finds: ["survival/rows-lost public.people at 1"],
  },
  {
    title: "rows deleted by their age",
    base: log,
    candidate: ["delete from log where at < now() - interval '1 year'"],
    finds: ["survival/rows-lost public.log at 1"],
  },
  {
    title: "rows deleted in a CTE of a harmless SELECT",
    base: orders,
    candidate: ["with gone as (delete from orders where total > 100 returning id) select count(*) from gone"],
    finds: ["survival/rows-lost public.orders at 1"],
  },
  {
    title: "rows deleted by MERGE",
    base: `${orders}; create table returns (id serial primary key, order_id integer not null references orders)`,
    candidate: [
      "alter table returns drop constraint returns_order_id_fkey",
      "merge into orders o using returns r on r.order_id = o.id and r.id < 5 when matched then delete",
    ],
    finds: ["survival/rows-lost public.orders at 2"],
  },
  {
    title: "rows moved to an archive",
    base: orders,
    candidate: [
      "create table archive (like orders)",
      "insert into archive select * from orders where status = 'done'",
      "delete from orders where status = 'done'",
    ],
    finds: ["survival/rows-lost public.orders at 3"],
  },
  {
    title: "child rows deleted through ON DELETE CASCADE",
    base: family,
    candidate: ["delete from parents where id % 2 = 0"],
    finds: ["survival/rows-lost public.children at 1", "survival/rows-lost public.parents at 1"],
  },
  {
    title: "references emptied through ON DELETE SET NULL",
    base: `create table teams (id integer primary key, name text);
      create table members (id integer primary key, team_id integer references teams on delete set null)`,
    candidate: ["delete from teams"],
    finds: ["survival/rows-lost public.teams at 1", "survival/values-altered public.members.team_id at 1"],
  },
  {
    title: "TRUNCATE CASCADE",
    base: family,
    candidate: ["truncate parents cascade"],
    finds: ["survival/rows-lost public.children at 1", "survival/rows-lost public.parents at 1"],
  },
  {
    title: "half of a table without primary key deleted",
    base: log,
    candidate: [
      "delete from log where ctid in (select ctid from log order by ctid limit (select count(*) / 2 from log))",
    ],
    finds: ["survival/rows-lost public.log at 1"],
  },
  {
    title: "duplicates merged",
    base: "create table tags (id serial primary key, label text not null check (label in ('red', 'green')), note text)",
    candidate: ["delete from tags a using tags b where a.id > b.id and a.label = b.label"],
    finds: ["survival/rows-lost public.tags at 1"],
  },
  {
    title: "a table rebuilt with a WHERE",
    base: people,
    candidate: [
      "create table people_new (like people including all)",
      "insert into people_new select * from people where email is not null",
      "alter table people_new alter column id drop default",
      "drop table people",
      "alter table people_new rename to people",
    ],
    finds: ["survival/rows-lost public.people at 4"],
  },
  {
    title: "a child of plain inheritance emptied",
    base: "create table events (id integer primary key, at date); create table clicks (x integer) inherits (events)",
    candidate: ["delete from clicks"],
    finds: ["survival/rows-lost public.clicks at 1"],
  },
  {
    title: "a partition detached",
    base: readings,
    candidate: ["alter table readings detach partition readings_old"],
    finds: ["survival/rows-detached public.readings at 1"],
  },
  {
    title: "a partition dropped",
    base: readings,
    candidate: ["drop table readings_old"],
    finds: ["survival/rows-lost public.readings at 1"],
  },
  {
    title: "a natural key written in capitals",
    base: "create table countries (code text primary key, name text)",
    candidate: ["update countries set code = upper(code)"],
    finds: ["survival/rows-lost public.countries at 1"],
  },
  {
    title: "a partition detached and dropped",
    base: readings,
    candidate: ["alter table readings detach partition readings_old", "drop table readings_old"],
    finds: ["survival/rows-lost public.readings at 1"],
  },
  {
    title: "an upsert over rows that are there",
    base: people,
    candidate: [
      "insert into people (id, name) select id, 'unknown' from people on conflict (id) do update set name = excluded.name",
    ],
    finds: ["survival/values-altered public.people.name at 1"],
  },
];

const values: readonly Loss[] = [
  {
    title: "a table rebuilt by INSERT … SELECT with two columns swapped",
    base: contacts,
    candidate: [
      contacts.replace("contacts", "contacts_new"),
      "insert into contacts_new (id, last_name, first_name) select id, first_name, last_name from contacts",
      "drop table contacts",
      "alter table contacts_new rename to contacts",
    ],
    finds: [
      "survival/values-altered public.contacts.first_name at 3",
      "survival/values-altered public.contacts.last_name at 3",
    ],
  },
  {
    title: "two columns' values swapped by UPDATE",
    base: contacts,
    candidate: ["update contacts set first_name = last_name, last_name = first_name"],
    finds: [
      "survival/values-altered public.contacts.first_name at 1",
      "survival/values-altered public.contacts.last_name at 1",
    ],
  },
  {
    title: "a column's values shifted by one row",
    base: people,
    candidate: [
      "update people p set name = s.name from (select id, lag(name, 1, name) over (order by id) as name from people) s where s.id = p.id",
    ],
    finds: ["survival/values-altered public.people.name at 1"],
  },
  {
    title: "values shifted by one row in a table without key",
    base: log,
    candidate: [
      "update log l set at = s.at from (select ctid as place, lead(at, 1, first) over (order by ctid) as at from (select ctid, at, min(at) over () as first from log) x) s where s.place = l.ctid",
    ],
    finds: ["survival/values-altered public.log.at at 1"],
  },
  {
    title: "one boolean flipped",
    base: "create table flags (id serial primary key, enabled boolean not null)",
    candidate: ["update flags set enabled = not enabled where id = (select min(id) from flags)"],
    finds: ["survival/values-altered public.flags.enabled at 1"],
  },
  {
    title: "numeric scale cut",
    base: orders,
    candidate: ["alter table orders alter column total type numeric(10,1)"],
    finds: ["survival/values-altered public.orders.total at 1"],
  },
  {
    title: "numeric widened with a small addition",
    base: orders,
    candidate: ["alter table orders alter column total type numeric(14,4) using total + 0.0001"],
    finds: ["survival/values-altered public.orders.total at 1"],
  },
  {
    title: "numeric to integer",
    base: orders,
    candidate: ["alter table orders alter column total type integer"],
    finds: ["survival/values-altered public.orders.total at 1"],
  },
  {
    title: "tokens made anew",
    base: "create table sessions (id serial primary key, token uuid not null default gen_random_uuid())",
    candidate: ["update sessions set token = gen_random_uuid()"],
    finds: ["survival/values-altered public.sessions.token at 1"],
  },
  {
    title: "an UPDATE whose subquery finds nothing for some rows",
    base: `${people}; create table profiles (person_id integer primary key references people, email text)`,
    candidate: ["update people p set email = (select x.email from profiles x where x.person_id = p.id)"],
    finds: ["survival/values-altered public.people.email at 1"],
  },
  {
    title: "timestamptz to date",
    base: log,
    candidate: ["alter table log alter column at type date"],
    finds: ["survival/values-altered public.log.at at 1"],
  },
  {
    title: "a timestamp shifted by a session time zone",
    base: "create table visits (id serial primary key, at timestamp)",
    candidate: ["set local time zone 'America/New_York'", "alter table visits alter column at type timestamptz"],
    finds: ["survival/values-altered public.visits.at at 2"],
  },
  {
    title: "timestamps cut to seconds",
    base: log,
    candidate: ["alter table log alter column at type timestamptz(0)"],
    finds: ["survival/values-altered public.log.at at 1"],
  },
  {
    title: "double to real",
    base: "create table points (id serial primary key, x double precision)",
    candidate: ["alter table points alter column x type real"],
    finds: ["survival/values-altered public.points.x at 1"],
  },
  {
    title: "double to real, in bounds that both hold",
    base: "create table places (id serial primary key, longitude double precision check (longitude between -180 and 180))",
    candidate: ["alter table places alter column longitude type real"],
    finds: ["survival/values-altered public.places.longitude at 1"],
  },
  {
    title: "varchar cut with USING left()",
    base: "create table people (id serial primary key, name varchar(40))",
    candidate: ["alter table people alter column name type varchar(20) using left(name, 20)"],
    finds: ["survival/values-altered public.people.name at 1"],
  },
  {
    title: "codes with leading zeros made numbers",
    base: "create table places (id serial primary key, zip text not null check (zip ~ '^[0-9]{5}$'))",
    candidate: [
      "alter table places drop constraint places_zip_check",
      "alter table places alter column zip type integer using zip::integer",
    ],
    finds: ["survival/values-altered public.places.zip at 2"],
  },
  {
    title: "citext lowered",
    base: "create extension citext; create table people (id serial primary key, email citext not null)",
    candidate: ["update people set email = lower(email::text)"],
    finds: ["survival/values-altered public.people.email at 1"],
  },
  {
    title: "text trimmed",
    base: people,
    candidate: ["update people set name = trim(name)"],
    finds: ["survival/values-altered public.people.name at 1"],
  },
  {
    title: "empty strings made NULL",
    base: people,
    candidate: ["update people set email = nullif(email, '')"],
    finds: ["survival/values-altered public.people.email at 1"],
  },
  {
    title: "non-ASCII characters replaced",
    base: people,
    candidate: ["update people set name = regexp_replace(name, '[^[:ascii:]]', '?', 'g')"],
    finds: ["survival/values-altered public.people.name at 1"],
  },
  {
    title: "jsonb 1.0 to 1",
    base: "create table settings (id serial primary key, doc jsonb)",
    candidate: ["update settings set doc = regexp_replace(doc::text, '(\\d)\\.0+\\M', '\\1', 'g')::jsonb"],
    finds: ["survival/values-altered public.settings.doc at 1"],
  },
  {
    title: "intervals justified",
    base: "create table jobs (id serial primary key, every interval not null)",
    candidate: ["update jobs set every = justify_interval(every)"],
    finds: ["survival/values-altered public.jobs.every at 1"],
  },
  {
    title: "bytea encoded again",
    base: "create table files (id serial primary key, content bytea)",
    candidate: ["update files set content = convert_to(encode(content, 'base64'), 'UTF8')"],
    finds: ["survival/values-altered public.files.content at 1"],
  },
  {
    title: "arrays reversed",
    base: "create table posts (id serial primary key, tags text[] not null default '{}')",
    candidate: ["update posts set tags = array(select t from unnest(tags) with ordinality as u(t, n) order by n desc)"],
    finds: ["survival/values-altered public.posts.tags at 1"],
  },
  {
    title: "an array made a text that cannot be taken apart",
    base: "create table posts (id serial primary key, tags text[])",
    candidate: ["alter table posts alter column tags type text using array_to_string(tags, ',')"],
    finds: ["survival/values-altered public.posts.tags at 1"],
  },
  {
    title: "a number made a time, for which there is no cast",
    base: "create table calls (id serial primary key, at integer not null)",
    candidate: ["alter table calls alter column at type timestamptz using to_timestamp(at)"],
    finds: ["survival/conversion-unproven public.calls.at at 1"],
  },
  {
    title: "an enum label folded into another",
    base: "create type status as enum ('draft', 'open', 'closed'); create table tickets (id serial primary key, status status)",
    candidate: [
      "alter type status rename to status_old",
      "create type status as enum ('open', 'closed')",
      "alter table tickets alter column status type status using (case status::text when 'draft' then 'open' else status::text end)::status",
      "drop type status_old",
    ],
    finds: ["survival/values-altered public.tickets.status at 3"],
  },
  {
    title: "a domain exchanged for a coarser one",
    base: `create domain price as numeric(10,2); create domain rounded as numeric(10,0);
      create table products (id serial primary key, price price)`,
    candidate: ["alter table products alter column price type rounded"],
    finds: ["survival/values-altered public.products.price at 1"],
  },
  {
    title: "the input of a generated column changed",
    base: `create table items (id serial primary key, price integer not null check (price between 1 and 999),
      gross integer generated always as (price * 2) stored)`,
    candidate: ["update items set price = price % 900 + 1"],
    finds: ["survival/values-altered public.items.price at 1"],
  },
  {
    title: "values changed through a view",
    base: `${people}; create view names as select id, name from people`,
    candidate: ["update names set name = upper(name)"],
    finds: ["survival/values-altered public.people.name at 1"],
  },
  {
    title: "values that a trigger writes when others are touched",
    base: touched,
    candidate: ["update pages set title = title"],
    finds: ["survival/values-altered public.pages.touched_at at 1"],
    says: /trigger touch writes this column/,
  },
  {
    title: "hostile names",
    base: `create schema "Shop; DROP"; create table "Shop; DROP"."order" (
      "primary" serial primary key, "unit ""price""" numeric(8,2) not null, "Größe'; --" text, "${"ü".repeat(31)}x" boolean)`,
    candidate: [
      `alter table "Shop; DROP"."order" drop column "Größe'; --"`,
      `update "Shop; DROP"."order" set "unit ""price""" = 1, "${"ü".repeat(31)}x" = not "${"ü".repeat(31)}x"`,
    ],
    finds: [
      "survival/column-lost Shop; DROP.order.Größe'; -- at 1",
      'survival/values-altered Shop; DROP.order.unit "price" at 2',
      `survival/values-altered Shop; DROP.order.${"ü".repeat(31)}x at 2`,
    ],
  },
];

const protection: readonly Loss[] = [
  {
    title: "a sequence set back",
    base: people,
    candidate: ["select setval('people_id_seq', 1, false)"],
    finds: ["protection/sequence-behind public.people.id at 1"],
  },
  {
    title: "an identity restarted",
    base: "create table people (id integer generated always as identity primary key, name text)",
    candidate: ["alter table people alter column id restart"],
    finds: ["protection/sequence-behind public.people.id at 1"],
  },
  {
    title: "a serial made an identity without setval",
    base: people,
    candidate: [
      "alter table people alter column id drop default",
      "drop sequence people_id_seq",
      "alter table people alter column id add generated by default as identity",
    ],
    finds: ["protection/sequence-behind public.people.id at 3"],
  },
  {
    title: "row-level security disabled",
    base: notes,
    candidate: ["alter table notes disable row level security"],
    finds: ["protection/row-security-lost public.notes at 1"],
  },
  {
    title: "row-level security no longer forced on the owner",
    base: `${notes}; alter table notes force row level security`,
    candidate: ["alter table notes no force row level security"],
    finds: ["protection/row-security-lost public.notes at 1"],
  },
  {
    title: "a policy widened under the same name",
    base: notes,
    candidate: ["drop policy own on notes", "create policy own on notes using (true)"],
    finds: ["protection/policy-changed public.notes.own at 1"],
  },
  {
    title: "a policy altered",
    base: notes,
    candidate: ["alter policy own on notes using (author = current_user or body is null)"],
    finds: ["protection/policy-changed public.notes.own at 1"],
  },
  {
    title: "a trigger and row-level security lost in a rebuild",
    base: `${touched}; alter table pages enable row level security`,
    candidate: [
      "create table pages_new (like pages including all)",
      "alter table pages_new alter column id drop default",
      "insert into pages_new select * from pages",
      "drop table pages",
      "alter table pages_new rename to pages",
      "alter table pages alter column id add generated by default as identity",
      "select setval(pg_get_serial_sequence('pages', 'id'), max(id)) from pages",
    ],
    finds: ["protection/row-security-lost public.pages at 4", "protection/trigger-lost public.pages.touch at 4"],
  },
  {
    title: "a trigger disabled for a backfill and never enabled again",
    base: touched,
    candidate: ["alter table pages disable trigger touch", "update pages set title = title"],
    finds: ["protection/trigger-disabled public.pages.touch at 1"],
  },
];

const failures: readonly Loss[] = [
  {
    title: "SET NOT NULL on NULLs",
    base: people,
    candidate: ["alter table people add column x integer", "alter table people alter column email set not null"],
    finds: ["candidate/failed public.people.email at 2"],
    says: /SQLSTATE 23502.*\d+ rows? of public\.people stands? in the way/,
  },
  {
    title: "a required column without default",
    base: people,
    candidate: ["alter table people add column country text not null"],
    finds: ["candidate/failed public.people.country at 1"],
    says: /SQLSTATE 23502.*\d+ rows? of public\.people stands? in the way/,
  },
  {
    title: "UNIQUE on duplicates",
    base: "create table seats (id serial primary key, row_label text not null check (row_label in ('A', 'B')))",
    candidate: ["alter table seats add constraint one_row unique (row_label)"],
    finds: ["candidate/failed public.seats at 1"],
    says: /SQLSTATE 23505.*\d+ rows of public\.seats stand in the way.*\(row_label\)=\(A\)/,
  },
  {
    title: "a check that rows break",
    base: people,
    candidate: ["alter table people add constraint adult check (age >= 18)"],
    finds: ["candidate/failed public.people at 1"],
    says: /SQLSTATE 23514.*\d+ rows of public\.people stand in the way/,
  },
  {
    title: "a foreign key over rows that point at nothing",
    base: `${people}; create table letters (id serial primary key, person_id integer)`,
    candidate: ["alter table letters add foreign key (person_id) references people"],
    finds: ["candidate/failed public.letters.person_id at 1"],
    says: /SQLSTATE 23503.*\d+ rows of public\.letters stand in the way/,
  },
  {
    title: "texts that are no numbers",
    base: people,
    candidate: ["alter table people alter column name type integer using name::integer"],
    finds: ["candidate/failed public.people.name at 1"],
    says: /SQLSTATE 22P02.*\d+ rows of public\.people stand in the way/,
  },
  {
    title: "values too long for a shorter varchar",
    base: "create table people (id serial primary key, name varchar(40))",
    candidate: ["alter table people alter column name type varchar(20)"],
    finds: ["candidate/failed public.people.name at 1"],
    says: /SQLSTATE 22001.*\d+ rows? of public\.people stands? in the way/,
  },
  {
    title: "numbers too large for a smaller integer",
    base: "create table counters (id serial primary key, hits bigint)",
    candidate: ["alter table counters alter column hits type integer"],
    finds: ["candidate/failed public.counters.hits at 1"],
    says: /SQLSTATE 22003.*\d+ rows? of public\.counters stands? in the way/,
  },
  {
    title: "a deferred foreign key that fails at COMMIT",
    base: `create table teams (id integer primary key, name text);
      create table members (id integer primary key, team_id integer not null references teams deferrable initially deferred)`,
    candidate: ["delete from teams"],
    finds: ["candidate/failed public.members.team_id"],
    says: /at COMMIT.*SQLSTATE 23503/,
  },
];

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

describe.for([
  ["tables and columns", structure],
  ["rows", rows],
  ["values", values],
  ["protection", protection],
  ["a candidate that fails", failures],
] as const)("found, with nothing else accused: %s", ([, losses]) => {
  test.for(some(losses, Math.ceil(losses.length / 2)))("$title", async (loss) => {
    const { verdict, findings } = await verifyCase(loss, server);
    const errors = findings.filter((finding) => finding.severity === "error");
    expect(lines(errors)).toEqual(loss.finds);
    expect(errors.map((finding) => finding.message).join("\n")).toMatch(loss.says ?? /./);
    expect(verdict).toBe("unsafe");
  });
});
