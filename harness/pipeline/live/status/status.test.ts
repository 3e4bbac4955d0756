import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { drizzle } from "drizzle-orm-1/node-postgres";
import { migrate } from "drizzle-orm-1/node-postgres/migrator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAddress, withClient } from "../../../database/index.ts";
import { statementsDuring } from "../../../database/server-log.fixture.ts";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import type { StatusReport } from "../../../model/live-report.ts";
import { clock } from "../../clock.ts";
import { groundOf } from "../../plan.ts";
import { openScratch } from "../../scratch.ts";
import { baseline } from "../baseline/baseline.ts";
import { drift } from "../drift/drift.ts";
import { lookAt } from "../look.ts";
import { onSite, type Site, type SiteOptions } from "../site.fixture.ts";
import { snapshot } from "../snapshot/snapshot.ts";
import { compareStates } from "./effects.ts";
import { reportOf, status } from "./status.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const day = 86_400_000;
const begin = Date.UTC(2026, 0, 1);

/** Each migration is of the day that its number says. */
type Files = Readonly<Record<string, string>>;

/** Puts another history in the place of the one in the folder. */
async function lay({ root }: Site, files: Files): Promise<void> {
  const entries = Object.keys(files).map((tag, idx) => ({
    idx,
    version: "7",
    when: begin + Number.parseInt(tag, 10) * day,
    tag,
    breakpoints: true,
  }));
  await rm(join(root, "drizzle"), { recursive: true, force: true });
  await write(root, {
    "drizzle/meta/_journal.json": JSON.stringify({ version: "7", dialect: "postgresql", entries }),
    ...Object.fromEntries(Object.entries(files).map(([tag, sql]) => [`drizzle/${tag}.sql`, sql])),
  });
}

