import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { guardedMigrate } from "../../harness/guard-api.ts";
import { installGuard, permitGuard, printRemoval, verifyGuard } from "../../harness/index.ts";
import { scenario } from "../../harness/vitest/index.ts";
import { type Production, productionServer } from "../production.fixture.ts";
import { project } from "../project.fixture.ts";
import { announce, where } from "../provider.fixture.ts";

// "NEVER run downgrade in production" was written down, and ignored. Here every way back is tried: as `verify` tries it, and by
// hand on a support desk's production, which is four releases old. Each is tried without the guard, and with it.
const here = (name: string) => new URL(name, import.meta.url);
const ways = { migrations: here("./migrations"), ...where, rows: 40 };
const additive = { ...ways, candidate: "0003_ratings" };
const rewriting = { ...ways, candidate: "0002_spent_in_minutes..0002_spent_in_minutes" };

const refusedDeploy = {
  refused: true,
  by: expect.stringMatching(/^the database has 1 migration of a newer release, which this build does not know: row \d/),
};
const noOp = { attempt: "old-release", outcome: "no-op", guarded: refusedDeploy };
const noWay = (attempt: string) => ({ attempt, outcome: "not-applicable" });
const refused = (attempt: string, what: string) => ({
  attempt,
  outcome: "blocked",
  by: `the guard refuses to ${what} (HF001)`,
});
const ledger = "drizzle.__drizzle_migrations";
const rewindRefused = refused("ledger-rewind", `delete rows of the ledger ${ledger}`);

scenario("without the guard, the way back from a new table and a new column is open", additive, ({ report }) => {
  announce(report);
  expect(report).toBeSafe();
  expect(report).not.toBlockDowngrade();
  expect(report.downgrade).toMatchObject([
    noOp,
    noWay("take-back"),
    { attempt: "inverse", outcome: "reverted" },
    { attempt: "ledger-rewind", outcome: "half" },
  ]);
  const lost = report.findings.filter(({ code }) => code === "downgrade/loses-data").map(({ message }) => message);
  expect(lost).toEqual([
    expect.stringMatching(
      /^Going back by inverse would lose \d+ rows of public\.ratings and \d+ values of public\.tickets\.resolution\.$/,
    ),
  ]);
});

scenario("with the guard, it is closed", { ...additive, guard: "installed" }, ({ report }) => {
  expect(report).toBeSafe();
  expect(report).toBlockDowngrade();
  expect(report.downgrade).toMatchObject([
    noOp,
    noWay("take-back"),
    refused("inverse", "drop table public.ratings"),
    rewindRefused,
  ]);
});

scenario("without the guard, a rewritten column is rewritten once more", rewriting, ({ report }) => {
  expect(report.downgrade).toMatchObject([
    noOp,
    noWay("take-back"),
    noWay("inverse"),
    { attempt: "ledger-rewind", outcome: "reverted" },
  ]);
  const lost = report.findings.filter(({ code }) => code === "downgrade/loses-data").map(({ message }) => message);
  expect(lost).toEqual([
    expect.stringMatching(/^Going back by ledger-rewind would lose \d+ values of public\.worklogs\.spent\.$/),
  ]);
});

scenario("with the guard, it is not", { ...rewriting, guard: "installed" }, ({ report }) => {
  expect(report).toBeSafe();
  expect(report).toBlockDowngrade();
  expect(report.downgrade).toMatchObject([noOp, noWay("take-back"), noWay("inverse"), rewindRefused]);
});

const productionOf = productionServer();

interface Desk {
  readonly production: Production;
  /** Every row of every table, the ledger's and the guard's among them. */
  contents(): Promise<unknown>;
  /** What PostgreSQL says to statements of the role that deploys, one after the other: "ok", or "HF001: …". */
  run(...statements: readonly string[]): Promise<string>;
}

const folder = fileURLToPath(ways.migrations);

