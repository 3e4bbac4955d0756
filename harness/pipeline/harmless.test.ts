import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { some } from "../runs.fixture.ts";
import { type Case, changes, lines, verifyCase } from "./cases.fixture.ts";

/** A migration that must pass. */
interface Harmless extends Case {
  /** What became of every column that is not simply kept. */
  readonly becomes?: readonly string[];
  /** Every warning but those about going back, and no other. */
  readonly warns?: readonly string[];
}

const people = "create table people (id serial primary key, name text not null, email text, age integer)";
const family = `create table parents (id serial primary key, name text not null);
  create table children (id serial primary key, parent_id integer not null references parents on delete cascade, toy text)`;
const orders = "create table orders (id serial primary key, status text not null, total numeric(10,2))";
const readings = `create table readings (id bigint, day date not null, value real, primary key (id, day)) partition by range (day);
  create table readings_old partition of readings for values from (minvalue) to ('2025-01-01')`;
const notes = `create table notes (id serial primary key, author text not null, body text);
  alter table notes enable row level security;
  create policy own on notes using (author = current_user)`;
const touched = `create table pages (id serial primary key, title text not null, touched_at timestamptz);
  create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
  create trigger touch before update on pages for each row execute function touch()`;
const long = "ü".repeat(31);

const names: readonly Harmless[] = [
  {
    title: "a column renamed",
    base: people,
    candidate: ["alter table people rename column email to mail"],
    becomes: ["public.people.email renamed public.people.mail"],
  },
  {
    title: "a column renamed in a chain that ends at another column's old name",
    base: people,
    candidate: [
      "alter table people rename column email to mail",
      "alter table people rename column mail to address",
      "alter table people drop constraint people_pkey",
      "alter table people rename column id to number",
      "alter table people add primary key (number)",
    ],
    becomes: ["public.people.id renamed public.people.number", "public.people.email renamed public.people.address"],
  },
  {
    title: "a table renamed, in a chain",
    base: family,
    candidate: ["alter table parents rename to adults", "alter table adults rename to guardians"],
  },
  {
    title: "a schema renamed, and a table moved out of it",
    base: "create schema crm; create table crm.leads (id serial primary key, name text); create table crm.deals (id int)",
    candidate: ["alter schema crm rename to sales", "alter table sales.deals set schema public"],
  },
  {
    title: "two columns that exchange their names",
    base: "create table spans (id integer primary key, lower integer not null, upper integer not null)",
    candidate: [
      "alter table spans rename column lower to x",
      "alter table spans rename column upper to lower",
      "alter table spans rename column x to upper",
    ],
    becomes: ["public.spans.lower renamed public.spans.upper", "public.spans.upper renamed public.spans.lower"],
    warns: ["survival/name-reused public.spans.lower at 2", "survival/name-reused public.spans.upper at 3"],
  },
  {
    title: "an old table name kept as a view",
    base: people,
    candidate: ["alter table people rename to persons", "create view people as select * from persons"],
  },
  {
    title: "an old column name kept as a generated column",
    base: people,
    candidate: [
      "alter table people rename column email to mail",
      "alter table people add column email text generated always as (mail) stored",
    ],
    becomes: ["public.people.email renamed public.people.mail"],
  },
  {
    title: "an enum, its label, a domain, a constraint, an index and a sequence renamed",
    base: `create type status as enum ('draft', 'open'); create domain mail as text;
      create table tickets (id serial primary key, status status not null default 'draft', email mail unique)`,
    candidate: [
      "alter type status rename value 'draft' to 'new'",
      "alter type status rename to ticket_status",
      "alter domain mail rename to email_address",
      "alter table tickets rename constraint tickets_email_key to one_email",
      "alter index tickets_pkey rename to tickets_key",
      "alter sequence tickets_id_seq rename to ticket_numbers",
    ],
  },
  {
    title: "hostile names renamed",
    base: `create schema "Shop; DROP"; create table "Shop; DROP"."order" (
      "primary" serial primary key, "unit ""price""" numeric(8,2) not null, "Größe'; --" text, "${long}x" boolean)`,
    candidate: [
      `alter table "Shop; DROP"."order" rename column "unit ""price""" to "select"`,
      `alter table "Shop; DROP"."order" rename column "${long}x" to "x${long}"`,
      `alter table "Shop; DROP"."order" rename to "group"`,
      `alter schema "Shop; DROP" rename to "日本 ""語"""`,
    ],
    becomes: [
      'Shop; DROP.order.unit "price" renamed 日本 "語".group.select',
      `Shop; DROP.order.${long}x renamed 日本 "語".group.x${long}`,
    ],
  },
];