async function write(root: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

/** A database that was deployed with some files, and a folder that has others now. */
const onDeployed = (deployed: Files, now: Files, use: (site: Site) => Promise<void>, more: SiteOptions = {}) =>
  onSite(server, { "0000_none": "select 1" }, more, async (site) => {
    await lay(site, deployed);
    expect(await site.migrate()).toBe("ok");
    await lay(site, now);
    await use(site);
  });

const table = ({ migrations }: StatusReport) =>
  migrations.map(({ migration, rows, ledger, schema, next }) =>
    [migration ?? `row ${rows}`, ledger, schema, next].join(", "),
  );
const said = ({ findings }: StatusReport) =>
  findings.map(({ severity, code, object }) => `${severity} ${code} ${object}`);
const saysOf = ({ findings }: StatusReport, code: string) => {
  const found = findings.filter((finding) => finding.code === code);
  return found.map(({ message, remedy }) => `${message} → ${remedy}`).join("\n");
};

const people = "create table people (id int primary key, name text);";
const three = {
  "0000_people": people,
  "0001_age": "alter table people add age int;",
  "0002_towns": "create table towns (id int primary key);",
};

/** How many databases were made to replay on. */
function counting(): { readonly server: Server; readonly made: () => number } {
  let made = 0;
  const create: Server["create"] = (owner) => {
    made += 1;
    return server.create(owner);
  };
  return { server: { ...server, create }, made: () => made };
}

describe("what is recorded and true", () => {
  test("is applied, by one replay that looks at its end only", () => {
    const all = {
      ...three,
      "0003_rows": "insert into towns values (1); update towns set id = 2;",
      "0004_grant": "grant select on towns to public; comment on table towns is 'x';",
    };
    return onDeployed(all, all, async (site) => {
      const { made, ...counted } = counting();
      const report = await status({ ...site.options, ...counted });
      expect(report).toMatchObject({
        verdict: "applied",
        findings: [],
        nearest: { after: "0004_grant", differences: 0 },
      });
      expect(table(report)).toEqual([
        ...Object.keys(three).map((id) => `${id}, applied, in-effect, `),
        "0003_rows, applied, unseen, ",
        "0004_grant, applied, unseen, ",
      ]);
      expect(made()).toBe(1);
    });
  });

  test("is behind where more is to run", () =>
    onDeployed({ "0000_people": people }, three, async (site) => {
      const { made, ...counted } = counting();
      const report = await status({ ...site.options, ...counted });
      expect(report).toMatchObject({ verdict: "behind", findings: [], next: { runs: ["0001_age", "0002_towns"] } });
      expect(table(report)[1]).toBe("0001_age, pending, no-effect, runs");
      expect(made()).toBe(1);
    }));

  test("is behind on a database that has nothing yet", () =>
    onSite(server, three, {}, async (site) => {
      expect(await status(site.options)).toMatchObject({ verdict: "behind", findings: [], ledger: { there: false } });
    }));

  test("is not proven without a replay", () =>
    onDeployed(three, three, async (site) => {
      const { made, ...counted } = counting();
      const report = await status({ ...site.options, ...counted, replay: false });
      expect(report).toMatchObject({ verdict: "unproven", findings: [], replayedOn: null, nearest: null });
      expect(table(report)[0]).toBe("0000_people, applied, , ");
      expect(made()).toBe(0);
    }));

  test("is not proven by another major version of PostgreSQL, which is said", () =>
    onDeployed(three, three, async (site) => {
      const found = await groundOf(join(site.root, "drizzle"), site.root);
      const look = await lookAt(await readAddress(site.options.url, {}), found);
      const older = { ...look, server: { ...look.server, major: look.server.major - 1 } };
      const claims = found.tool.claims(found.history, look.ledger);
      const scratch = await openScratch({ server, say: () => undefined });
      const compared = await compareStates({ ground: found, scratch, cwd: site.root }, older, claims, () => undefined);
      await scratch.close();
      const report = reportOf(found, older, claims, compared, clock());
      expect(said(report)).toEqual(["note history/other-major server"]);
      expect(report).toMatchObject({ verdict: "unproven" });
    }));
});

describe("each claim of a ledger", () => {
  const deployed = {
    "0000_people": people,
    "0001_words": "alter table people add word text;",
    "0002_gone": "create table gone (id int);",
    "0003_lines": "alter table people\n  add line text;",
    "0004_rows": "insert into people (id) values (1);",
    "0005_lost": "alter table people add lost text;",
    "0006_half": "alter table people add one text, add two text;",
    "0008_again": "alter table people alter word type varchar(9);",
  };
  const now = {
    "0000_people": people,
    "0001_words": "alter table people add word text; -- edited",
    "0003_lines": "alter table people\r\n  add line text;",
    "0004_rows": deployed["0004_rows"],
    "0005_lost": deployed["0005_lost"],
    "0006_half": deployed["0006_half"],
    "0007_late": "create table late (id int);",
    "0008_again": deployed["0008_again"],
    "0009_made": "create table made (id int);",
    "0010_rows": "update people set name = 'x';",
    "0011_begun": "create table begun (id int); alter table people add begun int;",
    "0012_next": "create table next (id int);",
  };

  test("is told apart, with what the schema shows of it and what comes next", () =>
    onDeployed(deployed, now, async (site) => {
      await site.query(
        "alter table people drop lost, drop two; create table made (id int); create table begun (id int)",
      );
      const report = await status(site.options);
      expect(report.verdict).toBe("untrue");
      expect(table(report)).toEqual([
        "0000_people, applied, in-effect, ",
        "0001_words, edited, in-effect, ",
        "0003_lines, edited, in-effect, ",
        "0004_rows, applied, unseen, ",
        "0005_lost, applied, no-effect, ",
        "0006_half, applied, part, ",
        "0007_late, out-of-order, no-effect, skipped",
        "0008_again, applied, in-effect, ",
        "0009_made, pending, in-effect, runs",
        "0010_rows, pending, unseen, runs",
        "0011_begun, failed, part, runs",
        "0012_next, pending, no-effect, runs",
        "row 3, missing, , ",
      ]);
      expect(said(report)).toEqual([
        "error ledger/edited 0001_words",
        "error ledger/skipped 0007_late",
        expect.stringMatching(/^error ledger\/missing row 3 \(hash [0-9a-f]{10}…, 2026-01-03\)$/),
        "error ledger/recorded-without-effect 0005_lost",
        "error ledger/partly-in-effect 0006_half",
        "error ledger/in-effect-unrecorded 0009_made",
        "error ledger/partly-in-effect 0011_begun",
        "warning ledger/edited 0003_lines",
        "note ledger/upgrade-1.0 drizzle.__drizzle_migrations",
      ]);
      expect(saysOf(report, "ledger/recorded-without-effect")).toContain("column public.people.lost");
      expect(saysOf(report, "ledger/partly-in-effect")).toMatch(
        /There: column public\.people\.one\. Not there: column public\.people\.two\./,
      );
      expect(saysOf(report, "ledger/missing")).toContain("-- drizzle`");
      expect(await site.migrate()).toBe('42P07: relation "made" already exists');
    }));

  test("that lacks a row of what is there gets it by what the remedy says", () =>
    onDeployed(three, three, async (site) => {
      await site.query("delete from drizzle.__drizzle_migrations where id = 2");
      const report = await status(site.options);
      expect(table(report)[1]).toBe("0001_age, out-of-order, in-effect, skipped");
      expect(said(report)[0]).toBe("error ledger/in-effect-unrecorded 0001_age");
      expect(saysOf(report, "ledger/in-effect-unrecorded")).toMatch(
        /→ Prove it and record it: `holdfast baseline drizzle --url … --to 0002_towns`\.$/,
      );
      expect(await baseline({ ...site.options, to: "0002_towns", confirm: site.database.name })).toMatchObject({
        verdict: "recorded",
      });
      expect(await status(site.options)).toMatchObject({ verdict: "applied", findings: [] });
    }));

  test("later than every file is of a newer release", () =>
    onDeployed(three, { "0000_people": three["0000_people"], "0001_age": three["0001_age"] }, async (site) => {
      const report = await status(site.options);
      expect(table(report)[2]).toBe("row 3, future, , ");
      expect(said(report)).toEqual([
        expect.stringMatching(/^warning ledger\/future row 3 /),
        "note ledger/upgrade-1.0 drizzle.__drizzle_migrations",
      ]);
      expect(report).toMatchObject({ verdict: "behind", next: { runs: [] } });
    }));

  test("under another time is a remark", () =>
    onDeployed(three, three, async (site) => {
      await site.query("update drizzle.__drizzle_migrations set created_at = created_at + 5 where id = 2");
      const report = await status(site.options);
      expect(said(report)).toEqual(["note ledger/remark 0001_age"]);
      expect(report.verdict).toBe("applied");
      expect(saysOf(report, "ledger/remark")).toContain("recorded under another time");
    }));

  test("without a time makes everything run again, as it then does", () =>
    onDeployed(three, three, async (site) => {
      await site.query("update drizzle.__drizzle_migrations set created_at = null where id = 2");
      const report = await status(site.options);
      expect(table(report)[0]).toBe("0000_people, applied, in-effect, reruns");
      expect(said(report).filter((line) => line.startsWith("error"))).toEqual([
        "error ledger/rerun drizzle.__drizzle_migrations",
        "error ledger/null-time drizzle.__drizzle_migrations",
      ]);
      expect(await site.migrate()).toBe('42P07: relation "people" already exists');
    }));

  test("twice, or at a time to come, is an error", () =>
    onDeployed(three, three, async (site) => {
      await site.query(`insert into drizzle.__drizzle_migrations (hash, created_at)
        select hash, created_at from drizzle.__drizzle_migrations where id = 1`);
      await site.query(`update drizzle.__drizzle_migrations set created_at = 4102444800000 where id = 3`);
      const report = await status(site.options);
      expect(said(report)).toEqual([
        "error ledger/duplicate-row 0000_people",
        "error ledger/time-in-future drizzle.__drizzle_migrations",
        "note ledger/remark 0000_people",
        "note ledger/remark 0002_towns",
      ]);
      expect(saysOf(report, "ledger/duplicate-row")).toContain("1, 4");
    }));

  test("whose schema was changed by hand since is true, with a warning", () =>
    onDeployed(
      { ...three, "0003_type": "alter table people alter age type bigint;" },
      { ...three, "0003_type": "alter table people alter age type bigint;" },
      async (site) => {
        await site.query("alter table people alter age type numeric");
        const report = await status(site.options);
        expect(table(report)[3]).toBe("0003_type, applied, unknown, ");
        expect(said(report)).toEqual(["warning ledger/schema-drifted drizzle.__drizzle_migrations"]);
        expect(report).toMatchObject({ verdict: "applied", nearest: { differences: 1 } });
      },
    ));
});

describe("drizzle-orm 1.0", () => {
  const folders = {
    "20260101000000_people": people,
    "20260102000000_age": "alter table people add age int;",
    "20260103000000_towns": "create table towns (id int primary key);",
  };

  test("runs what is out of order, which is a warning", () =>
    onSite(server, folders, { major: 1 }, async (site) => {
      const late = join(site.root, "drizzle/20260102000000_age");
      const text = await readFile(join(late, "migration.sql"), "utf8");
      await rm(late, { recursive: true });
      expect(await site.migrate()).toBe("ok");
      await write(site.root, { "drizzle/20260102000000_age/migration.sql": text });
      const report = await status(site.options);
      expect(table(report)[1]).toBe("20260102000000_age, out-of-order, no-effect, runs");
      expect(said(report)).toEqual(["warning ledger/out-of-order 20260102000000_age"]);
      expect(report.verdict).toBe("behind");
      expect(await site.migrate()).toBe("ok");
      expect(await status(site.options)).toMatchObject({ verdict: "applied", findings: [] });
    }));

  /** A journal's ledger with a hole, which 0.x skips. */
  const holed = (use: (site: Site) => Promise<void>) =>
    onDeployed(
      { "0000_people": people, "0002_towns": folders["20260103000000_towns"] },
      { ...three, "0003_next": "create table next (id int);" },
      use,
    );

  const asFolders = (site: Site) =>
    write(site.root, {
      ...Object.fromEntries(Object.entries(folders).map(([name, sql]) => [`up/${name}/migration.sql`, sql])),
      "up/20260104000000_next/migration.sql": "create table next (id int);",
    });

  const runOf1 = async (site: Site) => {
    const copy = await server.clone(site.database);
    const run = withClient(copy, "owner", (client) =>
      migrate(drizzle({ client }), { migrationsFolder: join(site.root, "up") }),
    );
    const ended = await run.then(
      () => "ok",
      (error: unknown) => String(error),
    );
    const { rows } = await withClient(copy, "owner", (client) =>
      client.query<{ column_name: string }>(
        "select column_name from information_schema.columns where table_name = 'people' and column_name = 'age'",
      ),
    );
    await server.drop(copy);
    return { ended, hasAge: rows.length === 1 };
  };

  test("would run a hole of a ledger of 0.x, which status says, and does it", () =>
    holed(async (site) => {
      const report = await status(site.options);
      expect(report.upgrade).toMatchObject({ holes: ["0001_age", "0003_next"], unmatched: [] });
      expect(said(report)).toContain("note ledger/upgrade-1.0 drizzle.__drizzle_migrations");
      expect(saysOf(report, "ledger/upgrade-1.0")).toMatch(/run after later ones: 0001_age\. →/);
      await asFolders(site);
      expect(await runOf1(site)).toEqual({ ended: "ok", hasAge: true });
    }));

  test("would throw over a row that matches nothing, which status says, and does", () =>
    holed(async (site) => {
      await site.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ('strange', 1500000000000)");
      const report = await status(site.options);
      expect(report.upgrade).toMatchObject({ unmatched: ["3"] });
      expect(saysOf(report, "ledger/upgrade-1.0")).toContain("it throws over 1 row that match no migration: 3");
      await asFolders(site);
      expect(await runOf1(site)).toEqual({ ended: expect.stringMatching(/Error/), hasAge: false });
    }));
});

describe("a ledger without rows beside tables", () => {
  test("is one error, and the way out is the state that the schema is in", () =>
    onDeployed(
      three,
      { ...three, "0003_rows": "update towns set id = 1;", "0004_next": "create table next ();" },
      async (site) => {
        await site.query("truncate drizzle.__drizzle_migrations");
        const report = await status(site.options);
        expect(said(report)).toEqual(["error ledger/empty-on-populated drizzle.__drizzle_migrations"]);
        const says = saysOf(report, "ledger/empty-on-populated");
        expect(says).toContain("The ledger is empty, and the database has 2 tables");
        expect(says).toMatch(
          /is exactly what 0003_rows leaves\. → Prove it and record it: `holdfast baseline drizzle --url … --to 0002_towns`\.$/,
        );
        expect(await baseline({ ...site.options, to: "0002_towns", confirm: site.database.name })).toMatchObject({
          verdict: "recorded",
        });
        expect(await status(site.options)).toMatchObject({
          verdict: "behind",
          findings: [],
          next: { runs: ["0003_rows", "0004_next"] },
        });
        expect(await site.migrate()).toBe("ok");
      },
    ));

  test("that is not there, on a schema that has drifted, asks for the differences first", () =>
    onDeployed(three, three, async (site) => {
      await site.query("drop schema drizzle cascade; alter table people drop name");
      const report = await status(site.options);
      const says = saysOf(report, "ledger/empty-on-populated");
      expect(says).toContain("The ledger does not exist");
      expect(says).toMatch(/→ `holdfast drift drizzle --url … --to 0002_towns` lists .* Then prove it/);
    }));

  test("is a warning where nothing was replayed", () =>
    onDeployed(three, three, async (site) => {
      await site.query("truncate drizzle.__drizzle_migrations");
      const report = await status({ ...site.options, replay: false });
      expect(said(report)).toEqual(["warning ledger/empty-on-populated drizzle.__drizzle_migrations"]);
      expect(report.verdict).toBe("unproven");
    }));
});

test("every other ledger is told with what it claims; one that records the same migrations is an error", () =>
  onDeployed(three, three, async (site) => {
    await site.query(`
      create schema other; create table other.__drizzle_migrations as table drizzle.__drizzle_migrations;
      alter table other.__drizzle_migrations add primary key (id), alter hash set not null;
      create schema app; create table app.steps (id serial primary key, hash text not null, created_at bigint);
      insert into app.steps (hash, created_at) values ('none of ours', 1700000000000);
      create table alembic_version (version_num varchar(32) primary key); insert into alembic_version values ('ae1027a6acf');
      create table schema_migrations (version text primary key); insert into schema_migrations values ('001'), ('026');
      create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
        migration_name varchar(255) not null, logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(),
        applied_steps_count int not null default 0);
      insert into _prisma_migrations (id, checksum, migration_name) values ('a', 'b', '20240101_half')`);
    const report = await status(site.options);
    expect(said(report)).toEqual([
      "error ledger/second-ledger other.__drizzle_migrations",
      "warning ledger/foreign-failed public._prisma_migrations",
      "note ledger/foreign app.steps",
      "note ledger/foreign public._prisma_migrations",
      "note ledger/foreign public.alembic_version",
      "note ledger/foreign public.schema_migrations",
    ]);
    expect(saysOf(report, "ledger/second-ledger")).toContain(
      "3 rows, last 2026-01-03): 0000_people, 0001_age, 0002_towns.",
    );
    expect(saysOf(report, "ledger/foreign")).toContain("(2 rows, last 026)");
    expect(saysOf(report, "ledger/foreign")).toContain("(1 row, last ae1027a6acf)");
    expect(report).toMatchObject({ nearest: { after: "0002_towns", differences: 0 } });
  }));

test("a history that stops half way is compared as far as it goes, and accuses nobody", () =>
  onDeployed(
    { ...three, "0003_fix": "drop table towns; create table nowhere (id int);" },
    { ...three, "0003_broken": "create table a (b missing);", "0004_more": "drop table towns;" },
    async (site) => {
      await site.query(
        `update drizzle.__drizzle_migrations set hash = 'x', created_at = created_at + ${day} where id = 4`,
      );
      const report = await status(site.options);
      expect(table(report)).toEqual([
        "0000_people, applied, in-effect, ",
        "0001_age, applied, in-effect, ",
        "0002_towns, applied, unknown, ",
        "0003_broken, out-of-order, , skipped",
        "0004_more, edited, , ",
      ]);
      expect(said(report)).toEqual([
        "error ledger/edited 0004_more",
        "error ledger/skipped 0003_broken",
        "error history/replay-failed 0003_broken",
        "note ledger/upgrade-1.0 drizzle.__drizzle_migrations",
      ]);
      expect(report.nearest).toBeNull();
    },
  ));

test("a history that does not replay proves nothing, for and against the ledger", () =>
  onDeployed(
    { "0000_people": people },
    { "0000_people": people, "0001_x": "create table a (b missing);" },
    async (site) => {
      await site.query("alter table people drop name");
      const report = await status(site.options);
      expect(said(report)).toEqual(["error history/replay-failed 0001_x"]);
      expect(report.verdict).toBe("unproven");
    },
  ));

test("what another runner recorded is held against what the files make", () =>
  onSite(
    server,
    { "0000_none": "select 1" },
    { beside: { "sql/001_people.sql": people, "sql/002_lost.sql": "alter table people add lost int;" } },
    async (site) => {
      await site.query(`${people} create table schema_migrations (version text primary key, name text);
        insert into schema_migrations values ('001', 'people'), ('002', 'lost'), ('009', 'gone')`);
      const report = await status({ ...site.options, folder: "sql", tool: "plain-sql" });
      expect(table(report)).toEqual([
        "001_people, applied, in-effect, ",
        "002_lost, applied, no-effect, ",
        "row 009, future, , ",
      ]);
      expect(said(report)).toEqual([
        "error ledger/recorded-without-effect 002_lost",
        "warning ledger/future row 009 (gone)",
      ]);
    },
  ));

test("nothing but reading shows in the log of the server, whatever the command", () =>
  onDeployed(three, three, async (site) => {
    const all = { ...site.options, file: "schema.json", statistics: true };
    await site.query("alter table people drop name");
    const log = await statementsDuring(server, site.database, async () => {
      await status(all);
      await snapshot(all);
      await drift(all);
    });
    const verbs = log.flatMap((sql) => /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? []);
    expect(verbs.filter((verb) => verb === "begin")).toHaveLength(3);
    expect([...new Set(verbs)].sort()).toEqual(["begin", "rollback", "select", "set"]);
  }));