/** Production after four releases. */
async function desk(guarded: boolean): Promise<Desk> {
  const production = await productionOf();
  expect(await production.migrate(folder)).toBe("ok");
  await production.run(here("./rows.sql"));
  expect(await production.query("SELECT count(resolution)::int AS n FROM tickets")).toEqual([{ n: 90 }]);
  const { name, url, adminUrl } = production;
  if (guarded) {
    expect((await installGuard({ folder, url: adminUrl, confirm: name })).verdict).toBe("installed");
    expect((await verifyGuard({ folder, url })).verdict).toBe("closed");
  }
  return { production, contents: () => contentsAt(adminUrl), run: (...statements) => runAt(url, statements) };
}

async function contentsAt(url: string): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(
    `SELECT nspname, relname, query_to_xml(format('SELECT row::text FROM %I.%I AS row ORDER BY 1', nspname, relname), true, true, '')::text
       FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace
      WHERE relkind = 'r' AND nspname !~ '^pg_|^information_schema$' ORDER BY 1, 2`,
  );
  await client.end();
  return rows;
}

async function runAt(url: string, statements: readonly string[]): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
    return "ok";
  } catch (error) {
    if (error instanceof pg.DatabaseError) return `${error.code}: ${error.message}`;
    throw error;
  } finally {
    await client.end();
  }
}

interface Way {
  readonly what: string;
  go(app: Desk): Promise<string>;
  /** What it says, and what is gone afterwards, by a query that gives true where it is. */
  readonly open: readonly [said: RegExp, gone: string];
  readonly closed: RegExp;
}

const byHand: readonly Way[] = [
  {
    what: "the last release, undone by hand",
    go: ({ run }) => run("ALTER TABLE tickets DROP COLUMN resolution", "DROP TABLE ratings"),
    open: [/^ok$/, "SELECT to_regclass('ratings') IS NULL AS gone"],
    closed: /^HF001: the guard refuses to drop column public\.tickets\.resolution$/,
  },
  {
    what: "the schema of the release before, pushed",
    async go({ production }) {
      const app = await project({
        "schema.ts": here("./schema-before.ts"),
        "drizzle.config.ts": here("./drizzle.config.ts"),
      });
      return app.kit(["push", "--force"], production.url);
    },
    open: [/Changes applied/, "SELECT to_regclass('ratings') IS NULL AS gone"],
    closed: /the guard refuses to drop (?:table public\.ratings|column public\.tickets\.resolution)/,
  },
  {
    what: "the last release, taken out of the ledger and deployed again",
    async go({ run, production }) {
      const said = await run(`DELETE FROM ${ledger} WHERE id = 4`);
      return said === "ok" ? production.migrate(folder) : said;
    },
    open: [/^42P07: relation "ratings_id_seq" already exists$/, `SELECT count(*) = 3 AS gone FROM ${ledger}`],
    closed: /^HF001: the guard refuses to delete rows of the ledger drizzle\.__drizzle_migrations$/,
  },
  {
    what: "tables, emptied to start again",
    go: ({ run }) => run("TRUNCATE customers CASCADE"),
    open: [/^ok$/, "SELECT count(*) = 0 AS gone FROM worklogs"],
    closed: /^HF001: the guard refuses to truncate (?:table )?public\.\w+$/,
  },
];

describe.for(byHand)("by hand: $what", ({ go, open: [said, gone], closed }) => {
  test("without the guard, it is gone", async () => {
    const app = await desk(false);
    const before = await app.contents();
    expect(await go(app)).toMatch(said);
    expect(await app.production.query(gone)).toEqual([{ gone: true }]);
    expect(await app.contents()).not.toEqual(before);
  });

  test("with the guard, nothing is", async () => {
    const app = await desk(true);
    const before = await app.contents();
    expect(await go(app)).toMatch(closed);
    expect(await app.production.query(gone)).toEqual([{ gone: false }]);
    expect(await app.contents()).toEqual(before);
  });
});