const additions: readonly Harmless[] = [
  {
    title: "columns added with and without default",
    base: people,
    candidate: [
      "alter table people add column note text",
      "alter table people add column country text not null default 'CH'",
      "alter table people add column token uuid not null default gen_random_uuid(), add column made timestamptz default now()",
    ],
  },
  {
    title: "a new column filled from old ones, and then required",
    base: people,
    candidate: [
      "alter table people add column label text",
      "update people set label = name || coalesce(email, '')",
      "alter table people alter column label set not null",
    ],
  },
  {
    title: "a new table with a foreign key, filled from an old one",
    base: people,
    candidate: [
      "create table addresses (id serial primary key, person_id integer not null references people on delete cascade, line text)",
      "insert into addresses (person_id, line) select id, email from people where email is not null",
    ],
  },
  {
    title: "an index, a view, a trigger, a comment, a grant",
    base: people,
    candidate: [
      "create index people_email on people (lower(email)) where email is not null",
      "create view adults as select id, name from people where age >= 18",
      "create materialized view ages as select age, count(*) from people group by age",
      "create function no() returns trigger language plpgsql as 'begin return new; end'",
      "create trigger no before update on people for each row execute function no()",
      "comment on table people is 'all of them'; comment on column people.age is 'in years'",
      "grant select on people to public",
    ],
  },
  {
    title: "a generated column added, dropped and added again",
    base: "create table items (id serial primary key, price integer not null check (price between 1 and 999), gross integer generated always as (price * 2) stored)",
    candidate: [
      "alter table items add column net integer generated always as (price * 3) stored",
      "alter table items drop column gross",
      "alter table items add column gross integer generated always as (price * 2) stored",
    ],
  },
  {
    title: "a generated column made a plain one",
    base: "create table items (id serial primary key, price integer not null check (price between 1 and 999), gross integer generated always as (price * 2) stored)",
    candidate: ["alter table items alter column gross drop expression"],
  },
  {
    title: "a generated column dropped, whose inputs stay",
    base: "create table items (id serial primary key, price integer not null check (price between 1 and 999), gross integer generated always as (price * 2) stored)",
    candidate: ["alter table items drop column gross"],
    becomes: ["public.items.gross lost public.items.null"],
    warns: ["survival/generation-changed public.items.gross at 1"],
  },
  {
    title: "an enum label added, and a new enum column with a default",
    base: "create type status as enum ('draft', 'open'); create table tickets (id serial primary key, status status not null)",
    candidate: [
      "alter type status add value 'closed' after 'open'",
      "create type priority as enum ('low', 'high')",
      "alter table tickets add column priority priority not null default 'low'",
    ],
  },
  {
    title: "a lookup row inserted with a literal id",
    base: "create table roles (id integer primary key, label text not null unique)",
    candidate: ["insert into roles (id, label) values (1, 'admin'), (7, 'guest')"],
  },
  {
    title: "a row inserted through the sequence of a seeded table",
    base: people,
    candidate: ["insert into people (name) values ('system')"],
  },
  {
    title: "a temporary table",
    base: people,
    candidate: [
      "create temporary table old_people on commit drop as select * from people",
      "delete from old_people where age > 5",
      "drop table old_people",
    ],
  },
  {
    title: "a table created, filled and dropped in the candidate",
    base: people,
    candidate: ["create table scratch as select * from people", "update scratch set name = 'x'", "drop table scratch"],
  },
  {
    title: "a function that would delete rows, made and not called",
    base: people,
    candidate: ["create function purge() returns void language sql as 'delete from people where age > 5'"],
  },
];

