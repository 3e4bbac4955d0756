import { execFileSync } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import type { CheckReport } from "../../model/report.ts";
import { env, hasAlembic, project } from "../../tools/alembic/alembic.fixture.ts";
import { sound, withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { check } from "../check.ts";
import { onSite } from "../live/site.fixture.ts";
import { snapshot } from "../live/snapshot/snapshot.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const history = {
  "db/001_people.sql": `create table people (id int primary key, mail text);
    create type place as (street text, zip text); create table alembic_version (version_num varchar(32));`,
  "db/001_people.down.sql": "drop table people; alter type place drop attribute zip; drop table alembic_version;",
  "db/002_notes.sql": "create table notes (id int); create table scratch (id int);",
  "db/002_notes.down.sql": "drop table scratch;\ndrop table notes;",
  "db/003_no_scratch.sql": "drop table scratch; alter table people drop mail;",
  "db/004_mail.sql": "alter table people add mail text;",
  "db/005_no_notes.sql": "drop table notes; truncate people;",
};
const ledger =
  "create table schema_migrations (version text primary key, name text, executed_at timestamptz default now());";

const ranFour = [...Object.entries(history)]
  .filter(([name]) => /00[1-4]_\w+\.sql/.test(name))
  .flatMap(([name, sql]) => {
    const [, version, title] = /(\d+)_(\w+)/.exec(name) ?? [];
    return [sql, `insert into schema_migrations values ('${version}', '${title}');`];
  });

