import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { some } from "../runs.fixture.ts";
import { type Case, lines, verifyCase } from "./cases.fixture.ts";

/** A migration that loses what protects the data, or its neighbour that only looks like it. */
interface Guarding extends Case {
  /** Every error, and no other. */
  readonly errors?: readonly string[];
  /** Every warning but those about going back, and no other. */
  readonly warns?: readonly string[];
  /** What the findings must also say. */
  readonly says?: RegExp;
}

const notes = `create table notes (id serial primary key, author text not null, body text);
  alter table notes enable row level security;
  create policy own on notes using (author = current_user)`;
const touched = `create table pages (id serial primary key, title text not null unique, touched_at timestamptz);
  create function touch() returns trigger language plpgsql as 'begin new.touched_at := now(); return new; end';
  create trigger touch before update on pages for each row execute function touch()`;
const readings = `create table readings (id bigint, day date not null, value real, primary key (id, day)) partition by range (day);
  create table readings_old partition of readings for values from (minvalue) to ('2025-01-01');
  create table readings_new partition of readings for values from ('2025-01-01') to (maxvalue)`;
const permitted = `create function may(who text) returns boolean language sql stable as 'select who = current_user';
  create table notes (id serial primary key, author text not null);
  alter table notes enable row level security; create policy own on notes using (may(author))`;
const clicks = `create table events (id integer primary key, at timestamptz not null);
  create table clicks (page text, primary key (id)) inherits (events)`;
const accounts = `create type status as enum ('active', 'banned', 'new');
  create table accounts (id serial primary key, status status not null)`;
const fromNotes = "create view bodies as select id, body from notes";

const names: readonly Guarding[] = [
  {
    title: "a table swapped for a copy without its row-level security",
    base: notes,
    candidate: [
      "create table notes2 (like notes including all)",
      "insert into notes2 select * from notes",
      "alter table notes rename to notes_old",
      "alter table notes2 rename to notes",
    ],
    errors: ["protection/policy-lost public.notes.own at 4", "protection/row-security-lost public.notes at 4"],
  },
  {
    title: "a table swapped for a copy with all that protects it",
    base: `${notes}; alter table notes add unique (author, id)`,
    candidate: [
      "create table notes2 (like notes including all)",
      "insert into notes2 select * from notes",
      "alter table notes2 enable row level security",
      "create policy own on notes2 using (author = current_user)",
      "alter table notes rename to notes_old",
      "alter table notes2 rename to notes",
    ],
  },
  {
    title: "a table swapped for a copy without its trigger, its keys and its sequence's position",
    base: touched,
    candidate: [
      "create table pages2 (id serial, title text not null, touched_at timestamptz)",
      "insert into pages2 select * from pages",
      "alter table pages rename to pages_old",
      "alter table pages2 rename to pages",
    ],
    errors: ["protection/sequence-behind public.pages.id at 4", "protection/trigger-lost public.pages.touch at 4"],
    warns: [
      "protection/constraint-lost public.pages.pages_pkey at 4",
      "protection/constraint-lost public.pages.pages_title_key at 4",
    ],
  },
  {
    title: "a table's name given to a view that reads as its owner",
    base: notes,
    candidate: ["alter table notes rename to notes_data", "create view notes as select * from notes_data"],
    errors: ["protection/row-security-lost public.notes at 2"],
    says: /reads as its owner/,
  },
  {
    title: "a table's name given to a view that reads as who asks",
    base: notes,
    candidate: [
      "alter table notes rename to notes_data",
      "create view notes with (security_invoker = on) as select * from notes_data",
    ],
  },
  {
    title: "a table's name given to the root of a partition tree, of which the table becomes a part",
    base: notes,
    candidate: [
      "alter table notes rename to notes_1",
      "create table notes (like notes_1 including defaults) partition by range (id)",
      "alter table notes attach partition notes_1 for values from (minvalue) to (maxvalue)",
    ],
    errors: ["protection/policy-lost public.notes.own at 2", "protection/row-security-lost public.notes at 2"],
    warns: ["protection/constraint-lost public.notes.notes_pkey at 2"],
  },
];

const rebuilt: readonly Guarding[] = [
  {
    title: "a table dropped after its rows were copied, which takes its policy along",
    base: notes,
    candidate: [
      "alter table notes disable row level security",
      "create table notes2 (id serial primary key, author text not null, body text)",
      "insert into notes2 select * from notes",
      "drop table notes",
      "alter table notes2 rename to notes",
      "select setval('notes2_id_seq', 100000)",
    ],
    errors: ["protection/policy-lost public.notes.own at 4", "protection/row-security-lost public.notes at 1"],
  },
  {
    title: "a foreign key put back with another ON DELETE",
    base: `create table teams (id integer primary key, name text);
      create table members (id integer primary key, team_id integer references teams on delete cascade)`,
    candidate: [
      "alter table members drop constraint members_team_id_fkey",
      "alter table members add foreign key (team_id) references teams on delete set null",
    ],
    warns: ["protection/constraint-changed public.members.members_team_id_fkey at 1"],
    says: /ON DELETE CASCADE → FOREIGN KEY \(team_id\) REFERENCES .*teams\(id\) ON DELETE SET NULL/,
  },
];

