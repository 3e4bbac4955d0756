import { afterAll, beforeAll, expect, test } from "vitest";
import { needs } from "../database/skip.fixture.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { verify } from "./verify.ts";

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

/** What only later majors have: a history with it, a candidate, and what is said of the data. */
const cases: readonly {
  readonly since: number;
  readonly what: string;
  readonly base: string;
  readonly candidate: string;
  readonly says: readonly string[];
}[] = [
  {
    since: 15,
    what: "a unique constraint that takes one NULL only",
    base: "create table people (id serial primary key, code text, unique nulls not distinct (code))",
    candidate: "alter table people drop constraint people_code_key, add unique (code)",
    says: [
      "warning lint/add-unique public.people.code at 1 UNIQUE fails if two rows of people hold the same code.",
      "warning protection/constraint-changed public.people.people_code_key at 1 people_code_key on public.people takes any number of NULLs now: UNIQUE NULLS NOT DISTINCT (code) → UNIQUE (code).",
    ],
  },
  {
    since: 15,
    what: "a foreign key that empties one of its columns",
    base: `create table teams (company int, id int, primary key (company, id));
      create table people (id serial primary key, company int not null, team int,
        foreign key (company, team) references teams on delete set null (team))`,
    candidate: "alter table people add column note text",
    says: [],
  },
  {
    since: 18,
    what: "virtual columns, keys over periods and constraints that are not enforced",
    base: `create table people (id int generated always as identity primary key, first text not null, last text,
        shout text generated always as (upper(first)), age int check (age > 0) not enforced);
      create table lines (id uuid primary key default uuidv7(), person int references people not enforced, note text);
      alter table lines add constraint note_given not null note not valid;
      create table bookings (room int4range, during daterange, primary key (room, during without overlaps));
      create table guests (id serial primary key, room int4range, during daterange,
        foreign key (room, period during) references bookings (room, period during))`,
    candidate: "alter table people add column initial text generated always as (left(first, 1))",
    says: [],
  },
  {
    since: 18,
    what: "a virtual column that is computed otherwise",
    base: "create table people (id int primary key, first text not null, shout text generated always as (upper(first)))",
    candidate:
      "alter table people rename column first to given;\nalter table people alter column shout set expression as (lower(given))",
    says: [
      "warning lint/rename-in-use public.people.first at 1 A release that asks for people.first fails once it is called given.",
      "warning survival/generation-changed public.people.shout at 2 The generated column is computed otherwise: upper(first) → lower(given).",
    ],
  },
  {
    since: 18,
    what: "a foreign key that is enforced no more",
    base: "create table teams (id int primary key); create table people (id serial primary key, team int references teams)",
    candidate: "alter table people alter constraint people_team_fkey not enforced",
    says: [
      "warning protection/constraint-not-validated public.people.people_team_fkey at 1 people_team_fkey on public.people is NOT ENFORCED: no row is held to it.",
    ],
  },
  {
    since: 18,
    what: "a key over periods that is gone",
    base: "create table bookings (room int4range, during daterange, primary key (room, during without overlaps))",
    candidate: "alter table bookings drop constraint bookings_pkey",
    says: [
      "warning protection/constraint-lost public.bookings.bookings_pkey at 1 public.bookings lost bookings_pkey: PRIMARY KEY (room, during WITHOUT OVERLAPS).",
    ],
  },
  {
    since: 18,
    what: "a column that must hold a value, from now on only in new rows",
    base: "create table people (id serial primary key, name text constraint named not null)",
    candidate: "alter table people drop constraint named, add constraint named not null name not valid",
    says: [],
  },
];

test.for(cases)("PostgreSQL $since: $what", async ({ since, what, base, candidate, says }, context) => {
  needs(context, server, since, what);
  await withFiles(sound({ "0000_base": base, "0001_more": candidate }), async (folder) => {
    const { report, close } = await verify({ folder, cwd: folder, server, rows: 40 });
    await close();
    const { findings } = report;
    const told = findings.filter(({ code }) => !code.startsWith("downgrade/"));
    expect(
      told.map(({ severity, code, object, at, message }) => `${severity} ${code} ${object} at ${at?.line} ${message}`),
    ).toEqual(says);
  });
});