function filesIn(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

function told({ drops }: CheckReport): readonly string[] | undefined {
  return drops?.map(({ migration, path, object, production }) => `${migration} ${path} ${object}: ${production}`);
}

function found({ findings }: CheckReport, code: string): readonly string[] {
  return findings.filter((one) => one.code === code).map(({ severity, message }) => `${severity}: ${message}`);
}

const live = [
  "001_people down public.people: there",
  "001_people down public.place.zip: there",
  "001_people down public.alembic_version: there",
  "002_notes down public.scratch: not there",
  "002_notes down public.notes: there",
  "003_no_scratch up public.scratch: not there",
  "003_no_scratch up public.people.mail: there",
  "005_no_notes up public.notes: there",
  "005_no_notes up public.people: there",
];

test("a live database and a snapshot of it say the same of every drop", () =>
  onSite(server, {}, { beside: history }, async ({ root, options, query, digest }) => {
    for (const sql of [ledger, ...ranFour]) await query(sql);
    const before = await digest();
    const { url } = options;
    const looked = await check({ folder: "db", cwd: root, url });
    expect(await digest()).toEqual(before);
    expect(told(looked)).toEqual(live);
    expect(looked.verdict).toBe("damaged");
    expect(looked.production).toMatch(/^\w+@[^:]+:\d+\/\w+ \(PostgreSQL \d+\.\d+\)$/);
    expect(found(looked, "downgrade/drops-live")).toEqual([
      "error: The way down of 001_people drops 2 tables and 1 attribute that are in production: public.people, public.place.zip, public.alembic_version.",
      "error: The way down of 002_notes drops public.notes, a table that is in production.",
    ]);
    expect(found(looked, "history/drops-live")).toEqual([
      "warning: 005_no_notes is not in production yet, and drops 1 table and 1 table's rows that are in production: public.notes, public.people.",
    ]);
    expect(found(looked, "history/drop-made-again")).toEqual([
      "error: 003_no_scratch drops 1 column that 004_mail makes again: public.people.mail. What was in there is lost.",
    ]);
    await snapshot({ folder: "db", cwd: root, url, file: "schema.json" });
    const filed = await check({ folder: "db", cwd: root, snapshot: "schema.json" });
    expect(filed.production).toBe("schema.json");
    expect(filed.drops).toEqual(looked.drops);
    expect(filed.findings).toEqual(looked.findings);
  }));

test("a name without a schema is looked for in every schema, one with a schema in that alone", () => {
  const named = "create table if not exists public.exact (id int);";
  const beside = {
    "db/001_t.sql": `create table t (like template); ${named}`,
    "db/002_u.sql": "create table public.u (id int);",
    "db/001_t.down.sql": "alter table t drop n; drop table t; drop table public.exact;",
  };
  return onSite(server, {}, { beside }, async ({ root, options, query }) => {
    await query("create schema tenant; create table tenant.t (id int, n int); create table tenant.exact (id int);");
    expect(told(await check({ folder: "db", cwd: root, url: options.url }))).toEqual([
      "001_t down public.t.n: there",
      "001_t down public.t: there",
      "001_t down public.exact: not there",
    ]);
  });
});

test("what a command takes back is said not to be known", () =>
  withFiles(filesIn("db", sound({ "0000_t": "create table t (id int);\n" })), async (root) => {
    const run = { command: "npm run migrate", down: "npm run down" };
    expect(found(await check({ folder: "db", cwd: root, drops: true, run }), "history/drops-unread")).toEqual([
      "warning: The way down is a command of the project's, and what it drops is not known.",
    ]);
  }));

test.skipIf(!hasAlembic)("an env.py that prints no SQL leaves every way up and down unread", () => {
  const files = project({
    a: { up: 'op.execute("create table t (id int)")', down: 'op.execute("drop table t")' },
    b: { follows: "a", up: 'op.execute("drop table t")' },
  });
  const online = { "db/env.py": env.replace(/migrate\(url.*/, 'raise SystemExit("only online")') };
  return withFiles({ ...files, ...online }, async (root) => {
    const report = await check({ folder: "db", cwd: root, drops: true });
    expect(told(report)).toEqual([]);
    expect(found(report, "history/drops-unread")).toEqual([
      expect.stringMatching(/^warning: What db drops is not known in full: what SQL any revision of db sends/),
      expect.stringMatching(/^warning: What the way down of a drops is not known in full: .*only online/),
      expect.stringMatching(/^warning: What the way down of b drops is not known in full: .*only online/),
    ]);
  });
});

test("without production, one warning for all says that nobody looked", () =>
  withFiles(history, async (root) => {
    const report = await check({ folder: "db", cwd: root, drops: true });
    expect(told(report)).toEqual(live.map((line) => line.replace(/: (?:not )?there$/, ": null")));
    expect(report).not.toHaveProperty("production");
    expect(found(report, "downgrade/drops-live")).toEqual([
      "warning: Ways down drop 4 tables and 1 attribute. Whether these are in production is not known: nobody looked.",
    ]);
    expect(await check({ folder: "db", cwd: root })).not.toHaveProperty("drops");
  }));

test("what the base has is a note", () =>
  withFiles(history, async (root) => {
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
        stdio: "pipe",
      });
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-q", "-m", "base");
    const options = { folder: "db", cwd: root, drops: true, base: "main" };
    const old = await check(options);
    expect(old.verdict).toBe("sound");
    expect(found(old, "history/drop-made-again")[0]).toMatch(/^note: 003_no_scratch drops/);
    expect(found(old, "downgrade/drops-live")[0]).toMatch(/^note: /);
    await writeFile(join(root, "db/002_notes.down.sql"), "drop table notes;");
    expect(found(await check(options), "downgrade/drops-live")[0]).toMatch(/^warning: /);
    await writeFile(join(root, "db/006_no_mail.sql"), "alter table people drop mail;");
    await writeFile(join(root, "db/007_mail.sql"), "alter table people add mail text;");
    expect(found(await check(options), "history/drop-made-again").map((line) => line.split(" drops")[0])).toEqual([
      "error: 006_no_mail",
      "note: 003_no_scratch",
    ]);
  }));

test("a history that cannot be read at all has no inventory, and says why once", () =>
  withFiles({ ...history, "db/004_other.sql": "select 1;" }, async (root) => {
    const report = await check({ folder: "db", cwd: root, drops: true });
    expect(report.verdict).toBe("damaged");
    expect(report).not.toHaveProperty("drops");
    await rm(join(root, "db/004_other.sql"));
    expect((await check({ folder: "db", cwd: root, drops: true })).drops).toHaveLength(9);
  }));