const aside: readonly Guarding[] = [
  {
    title: "a foreign key that still points at the table that was set aside",
    base: `create table teams (id integer primary key, name text);
      create table members (id integer primary key, team_id integer references teams)`,
    candidate: [
      "create table teams2 (like teams including all)",
      "insert into teams2 select * from teams",
      "alter table teams rename to teams_old",
      "alter table teams2 rename to teams",
    ],
    warns: ["protection/constraint-changed public.members.members_team_id_fkey at 4"],
    says: /points at public\.teams_old/,
  },
  {
    title: "a foreign key that was pointed at the new table",
    base: `create table teams (id integer primary key, name text);
      create table members (id integer primary key, team_id integer references teams)`,
    candidate: [
      "create table teams2 (like teams including all)",
      "insert into teams2 select * from teams",
      "alter table members drop constraint members_team_id_fkey",
      "alter table members add foreign key (team_id) references teams2",
      "alter table teams rename to teams_old",
      "alter table teams2 rename to teams",
    ],
  },
];

const readers: readonly Guarding[] = [
  {
    title: "a function replaced that a policy calls",
    base: permitted,
    candidate: ["create or replace function may(who text) returns boolean language sql stable as 'select true'"],
    errors: ["protection/policy-changed public.notes.own at 1"],
    says: /public\.may has another source/,
  },
  {
    title: "a policy that calls another function of the same name",
    base: permitted,
    candidate: [
      "alter function may rename to might",
      "create function may(who text) returns boolean language sql as 'select true'",
      "alter policy own on notes using (may(author))",
    ],
    errors: ["protection/policy-changed public.notes.own at 3"],
  },
  {
    title: "a function renamed that a policy calls, and replaced by the same",
    base: permitted,
    candidate: [
      "create or replace function may(who text) returns boolean language sql stable as 'select who = current_user'",
      "alter function may rename to might",
    ],
  },
  {
    title: "a permissive policy besides the one that was there",
    base: notes,
    candidate: ["create policy all_of_them on notes for select using (true)"],
    warns: ["protection/policy-added public.notes.all_of_them at 1"],
  },
  {
    title: "a restrictive policy, and a policy renamed",
    base: notes,
    candidate: [
      "create policy short on notes as restrictive using (length(body) < 10)",
      "alter policy own on notes rename to mine",
    ],
  },
  {
    title: "a column's grant revoked, and one of two privileges of a table",
    base: `create table people (id serial primary key, name text, salary integer);
      grant select (name, salary) on people to public; grant insert, delete on people to public`,
    candidate: ["revoke select (salary) on people from public", "revoke delete on people from public"],
    warns: ["protection/grants-lost public.people at 2", "protection/grants-lost public.people.salary at 1"],
  },
  {
    title: "privileges that become more",
    base: `create table people (id serial primary key, name text);
      grant select (name) on people to public; grant insert on people to public`,
    candidate: ["grant select, insert, delete on people to public", "grant update (name) on people to public"],
  },
];

const partitions: readonly Guarding[] = [
  {
    title: "row-level security of a partition switched off",
    base: `${readings}; alter table readings_old enable row level security; create policy few on readings_old using (value > 0)`,
    candidate: ["alter table readings_old disable row level security"],
    errors: ["protection/row-security-lost public.readings_old at 1"],
  },
  {
    title: "a partition made UNLOGGED",
    base: readings,
    candidate: ["alter table readings_new set unlogged"],
    warns: ["protection/unlogged public.readings_new at 1"],
  },
  {
    title: "a trigger of a partition tree switched off for one partition",
    base: `${readings}; create function no() returns trigger language plpgsql as 'begin return new; end';
      create trigger no before update on readings for each row execute function no()`,
    candidate: ["alter table only readings_old disable trigger no"],
    errors: ["protection/trigger-disabled public.readings_old.no at 1"],
  },
  {
    title: "a trigger of a partition tree dropped",
    base: `${readings}; create function no() returns trigger language plpgsql as 'begin return new; end';
      create trigger no before update on readings for each row execute function no()`,
    candidate: ["drop trigger no on readings"],
    errors: ["protection/trigger-lost public.readings.no at 1"],
  },
  {
    title: "a partition and its primary key renamed, and one added",
    base: "create table readings (id bigint primary key, value real) partition by range (id); create table readings_old partition of readings for values from (minvalue) to (1000000)",
    candidate: [
      "alter table readings_old rename to readings_past",
      "create table readings_more partition of readings for values from (1000000) to (maxvalue)",
    ],
  },
  {
    title: "a table that no longer inherits",
    base: clicks,
    candidate: ["alter table clicks no inherit events"],
    errors: ["survival/rows-detached public.events at 1"],
  },
  {
    title: "a table that inherits from one between, which inherits",
    base: clicks,
    candidate: [
      "create table web_events () inherits (events)",
      "alter table clicks inherit web_events",
      "alter table clicks no inherit events",
    ],
  },
  {
    title: "a table renamed that inherits",
    base: clicks,
    candidate: ["alter table clicks rename to page_clicks", "alter table events rename to happenings"],
  },
];