const types: readonly Harmless[] = [
  {
    title: "int to bigint, a key and its references too",
    base: family,
    candidate: [
      "alter table parents alter column id type bigint",
      "alter table children alter column id type bigint, alter column parent_id type bigint",
      "alter sequence parents_id_seq as bigint",
    ],
    becomes: [
      "public.children.id converted public.children.id",
      "public.children.parent_id converted public.children.parent_id",
      "public.parents.id converted public.parents.id",
    ],
  },
  {
    title: "varchar to text, char to varchar, uuid to text",
    base: "create table codes (id serial primary key, a varchar(30), b char(6), c uuid)",
    candidate: ["alter table codes alter column a type text, alter column b type varchar(6), alter column c type text"],
    becomes: [
      "public.codes.a converted public.codes.a",
      "public.codes.b converted public.codes.b",
      "public.codes.c converted public.codes.c",
    ],
  },
  {
    title: "numbers widened",
    base: "create table sums (id serial primary key, a numeric(10,2), b real, c smallint, d integer)",
    candidate: [
      "alter table sums alter column a type numeric(14,4), alter column b type double precision",
      "alter table sums alter column c type integer, alter column d type numeric",
    ],
    becomes: ["a", "b", "c", "d"].map((column) => `public.sums.${column} converted public.sums.${column}`),
  },
  {
    title: "times widened",
    base: "create table times (id serial primary key, a timestamp(3), b date, c timestamptz, d time(0))",
    candidate: [
      "alter table times alter column a type timestamp(6), alter column b type timestamp",
      "alter table times alter column c type timestamp using c at time zone 'UTC', alter column d type time(6)",
    ],
    becomes: ["a", "b", "c", "d"].map((column) => `public.times.${column} converted public.times.${column}`),
    // A date reaches further than a timestamp.
    warns: ["candidate/overflows public.times.b at 1"],
  },
  {
    title: "text to enum",
    base: "create table tickets (id serial primary key, status text not null default 'open' check (status in ('open', 'closed')))",
    candidate: [
      "create type status as enum ('open', 'closed')",
      "alter table tickets drop constraint tickets_status_check, alter column status drop default",
      "alter table tickets alter column status type status using status::status, alter column status set default 'open'",
    ],
    becomes: ["public.tickets.status converted public.tickets.status"],
    warns: ["protection/constraint-lost public.tickets.tickets_status_check at 2"],
  },
  {
    title: "an enum made anew with its labels in another order",
    base: "create type status as enum ('open', 'closed'); create table tickets (id serial primary key, status status)",
    candidate: [
      "alter type status rename to status_old",
      "create type status as enum ('closed', 'open', 'waiting')",
      "alter table tickets alter column status type status using status::text::status",
      "drop type status_old",
    ],
  },
  {
    title: "text to citext, a domain to its type, boolean to integer",
    base: `create domain mail as text check (length(value) < 4000);
      create table people (id serial primary key, name text not null, email mail, active boolean not null)`,
    candidate: [
      "create extension citext",
      "alter table people alter column name type citext, alter column email type text",
      "alter table people alter column active type integer using active::integer",
    ],
    becomes: ["name", "email", "active"].map((column) => `public.people.${column} converted public.people.${column}`),
  },
  {
    title: "an enum to text with a check, arrays widened",
    base: "create type status as enum ('open', 'closed'); create table tickets (id serial primary key, status status, tags varchar(20)[])",
    candidate: [
      "alter table tickets alter column status type text, alter column tags type text[]",
      "alter table tickets add check (status in ('open', 'closed'))",
      "drop type status",
    ],
    becomes: ["status", "tags"].map((column) => `public.tickets.${column} converted public.tickets.${column}`),
  },
  {
    title: "a composite type's attribute added and another renamed",
    base: `create type address as (street text, zip text);
      create table shops (id serial primary key, address address, name text)`,
    candidate: [
      "alter type address add attribute country text cascade",
      "alter type address rename attribute zip to postcode",
    ],
  },
  {
    title: "json to jsonb",
    base: "create table settings (id serial primary key, doc json)",
    candidate: ["alter table settings alter column doc type jsonb"],
    becomes: ["public.settings.doc converted public.settings.doc"],
    warns: ["survival/duplicate-keys-lost public.settings.doc at 1"],
  },
];