test("an old release passes by unnoticed, and is refused where deploys are guarded", async () => {
  const { production, contents } = await desk(false);
  const before = await contents();
  const old = await project({ drizzle: ways.migrations });
  const { entries, ...head } = JSON.parse(await readFile(old.path("drizzle/meta/_journal.json"), "utf8"));
  await old.write("drizzle/meta/_journal.json", JSON.stringify({ ...head, entries: entries.slice(0, 3) }));

  expect(await production.migrate(old.path("drizzle"))).toBe("ok");
  const pool = new pg.Pool({ connectionString: production.url });
  onTestFinished(() => pool.end());
  await expect(guardedMigrate(pool, { migrationsFolder: old.path("drizzle") })).rejects.toMatchObject({
    code: "guard/older-release",
    message: expect.stringMatching(/which this build does not know: row 4 \(hash \w+…, 2026-02-11\)\.$/),
  });
  const { message } = await guardedMigrate(pool, { migrationsFolder: folder });
  expect(message).toBe("nothing to run: 4 migrations recorded");
  expect(await contents()).toEqual(before);
});

test("the way forward: what is to go is approved, permitted and deployed, once", async () => {
  const { production, contents, run } = await desk(true);
  const { url, adminUrl, name } = production;
  const app = await project({ drizzle: ways.migrations });
  const migration = "0004_customers_without_email";
  const sql = 'ALTER TABLE "customers" DROP COLUMN "email";';
  const journal = JSON.parse(await readFile(app.path("drizzle/meta/_journal.json"), "utf8"));
  const entry = { ...journal.entries[3], idx: 4, when: journal.entries[3].when + 1, tag: migration };
  await app.write("drizzle/meta/_journal.json", JSON.stringify({ ...journal, entries: [...journal.entries, entry] }));
  await app.write(`drizzle/${migration}.sql`, sql);
  const pool = new pg.Pool({ connectionString: url });
  onTestFinished(() => pool.end());
  const deploy = () => guardedMigrate(pool, { migrationsFolder: app.path("drizzle") });

  const before = await contents();
  await expect(deploy()).rejects.toMatchObject({ cause: { code: "HF001", table: "customers", column: "email" } });
  expect(await contents()).toEqual(before);

  const approval = { object: "public.customers.email", reason: "asked for by them", owner: "@support" };
  const sha256 = createHash("sha256").update(sql).digest("hex");
  await mkdir(app.path("holdfast"));
  const approved = { migration, sha256, approve: [{ ...approval, expires: "2099-12-31" }] };
  await app.write(`holdfast/${migration}.json`, JSON.stringify(approved));
  const permitted = { folder: app.path("drizzle"), url: adminUrl, migration, confirm: name };
  expect((await permitGuard(permitted)).verdict).toBe("granted");
  expect(await run("ALTER TABLE customers DROP COLUMN email")).toMatch(/^HF003: /);
  expect((await deploy()).ran).toEqual([migration]);
  expect(await run("ALTER TABLE customers DROP COLUMN company")).toMatch(/^HF001: /);
  expect((await verifyGuard({ folder: app.path("drizzle"), url })).verdict).toBe("closed");
});

test("who deploys cannot take the guard off; who put it there can, and then `guard verify` says so", async () => {
  const { production, contents, run } = await desk(true);
  const { url, adminUrl } = production;
  const before = await contents();
  expect(await run(printRemoval())).toMatch(/^42501: must be owner of event trigger/);
  expect(await contents()).toEqual(before);
  expect((await verifyGuard({ folder, url })).verdict).toBe("closed");

  expect(await runAt(adminUrl, [printRemoval()])).toBe("ok");
  const { verdict, findings } = await verifyGuard({ folder, url });
  expect(verdict).toBe("open");
  expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toContain("error guard/missing");
  expect(await run("DROP TABLE ratings")).toBe("ok");
});