const meanings: readonly Guarding[] = [
  {
    title: "labels that exchange their names",
    base: accounts,
    candidate: [
      "alter type status rename value 'active' to 'tmp'",
      "alter type status rename value 'banned' to 'active'",
      "alter type status rename value 'tmp' to 'banned'",
    ],
    warns: ["survival/name-reused public.accounts.status at 2"],
    says: /'active' is now what was 'banned'/,
  },
  {
    title: "labels renamed and added",
    base: accounts,
    candidate: ["alter type status rename value 'new' to 'fresh'", "alter type status add value 'gone' before 'fresh'"],
  },
  {
    title: "a sequence of the application's set back, and one dropped",
    base: "create table invoices (id integer primary key); create sequence invoice_no; select setval('invoice_no', 500); create sequence old_no",
    candidate: ["alter sequence invoice_no restart", "drop sequence old_no"],
    warns: ["protection/sequence-dropped public.old_no at 2", "protection/sequence-set-back public.invoice_no at 1"],
  },
  {
    title: "a sequence of the application's renamed, set ahead and made anew where it stood",
    base: "create table invoices (id integer primary key); create sequence invoice_no; select setval('invoice_no', 500); create sequence old_no",
    candidate: [
      "alter sequence invoice_no rename to number",
      "select setval('number', 700)",
      "drop sequence old_no",
      "create sequence old_no",
    ],
  },
  {
    title: "a sequence that feeds a numeric column set back",
    base: "create sequence bill_no; create table bills (id numeric primary key default nextval('bill_no') check (id between 1 and 1000 and id = trunc(id)), payee text)",
    candidate: ["alter sequence bill_no restart"],
    errors: ["protection/sequence-behind public.bills.id at 1"],
  },
];

const rules: readonly Guarding[] = [
  {
    title: "a trigger's function replaced",
    base: touched,
    candidate: ["create or replace function touch() returns trigger language plpgsql as 'begin return new; end'"],
    warns: ["protection/trigger-changed public.pages.touch at 1"],
    says: /public\.touch has another source/,
  },
  {
    title: "a trigger that fires in replication only",
    base: touched,
    candidate: ["alter table pages enable replica trigger touch"],
    errors: ["protection/trigger-disabled public.pages.touch at 1"],
  },
  {
    title: "a trigger that fires always, with its function renamed",
    base: touched.replace("before update on", "before update of title on"),
    candidate: [
      "alter function touch rename to stamp",
      "alter table pages rename title to heading",
      "alter trigger touch on pages rename to stamp",
    ],
  },
  {
    title: "a trigger narrowed to one column",
    base: touched,
    candidate: [
      "drop trigger touch on pages",
      "create trigger touch before update of title on pages for each row execute function touch()",
    ],
    warns: ["protection/trigger-changed public.pages.touch at 1"],
  },
  {
    title: "a check and an exclusion weakened under their names",
    base: `create table stays (id serial primary key, nights integer constraint several check (nights > 0), room int4range,
      constraint apart exclude using gist (room with &&))`,
    candidate: [
      "alter table stays drop constraint several, add constraint several check (nights > -5)",
      "alter table stays drop constraint apart, add constraint apart exclude using gist (room with =)",
    ],
    warns: [
      "protection/constraint-changed public.stays.apart at 2",
      "protection/constraint-changed public.stays.several at 1",
    ],
  },
  {
    title: "a check and an exclusion made anew after a rename of their columns",
    base: `create table stays (id serial primary key, nights integer constraint several check (nights > 0), room int4range,
      constraint apart exclude using gist (room with &&))`,
    candidate: [
      "alter table stays rename nights to days",
      "alter table stays rename room to rooms",
      "alter table stays drop constraint several, add constraint several check (days > 0)",
      "alter table stays drop constraint apart, add constraint apart exclude using gist (rooms with &&)",
    ],
  },
  {
    title: "a domain's check dropped, and another's weakened",
    base: `create domain mail as text constraint sane check (value like '%@%');
      create domain age as integer constraint adult check (value between 18 and 99);
      create table people (id serial primary key, mail mail, age age)`,
    candidate: [
      "alter domain mail drop constraint sane",
      "alter domain age drop constraint adult",
      "alter domain age add constraint adult check (value between 0 and 999)",
    ],
    warns: ["protection/constraint-changed public.age.adult at 2", "protection/constraint-lost public.mail.sane at 1"],
  },
  {
    title: "a domain's check renamed",
    base: "create domain mail as text constraint sane check (value like '%@%'); create table people (id serial primary key, mail mail)",
    candidate: ["alter domain mail rename constraint sane to shape", "alter domain mail rename to address"],
  },
  {
    title: "a rule dropped",
    base: "create table audit (id integer primary key, what text); create rule keep as on delete to audit do instead nothing",
    candidate: ["drop rule keep on audit"],
    warns: ["protection/rule-lost public.audit.keep at 1"],
  },
  {
    title: "a rule renamed, with the column that it names",
    base: "create table audit (id integer primary key, what text); create rule keep as on delete to audit where old.what is not null do instead nothing",
    candidate: ["alter rule keep on audit rename to hold", "alter table audit rename what to event"],
  },
];