const rules: readonly Harmless[] = [
  {
    title: "DROP NOT NULL, SET DEFAULT, DROP DEFAULT",
    base: "create table people (id serial primary key, name text not null, age integer default 3)",
    candidate: [
      "alter table people alter column name drop not null",
      "alter table people alter column name set default 'nobody'",
      "alter table people alter column age drop default",
    ],
  },
  {
    title: "NULLs filled before SET NOT NULL",
    base: people,
    candidate: [
      "update people set email = coalesce(email, 'unknown')",
      "alter table people alter column email set not null",
    ],
    becomes: ["public.people.email filled public.people.email"],
    warns: ["survival/values-filled public.people.email at 1"],
  },
  {
    title: "serial to identity with setval",
    base: people,
    candidate: [
      "alter table people alter column id drop default",
      "drop sequence people_id_seq",
      "alter table people alter column id add generated always as identity",
      "select setval(pg_get_serial_sequence('people', 'id'), (select max(id) from people))",
    ],
  },
  {
    title: "a foreign key replaced by one that is NOT VALID at first, and validated",
    base: family,
    candidate: [
      "alter table children drop constraint children_parent_id_fkey",
      "alter table children add constraint children_parent foreign key (parent_id) references parents on delete cascade not valid",
      "alter table children validate constraint children_parent",
    ],
  },
  {
    title: "a check that is NOT VALID, a required column checked first",
    base: people,
    candidate: [
      "alter table people add constraint adult check (age >= 18) not valid",
      "alter table people add constraint named check (name is not null) not valid",
      "alter table people validate constraint named",
      "alter table people drop constraint named",
    ],
  },
  {
    title: "a primary key over other columns, the old one kept unique",
    base: "create table people (id integer primary key, code uuid not null unique, name text)",
    candidate: [
      "alter table people drop constraint people_pkey",
      "alter table people add unique (id)",
      "alter table people add primary key (code)",
    ],
    warns: ["protection/constraint-lost public.people.people_pkey at 1"],
  },
  {
    title: "a unique constraint dropped",
    base: "create table people (id serial primary key, email text unique, name text)",
    candidate: ["alter table people drop constraint people_email_key"],
    warns: ["protection/constraint-lost public.people.people_email_key at 1"],
  },
  {
    title: "a table that may hold one row only",
    base: "create table settings (id boolean primary key default true check (id), title text not null, size integer)",
    candidate: ["alter table settings add column theme text", "alter table settings rename column size to width"],
    becomes: ["public.settings.size renamed public.settings.width"],
  },
  {
    title: "a trigger disabled for a backfill, and enabled again",
    base: touched,
    candidate: [
      "alter table pages disable trigger touch",
      "alter table pages add column slug text",
      "update pages set slug = lower(title)",
      "alter table pages enable trigger touch",
    ],
  },
  {
    title: "a policy and a trigger made anew as they were",
    base: `${notes}; ${touched}`,
    candidate: [
      "drop policy own on notes",
      "create policy own on notes using (author = current_user)",
      "drop trigger touch on pages",
      "create trigger touch before update on pages for each row execute function touch()",
    ],
  },
  {
    title: "a column renamed that a policy, a check, an index and a view name",
    base: `${notes}; alter table notes add check (author <> ''); create unique index one on notes (lower(author), id);
      create view authors as select author from notes`,
    candidate: ["alter table notes rename column author to written_by"],
    becomes: ["public.notes.author renamed public.notes.written_by"],
  },
  {
    title: "row-level security enabled",
    base: orders,
    candidate: ["alter table orders enable row level security", "create policy all_of_them on orders using (true)"],
  },
  {
    title: "a table made UNLOGGED, a materialized view left empty",
    base: `${orders}; create materialized view sums as select status, sum(total) from orders group by status`,
    candidate: ["alter table orders set unlogged", "refresh materialized view sums with no data"],
    warns: ["protection/unlogged public.orders at 1", "protection/view-unpopulated public.sums at 2"],
  },
];

