import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSchemaFile, readShapes } from "../../../config/index.ts";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import { verify } from "../../verify.ts";
import { drift } from "../drift/drift.ts";
import { onSite, type Site } from "../site.fixture.ts";
import { readSnapshot, snapshot } from "./snapshot.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const secret = "S3CRET";

/** Something of every kind that a file tells of. */
const history = {
  "0000_types": `create type mood as enum ('good', 'bad'); create domain short as varchar(40) check (value <> '');
    create type pair as (one int, two text)`,
  "0001_people": `create table people (id serial primary key, name short not null, mood mood default 'good', age int check (age >= 0));
    create unique index people_name on people (lower(name)); create sequence apart;
    create table "Größe.x" ("a""b" int generated always as identity, owner int references people (id))`,
  "0002_more": `create view named as select id, name from people; create materialized view old as select * from people where age > 80;
    create function hidden() returns trigger language plpgsql as $$ begin -- ${secret}-body
      return new; end $$;
    create trigger watch before insert on people for each row execute function hidden();
    alter table people enable row level security; create policy own on people using (name = current_user);
    create table events (at date) partition by range (at);
    create table events_26 partition of events for values from ('2026-01-01') to ('2027-01-01')`,
};
const rows = `insert into people (name, age) select '${secret}-' || n, case when n % 4 > 0 then n % 90 end from generate_series(1, 400) n;
  insert into people (name) select '${secret}-often' from generate_series(1, 1) n; analyze`;

const onMade = (use: (site: Site) => Promise<void>) =>
  onSite(server, history, {}, async (site) => {
    expect(await site.migrate()).toBe("ok");
    await site.query(rows);
    await use(site);
  });

const usual = "holdfast/schema.json";
const textIn = ({ root }: Site, name = usual) => readFile(join(root, name), "utf8");

test("the same database gives the same bytes, and one that was made alike elsewhere as well", () =>
  onMade(async (site) => {
    expect(await snapshot(site.options)).toMatchObject({
      verdict: "written",
      file: usual,
      statistics: null,
      findings: [],
    });
    const text = await textIn(site);
    const { ino, mtimeMs } = await stat(join(site.root, usual));
    expect(await snapshot(site.options)).toMatchObject({ verdict: "unchanged", file: usual });
    expect(await stat(join(site.root, usual))).toMatchObject({ ino, mtimeMs });
    await onMade(async (other) => {
      // Other oids, another owner, other rows and columns that came and went.
      await other.query(
        "create table gone (); drop table gone; alter table people add x int; alter table people drop x",
      );
      expect((await readSnapshot(other.options)).text).toBe(text);
    });
    for (const varying of [site.database.name, site.database.settings("owner").user, "holdfast_"]) {
      expect(text).not.toContain(varying);
    }
  }));

test("is a line for each object, and says where the history stands", () =>
  onMade(async (site) => {
    const { tables, columns } = await snapshot(site.options);
    expect({ tables, columns }).toEqual({ tables: 4, columns: 8 });
    const text = await textIn(site);
    expect(text).toContain('\n    {"kind":"column","on":"public.people","name":"age","facts":{');
    expect(text).toContain('"on":"public.\\"Größe.x\\"","name":"\\"a\\"\\"b\\""');
    const { schema, ledger, ledgers, statistics } = await readSchemaFile(join(site.root, usual), usual);
    expect(schema.objects).toHaveLength(text.split("\n").filter((line) => line.startsWith('    {"kind"')).length);
    expect(ledger).toMatchObject({
      location: { schema: "drizzle" },
      rows: [{ when: 1000 }, { when: 2000 }, { when: 3000 }],
    });
    expect({ ledgers, statistics }).toEqual({ ledgers: [], statistics: null });
    await site.query("alter table people add note text");
    expect(await snapshot(site.options)).toMatchObject({ verdict: "written" });
    const lines = new Set(text.split("\n"));
    expect((await textIn(site)).split("\n").filter((line) => !lines.has(line))).toHaveLength(1);
  }));

test("no value of a row is in it, with statistics or without, and no body of a function", () =>
  onMade(async (site) => {
    const [values] = await site.query<{ values: string }>(
      "select string_agg(concat(most_common_vals, histogram_bounds), ' ') as values from pg_stats where tablename = 'people'",
    );
    expect(values?.values).toContain(secret);
    await snapshot({ ...site.options, statistics: true });
    const text = await textIn(site);
    expect(text).toContain('"public.people": {"rows":401');
    expect(text).not.toContain(secret);
  }));