const views: readonly Guarding[] = [
  {
    title: "a view dropped",
    base: `${notes}; ${fromNotes}`,
    candidate: ["drop view bodies"],
    warns: ["protection/view-lost public.bodies at 1"],
  },
  {
    title: "a view that reads as its owner again, because its replacement does not say otherwise",
    base: `${notes}; ${fromNotes.replace(" as", " with (security_invoker = true) as")}`,
    candidate: [fromNotes.replace("create", "create or replace")],
    warns: ["protection/view-changed public.bodies at 1"],
    says: /security_invoker is off/,
  },
  {
    title: "a view that shows other rows",
    base: `${notes}; ${fromNotes} where body is not null`,
    candidate: [fromNotes.replace("create", "create or replace")],
    warns: ["protection/view-changed public.bodies at 1"],
  },
  {
    title: "a view whose columns and tables are renamed, and one made anew as it was",
    base: `${notes}; ${fromNotes}; create view ids as select id from notes`,
    candidate: [
      "alter table notes rename body to content",
      "alter table notes rename to remarks",
      "alter view bodies rename to contents",
      "drop view ids",
      "create view ids as select id from remarks notes",
    ],
  },
];

const records: readonly Guarding[] = [
  {
    title: "the ledger emptied",
    base: notes,
    candidate: ["truncate drizzle.__drizzle_migrations"],
    errors: ["ledger/rows-lost drizzle.__drizzle_migrations"],
  },
  {
    title: "rows multiplied by a join in a rebuild",
    base: "create table people (id integer primary key, name text); create table tags (id serial primary key, label text)",
    candidate: [
      "create table people2 as select people.* from people cross join (select from tags limit 2) as twice",
      "drop table people",
      "alter table people2 rename to people",
    ],
    warns: ["protection/constraint-lost public.people.people_pkey at 2", "survival/rows-multiplied public.people at 2"],
  },
  {
    title: "rows without a key doubled",
    base: "create table log (at timestamptz not null, message text)",
    candidate: ["insert into log select * from log"],
    warns: ["survival/rows-multiplied public.log at 1"],
  },
  {
    title: "rows added, with and without a key",
    base: "create table log (at timestamptz not null, message text); create table people (id integer primary key, name text)",
    candidate: [
      "insert into log values ('2031-01-01', 'never before'), ('2031-01-02', 'never before')",
      "insert into people values (-77001, 'Ada'), (-77002, 'Ada')",
    ],
  },
];

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

describe.for([
  ["old names", names],
  ["tables rebuilt", rebuilt],
  ["tables set aside", aside],
  ["readers", readers],
  ["partitions and children", partitions],
  ["meanings", meanings],
  ["rules", rules],
  ["views", views],
  ["records", records],
] as const)("what protects the data is judged: %s", ([, cases]) => {
  test.for(some(cases, Math.ceil(cases.length / 2)))("$title", async (guarding) => {
    const { verdict, findings } = await verifyCase(guarding, server);
    const of = (severity: string) => findings.filter((finding) => finding.severity === severity);
    const warnings = of("warning").filter(({ code }) => !code.startsWith("downgrade/"));
    expect(lines(of("error"))).toEqual(guarding.errors ?? []);
    expect(lines(warnings)).toEqual(guarding.warns ?? []);
    expect([...of("error"), ...warnings].map(({ message }) => message).join("\n")).toMatch(guarding.says ?? /^/);
    expect(verdict).toBe(guarding.errors === undefined ? "safe" : "unsafe");
  });
});