const moves: readonly Harmless[] = [
  {
    title: "a faithful rebuild with its columns in another order",
    base: "create table contacts (id integer primary key, first_name text not null, last_name text not null)",
    candidate: [
      "create table contacts_new (last_name text not null, id bigint, first_name text not null)",
      "insert into contacts_new (id, first_name, last_name) select id, first_name, last_name from contacts",
      "drop table contacts",
      "alter table contacts_new rename to contacts",
      "alter table contacts add primary key (id)",
    ],
    becomes: ["public.contacts.id converted public.contacts.id"],
  },
  {
    title: "a faithful rebuild that forgets the grants",
    base: `${people}; grant select on people to public`,
    candidate: [
      "create table people_new (like people including all)",
      "insert into people_new select * from people",
      "alter sequence people_id_seq owned by people_new.id",
      "drop table people",
      "alter table people_new rename to people",
    ],
    warns: ["protection/grants-lost public.people at 4"],
  },
  {
    title: "a faithful column copy renamed back",
    base: people,
    candidate: [
      "alter table people add column copy varchar",
      "update people set copy = email",
      "alter table people drop column email",
      "alter table people rename column copy to email",
    ],
    becomes: ["public.people.email converted public.people.email"],
  },
  {
    title: "a faithful copy of the key renamed back",
    base: people,
    candidate: [
      "alter table people add column id_new bigint",
      "update people set id_new = id",
      "alter table people drop column id",
      "alter table people rename column id_new to id",
      "alter table people add primary key (id)",
      "alter table people alter column id add generated by default as identity",
      "select setval(pg_get_serial_sequence('people', 'id'), max(id)) from people",
    ],
    becomes: ["public.people.id converted public.people.id"],
  },
  {
    title: "a column moved to another name by copying",
    base: people,
    candidate: [
      "alter table people add column mail text",
      "update people set mail = email",
      "alter table people drop column email",
    ],
    becomes: ["public.people.email moved public.people.mail"],
  },
  {
    title: "a table without key rewritten in place",
    base: "create table log (at timestamptz not null, level text, message text)",
    candidate: ["update log set message = message", "create index log_at on log (at)", "cluster log using log_at"],
    warns: ["coverage/statement-without-effect 0001_candidate at 1"],
  },
  {
    title: "a partition added, an existing table attached",
    base: `${readings}; create table readings_2025 (id bigint, day date not null check (day >= '2025-01-01' and day < '2026-01-01'), value real, primary key (id, day))`,
    candidate: [
      "create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01')",
      "alter table readings attach partition readings_2025 for values from ('2025-01-01') to ('2026-01-01')",
    ],
  },
  {
    title: "rows moved between partitions when the default one is split",
    base: `${readings}; create table readings_rest partition of readings default`,
    candidate: [
      "alter table readings detach partition readings_rest",
      "create table readings_2025 partition of readings for values from ('2025-01-01') to ('2026-01-01')",
      "insert into readings select * from readings_rest where day < '2026-01-01'",
      "delete from readings_rest where day < '2026-01-01'",
      "alter table readings attach partition readings_rest default",
    ],
  },
  {
    title: "a plain table made the first partition of a tree under its name",
    base: "create table events (id integer not null, day date not null, note text)",
    candidate: [
      "alter table events rename to events_first",
      "create table events (id integer not null, day date not null, note text) partition by range (day)",
      "alter table events attach partition events_first default",
    ],
  },
  {
    title: "a table made a partitioned one by copying",
    base: "create table events (id bigint not null, day date not null, note text, primary key (id, day))",
    candidate: [
      "create table events_new (id bigint not null, day date not null, note text, primary key (id, day)) partition by range (day)",
      "create table events_all partition of events_new default",
      "insert into events_new select * from events",
      "drop table events",
      "alter table events_new rename to events",
    ],
  },
  {
    title: "tables that point at each other, with a column renamed in both",
    base: `create table teams (id serial primary key, name text not null, lead_id integer);
      create table members (id serial primary key, team_id integer not null references teams, name text);
      alter table teams add foreign key (lead_id) references members deferrable initially deferred`,
    candidate: [
      "alter table teams rename column lead_id to captain_id",
      "alter table members rename column team_id to crew_id",
    ],
    becomes: [
      "public.members.team_id renamed public.members.crew_id",
      "public.teams.lead_id renamed public.teams.captain_id",
    ],
  },
  {
    title: "a parent and a child of plain inheritance altered",
    base: "create table events (id integer primary key, at date); create table clicks (x integer) inherits (events)",
    candidate: ["alter table events add column note text", "alter table events rename column at to day"],
    becomes: ["public.clicks.at renamed public.clicks.day", "public.events.at renamed public.events.day"],
  },
  {
    title: "a backfill in a loop, in a DO block",
    base: people,
    candidate: [
      "alter table people add column initial text",
      "do $$ declare r record; begin for r in select id, name from people loop update people set initial = left(r.name, 1) where id = r.id; end loop; end $$",
    ],
  },
  {
    title: "values written back as they are",
    base: people,
    candidate: ["update people set name = name, email = email || ''", "do $$ begin perform 1; end $$"],
    warns: ["coverage/statement-without-effect 0001_candidate at 1"],
  },
  {
    title: "a DELETE that finds nothing",
    base: people,
    candidate: ["delete from people where false"],
    warns: ["coverage/statement-without-rows 0001_candidate at 1"],
  },
  {
    title: "a DELETE within DO that finds nothing",
    base: people,
    candidate: ["do $$ begin delete from people where id < 0 and id > 0; end $$"],
    warns: ["coverage/statement-without-rows 0001_candidate at 1"],
  },
  {
    title: "an UPDATE within DO after a COMMIT, whose rows the server does not count",
    base: "create table jobs (id int primary key, name text not null)",
    // The server hands its counts on once a second: a block that takes longer has handed them on when it ends.
    candidate: [
      "alter table jobs add done boolean",
      "commit",
      "do $$ begin update jobs set done = false; perform pg_sleep(1.5); end $$",
    ],
    warns: ["history/transaction-control 0001_candidate at 2"],
  },
  {
    title: "keys of another scale, width and precision",
    base: `create table prices (id numeric(10,2) primary key, note text); create table lands (code char(2) primary key, name text);
      create table points (x real primary key, label text)`,
    candidate: [
      "alter table prices alter id type numeric(12,4)",
      "alter table lands alter code type char(3)",
      "alter table points alter x type double precision",
    ],
    becomes: [
      "public.lands.code converted public.lands.code",
      "public.points.x converted public.points.x",
      "public.prices.id converted public.prices.id",
    ],
  },
  {
    title: "a label renamed, and an attribute added, deep within arrays and composites",
    base: "create type mood as enum ('good', 'bad'); create type note as (mood mood, n int); create table days (id int primary key, note note, notes note[], moods mood[])",
    candidate: ["alter type mood rename value 'good' to 'fine'", "alter type note add attribute hint text"],
  },
  {
    title: "a domain that gives way to a wider one",
    base: "create domain price as numeric(10,2); create table items (id int primary key, price price)",
    candidate: [
      "create domain amount as numeric(14,4)",
      "alter table items alter price type amount",
      "drop domain price",
    ],
    becomes: ["public.items.price converted public.items.price"],
  },
];

