import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Database, Server } from "../../model/database.ts";
import type { GuardSetting } from "../../model/guard.ts";
import type { Report } from "../../model/report.ts";
import { splitStatements } from "../../sql/split.ts";
import { sound, withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { isFailure, replayBase } from "../base.ts";
import { clock } from "../clock.ts";
import { plan } from "../plan.ts";
import { openScratch } from "../scratch.ts";
import { tryCandidate } from "../tries.ts";
import { verify } from "../verify.ts";
import { inverse } from "./inverse.ts";
import { ledgerRewind } from "./ledger-rewind.ts";
import type { Drill, Go } from "./way.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

type Migrations = Readonly<Record<string, string>>;

const people = "create table people (id serial primary key, name text not null, age int)";

function lent<Result>(history: Migrations, use: (cwd: string) => Promise<Result>): Promise<Result> {
  const files = Object.entries(sound(history)).map(([name, text]) => [`drizzle/${name}`, text] as const);
  return withFiles(Object.fromEntries(files), use);
}

function reported(history: Migrations, guard: GuardSetting = "none"): Promise<Report> {
  return lent(history, async (cwd) => {
    const { report, close } = await verify({ folder: "drizzle", cwd, server, rows: 20, guard });
    await close();
    return report;
  });
}

function back({ downgrade }: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(downgrade.map(({ attempt, outcome }) => [attempt, outcome]));
}

function told({ findings }: Report): readonly string[] {
  return findings
    .filter(({ code }) => code.startsWith("downgrade/"))
    .map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

describe("without a guard", () => {
  test("the inverse throws away what the new release has written", async () => {
    const more = "alter table people add email text; create table notes (id serial primary key, body text)";
    const report = await reported({ "0000_base": people, "0001_more": more });
    expect(back(report)).toEqual({
      "old-release": "no-op",
      "take-back": "not-applicable",
      inverse: "reverted",
      "ledger-rewind": "half",
    });
    expect(told(report)).toEqual([
      expect.stringMatching(
        /^warning downgrade\/half: Going back by ledger-rewind stops half way.*: took the candidate out of drizzle\.__drizzle_migrations and ran the migrations again \(drizzle-orm .*\): column "email" .* already exists \(42701\)\.$/,
      ),
      expect.stringMatching(
        /^warning downgrade\/loses-data: .*inverse would lose \d+ rows of public\.notes and \d+ values of public\.people\.email\.$/,
      ),
      expect.stringMatching(/^note downgrade\/no-op: .*guardedMigrate\(\) refuses it: the database has 1 migration/),
    ]);
    expect(report.verdict).toBe("safe");
  });

  test("a change of names is undone without a loss", async () => {
    const names = "alter table people rename to persons; alter table persons rename age to years";
    const report = await reported({ "0000_base": people, "0001_names": names });
    expect(back(report)).toMatchObject({ inverse: "reverted", "ledger-rewind": "half" });
    expect(told(report)).toContainEqual(expect.stringMatching(/^note downgrade\/reverted: .*inverse goes through/));
  });

  test("there may be no release to go back to", async () => {
    expect(back(await reported({ "0000_base": people }))).toMatchObject({
      "old-release": "not-applicable",
      inverse: "reverted",
    });
  });

  test("the inverse makes schemas and types again that its tables need", async () => {
    const report = await reported({
      "0000_base":
        "create schema extra; create table extra.a (id int primary key, v text); create type mood as enum ('o''k', 'no'); create domain whole as int; create type pair as (one int, two mood); create table m (id int primary key, mood mood, n whole, p pair)",
      "0001_less":
        "drop schema extra cascade; drop type pair cascade; drop type mood cascade; drop domain whole cascade",
    });
    expect(back(report)).toMatchObject({ inverse: "reverted" });
  });

  test("the inverse leaves a type that took another's place", async () => {
    const report = await reported({
      "0000_base": "create type mood as enum ('ok', 'no'); create table m (id int primary key, mood mood)",
      "0001_more":
        "alter type mood rename to old; create type mood as enum ('ok', 'no', 'so'); alter table m alter mood type mood using mood::text::mood; drop type old",
    });
    expect(told(report).filter((one) => one.includes("inverse would lose"))).toEqual([]);
  });

  test("the data may forbid the inverse, with everything as it was", async () => {
    const report = await reported({
      "0000_base": "create table t (id int primary key, n int not null)",
      "0001_null": "alter table t alter n drop not null; insert into t values (-7, null)",
    });
    expect(back(report)).toMatchObject({ inverse: "blocked", "ledger-rewind": "half" });
  });

  test("a candidate that only changes rows is applied twice when its ledger row goes", async () => {
    const report = await reported({
      "0000_base": people,
      "0001_older": "update people set age = age / 2 where age > 9",
    });
    expect(back(report)).toMatchObject({ inverse: "not-applicable", "ledger-rewind": "reverted" });
    expect(report.downgrade.at(-1)?.by).toMatch(/ and ran the migrations again \(drizzle-orm .*\): 0001_older ran$/);
    expect(told(report)).toContainEqual(
      expect.stringMatching(
        /^warning downgrade\/loses-data: .*ledger-rewind would lose \d+ values? of public\.people\.age/,
      ),
    );
  });

  test("a candidate that may run twice is recorded again, and that is all", async () => {
    const report = await reported({
      "0000_base": people,
      "0001_same": "create index if not exists by_age on people (age)",
    });
    expect(back(report)).toMatchObject({ inverse: "not-applicable", "ledger-rewind": "no-op" });
  });
});

describe("with the guard", () => {
  const history = { "0000_base": people, "0001_more": "alter table people add email text" };

  test("nothing goes through", async () => {
    const report = await reported(history, "installed");
    expect(report.downgrade).toEqual([
      expect.objectContaining({ attempt: "old-release", outcome: "no-op" }),
      expect.objectContaining({ attempt: "take-back", outcome: "not-applicable" }),
      { attempt: "inverse", outcome: "blocked", by: "the guard refuses to drop column public.people.email (HF001)" },
      {
        attempt: "ledger-rewind",
        outcome: "blocked",
        by: "the guard refuses to delete rows of the ledger drizzle.__drizzle_migrations (HF001)",
      },
    ]);
    expect(told(report)).toEqual([expect.stringContaining("note downgrade/no-op")]);
  });

  test("what it does not stop is an error", async () => {
    const report = await reported(
      {
        "0000_base": "create table t (id int primary key, n numeric(9))",
        "0001_fine": "alter table t alter n type numeric(11, 2); update t set n = n + 0.25",
      },
      "installed",
    );
    expect(back(report)).toMatchObject({ inverse: "reverted" });
    expect(told(report)).toContainEqual(
      expect.stringMatching(
        /^error downgrade\/loses-data: Going back by inverse would lose \d+ values of public\.t\.n\.$/,
      ),
    );
  });

  test("a blocked attempt leaves every row, every object and the ledger as they were", () =>
    drilled(history, async (drill, clone) => {
      for (const way of [inverse, ledgerRewind]) {
        const go = way(drill) as Go;
        const database = await clone();
        const before = await digests(database);
        expect(before.map(({ what }) => what)).toEqual(
          expect.arrayContaining([
            "public.people",
            "drizzle.__drizzle_migrations",
            "holdfast_guard.recorded",
            "pg_trigger",
          ]),
        );
        expect(await go(database)).toMatchObject({ refusal: { sqlstate: "HF001" } });
        expect(await digests(database)).toEqual(before);
      }
    }));
});

/** Lends a candidate that ran under the guard, and clones of it. */
function drilled<Result>(
  history: Migrations,
  use: (drill: Drill, clone: () => Promise<Database>) => Promise<Result>,
): Promise<Result> {
  return lent(history, async (cwd) => {
    const planned = await plan(`${cwd}/drizzle`, cwd, null, {});
    const say = () => {};
    const scratch = await openScratch({ server, say });
    const base = await replayBase(planned, scratch, cwd);
    if (isFailure(base)) return expect.fail(base.failure.message);
    const statements = (await Promise.all(planned.split.candidate.map(splitStatements))).flat();
    const run = {
      plan: planned,
      scratch,
      statements,
      guard: "installed",
      today: "2026-01-01",
      time: clock(),
      say,
    } as const;
    const wishes = { source: "the test", key: null };
    const wish = { seed: 1, rows: 20, sets: [], tables: {}, never: {}, shapes: {}, wishes };
    const { ran } = await tryCandidate(run, base.database, wish, async () => null);
    if (ran.failure !== null) return expect.fail(ran.failure.failure.message);
    const after = ran;
    return use({ run, after }, () => scratch.clone(after.database)).finally(() => scratch.close());
  });
}

/** Of all that is in a database, by SQL of its own: rows of every table, the guard's included, and the catalog. */
function digests(database: Database): Promise<readonly { readonly what: string; readonly digest: string }[]> {
  return withClient(database, "superuser", async (client) => {
    const { rows } = await client.query<{ what: string; of: string }>(`
      select format('%s.%s', nspname, relname) as what, format('%I.%I', nspname, relname) as of
        from pg_class c join pg_namespace n on n.oid = relnamespace
       where relkind in ('r', 'p') and nspname <> 'information_schema' and nspname !~ '^pg_'
       order by 1`);
    const catalogs = {
      pg_class: "oid, relname, relnamespace, relkind, relowner, relhastriggers, relacl",
      pg_attribute: "attrelid, attname, attnum, atttypid, attnotnull, attisdropped",
      pg_trigger: "oid, tgrelid, tgname, tgfoid, tgenabled",
      pg_proc: "oid, proname, prosrc, prosecdef, proconfig, proacl",
      pg_event_trigger: "oid, evtname, evtfoid, evtenabled",
      pg_constraint: "oid, conname, conrelid",
    };
    const asked = [
      ...rows.map(({ what, of }) => ({ what, from: `select t::text as said from ${of} t` })),
      ...Object.entries(catalogs).map(([what, columns]) => ({
        what,
        from: `select row(${columns})::text as said from ${what}`,
      })),
    ];
    const found = [];
    for (const { what, from } of asked) {
      const [row] = (
        await client.query<{ digest: string }>(
          `select count(*) || ' ' || coalesce(md5(string_agg(said, ',' order by said)), '') as digest from (${from}) s`,
        )
      ).rows;
      found.push({ what, digest: row?.digest ?? "" });
    }
    return found;
  });
}