test("what seems to hold a password in full is named, and the password is not", () =>
  onMade(async (site) => {
    await site.query(`create view remote as select 'host=db password=${secret}'::text as at, id from people;
      create table logins (password text default '${secret}', at text check (at <> 'postgres://u:${secret}@h/db'));
      create function masked() returns text language sql return 'password=${secret}';
      create view harmless as select id as password from people`);
    const { verdict, findings } = await snapshot(site.options);
    expect(await textIn(site)).toContain(`password=${secret}`);
    expect(verdict).toBe("written");
    expect(findings.map(({ code, severity, object }) => `${severity} ${code} ${object}`)).toEqual([
      "warning snapshot/holds-password public.remote",
      "warning snapshot/holds-password public.logins.password",
      "warning snapshot/holds-password public.logins.logins_at_check",
    ]);
    expect(JSON.stringify(findings)).not.toContain(secret);
  }));

test("statistics are what verify fills its tables by", () =>
  onMade(async (site) => {
    const report = await snapshot({ ...site.options, statistics: true });
    expect(report.statistics).toMatchObject({ tables: 3 });
    const shapes = await readShapes(join(site.root, usual), usual, 0.1);
    const { root: cwd, options } = site;
    const { report: verified, close } = await verify({
      folder: options.folder,
      cwd,
      server,
      shapes,
      candidate: { candidate: "0002_more" },
    });
    await close();
    expect(verified.seed.coverage.find(({ column }) => column === "public.people.age")).toMatchObject({ rows: 40 });
  }));

test("tables that were never analysed are told", () =>
  onSite(server, history, {}, async (site) => {
    await site.migrate();
    const { statistics, findings } = await snapshot({ ...site.options, statistics: true });
    expect(statistics?.without).toContain("public.people was never analysed: run ANALYZE on it");
    expect(findings).toMatchObject([
      { code: "snapshot/without-statistics", severity: "warning", object: "statistics" },
    ]);
  }));

test("drift finds the file equal to the database, and to the history that its ledger claims", () =>
  onMade(async (site) => {
    await snapshot({ ...site.options, statistics: true });
    const against = { ...site.options, snapshot: usual };
    expect(await drift(against)).toMatchObject({ verdict: "equal", findings: [] });
    const { url, ...offline } = against;
    const report = await drift(offline);
    expect(report).toMatchObject({ verdict: "equal", against: { after: "0002_more", by: "ledger" } });
    await site.query("alter table people drop age cascade");
    expect(await drift(against)).toMatchObject({ verdict: "drifted" });
  }));

test("ledgers of other tools are named and not told of as tables", () =>
  onMade(async (site) => {
    await site.query("create table alembic_version (version_num varchar(32) primary key)");
    const { tables } = await snapshot(site.options);
    expect(tables).toBe(4);
    const { ledgers } = await readSchemaFile(join(site.root, usual), usual);
    expect(ledgers).toEqual([{ schema: "public", table: "alembic_version", tool: "alembic" }]);
  }));

describe("a place that cannot be written to", () => {
  const unwritable = { code: "input/schema-file-unwritable", remedy: expect.stringContaining("--file") };

  test("is an error, and what stood there stands", () =>
    onMade(async (site) => {
      await writeFile(join(site.root, "file"), "old");
      await mkdir(join(site.root, "folder"));
      await expect(snapshot({ ...site.options, file: "file/schema.json" })).rejects.toMatchObject(unwritable);
      await expect(snapshot({ ...site.options, file: "folder" })).rejects.toMatchObject(unwritable);
      // What is written first stands beside it: a run that ends there has not touched the file.
      await mkdir(join(site.root, `file.${process.pid}.new`));
      await expect(snapshot({ ...site.options, file: "file" })).rejects.toMatchObject(unwritable);
      expect(await textIn(site, "file")).toBe("old");
    }));

  test("is none where a link or a pipe is named, which stays what it is", () =>
    onMade(async (site) => {
      await writeFile(join(site.root, "real.json"), "old");
      await symlink("real.json", join(site.root, "link.json"));
      await snapshot({ ...site.options, file: "link.json" });
      expect(await textIn(site, "real.json")).toContain('"schemaVersion": 1');
      const pipe = join(site.root, "pipe");
      execFileSync("mkfifo", [pipe]);
      const [text] = await Promise.all([readFile(pipe, "utf8"), snapshot({ ...site.options, file: "pipe" })]);
      expect(text).toBe(await textIn(site, "real.json"));
      expect((await stat(pipe)).isFIFO()).toBe(true);
      expect((await readdir(site.root)).filter((name) => name.endsWith(".new"))).toEqual([]);
    }));
});

test("the page of snapshot names every code and every key of the file, and no other", () =>
  onMade(async (site) => {
    const here = (name: string) => readFile(new URL(name, import.meta.url), "utf8");
    const [page, source] = await Promise.all([here("../../../../docs/snapshot.md"), here("snapshot.ts")]);
    const rows = [...page.matchAll(/^\| `([\w/-]+)`/gm)].map(([, name]) => name);
    const codes = [...source.matchAll(/"(snapshot\/[\w-]+)"/g)].map(([, code]) => code);
    const { text } = await readSnapshot({ ...site.options, statistics: true });
    expect(rows.toSorted()).toEqual([...codes, ...Object.keys(JSON.parse(text) as object)].toSorted());
  }));