/** What NaN, infinity and the ends of the types stop, and nothing that production holds. */
const extremes: readonly Harmless[] = [
  {
    title: "amounts rounded to whole numbers",
    base: "create table orders (id serial primary key, total numeric(6,2))",
    candidate: ["alter table orders add column whole integer", "update orders set whole = round(total)"],
    warns: ["candidate/overflows 0001_candidate at 2"],
  },
  {
    title: "prices turned to cents",
    base: orders,
    candidate: ["alter table orders add column cents integer", "update orders set cents = (total * 100)::int"],
    warns: ["candidate/overflows 0001_candidate at 2"],
  },
  {
    title: "days counted between dates",
    base: "create table loans (id serial primary key, due date not null)",
    candidate: ["alter table loans add column late integer", "update loans set late = date '2025-01-01' - due"],
    warns: ["candidate/overflows 0001_candidate at 2"],
  },
  {
    title: "dates printed into a column that becomes required",
    base: "create table loans (id serial primary key, due date not null)",
    candidate: [
      "alter table loans add column month text",
      "update loans set month = to_char(due, 'YYYY-MM')",
      "alter table loans alter column month set not null",
    ],
    warns: ["candidate/overflows 0001_candidate at 2"],
  },
  {
    title: "instants cut to dates",
    base: "create table loans (id serial primary key, due timestamptz not null)",
    candidate: ["alter table loans add column day date", "update loans set day = due::date"],
  },
  {
    title: "measurements copied into a numeric column",
    base: "create table readings (id serial primary key, value double precision)",
    candidate: ["alter table readings add column exact numeric(20,4)", "update readings set exact = value"],
    warns: ["candidate/overflows 0001_candidate at 2"],
  },
  {
    title: "a check that all numbers of the column pass",
    base: orders,
    candidate: ["alter table orders add check (total < 100000000)"],
    warns: ["candidate/overflows public.orders at 1"],
  },
  {
    title: "long texts indexed",
    base: "create table notes (id serial primary key, body text, data jsonb)",
    candidate: ["create index on notes (body)", "create index on notes (lower(body))", "create index on notes (data)"],
  },
];

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

describe.for([
  ["names", names],
  ["additions", additions],
  ["types", types],
  ["rules", rules],
  ["moves", moves],
  ["extremes", extremes],
] as const)("passes, with every value in its place: %s", ([, cases]) => {
  test.for(some(cases, Math.ceil(cases.length / 2)))("$title", async (harmless) => {
    const report = await verifyCase(harmless, server);
    const of = (severity: string) => report.findings.filter((finding) => finding.severity === severity);
    expect(of("error")).toEqual([]);
    expect(changes(report)).toEqual(harmless.becomes ?? []);
    expect(lines(of("warning").filter(({ code }) => !code.startsWith("downgrade/")))).toEqual(harmless.warns ?? []);
    expect(report.verdict).toBe("safe");
  });
});
