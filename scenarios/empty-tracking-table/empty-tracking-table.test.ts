import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { baseline, check, drift, status } from "../../harness/index.ts";
import { expectShown } from "../page.fixture.ts";
import { type Production, productionServer } from "../production.fixture.ts";
import { type Project, project } from "../project.fixture.ts";

// Production was made with `drizzle-kit push`: all 23 tables of all 17 migrations are there, and the ledger is empty. The
// first `migrate` fails with "already exists", and so does each one after it. The incident's way out was a script that wrote
// 17 rows because they were missing; here they are written because the schema has shown them to be true.
const here = (name: string) => new URL(name, import.meta.url);
const productionOf = productionServer();

/** The same history as drizzle-kit 0.31 generated it, and as drizzle-kit 1.0 converts it. */
const cases = [
  { drizzle: 0.45, major: 0, last: "0016_audit_entries" },
  { drizzle: 1, major: 1, last: "20250725122656_audit_entries" },
] as const;

interface App extends Project {
  readonly production: Production;
  /** Of the last of 17 migrations. */
  readonly last: string;
  /** Where the history is. */
  readonly files: { readonly cwd: string; readonly folder: string };
  readonly options: Parameters<typeof status>[0];
  migrate(production?: Production): Promise<string>;
  ledger(production?: Production): Promise<readonly unknown[]>;
}

test.for(cases)(
  "drizzle $drizzle: migrate fails for ever, until 17 rows are recorded that are shown to be true",
  async ({ major, last }) => {
    const app = await deployedByPush(major, last);
    await asItHappened(app);
    await theWayOut(app);
  },
);

async function asItHappened({ production, last, files, options, migrate, ledger }: App): Promise<void> {
  const digest = await production.digest();
  expect(Object.keys(digest)).toHaveLength(23);
  expect(Math.min(...Object.values(digest).map(({ rows }) => rows))).toBeGreaterThanOrEqual(200);

  expect(await migrate()).toBe('42P07: relation "accounts" already exists');
  expect(await migrate()).toBe('42P07: relation "accounts" already exists');
  expect(await ledger()).toEqual([]);
  expect(await check(files)).toMatchObject({ verdict: "sound", findings: [] });

  const told = await status(options);
  expect(told).toMatchObject({
    verdict: "untrue",
    ledger: { schema: "drizzle", table: "__drizzle_migrations", there: true, rows: 0 },
    nearest: { after: last, differences: 0 },
  });
  expect(told.migrations.map(({ ledger, schema, next }) => `${ledger}, ${schema}, ${next}`)).toEqual(
    Array(17).fill("pending, in-effect, runs"),
  );
  if (last === cases[0].last) {
    await expectShown("empty-tracking-table", "npx holdfast status drizzle --url env:PRODUCTION_URL", told);
  }
  const named = told.findings.find(({ code }) => code === "ledger/empty-on-populated");
  expect(named).toMatchObject({ severity: "error", remedy: expect.stringContaining(`--to ${last}`) });

  const { verdict, against, tables } = await drift(options);
  expect({ verdict, against }).toMatchObject({ verdict: "equal", against: { after: last, by: "nearest" } });
  expect(tables).toMatchObject({ total: 24, equal: 23, different: 0, onlyLive: 0, onlyHistory: 0 });
  expect(tables.leftOut).toMatchObject({ ledgers: 1 });
  expect(await production.digest()).toEqual(digest);
}

async function theWayOut({ production, last, options, migrate, ledger, ...app }: App): Promise<void> {
  const digest = await production.digest();
  const unconfirmed = { ...options, to: last };
  const confirmed = { ...unconfirmed, confirm: production.name };

  await expect(baseline({ ...unconfirmed, confirm: "another" })).rejects.toMatchObject({ code: "input/confirm" });
  const would = await baseline(unconfirmed);
  expect(would).toMatchObject({ verdict: "unconfirmed", next: { runs: [], skipped: [], rerun: [], refuses: null } });
  expect(would.rows.map(({ state }) => state)).toEqual(Array(17).fill("to write"));
  expect(await ledger()).toEqual([]);

  await production.query("ALTER TABLE documents ALTER COLUMN title TYPE text");
  const { verdict, findings } = await baseline(confirmed);
  expect(verdict).toBe("refused");
  const [difference, ...others] = findings.filter(({ severity }) => severity === "error");
  expect(others).toEqual([]);
  expect(difference).toMatchObject({ code: "drift/differs", object: "public.documents.title" });
  expect(difference?.message).toMatch(/text.*character varying\(255\)/);
  expect(await ledger()).toEqual([]);
  await production.query("ALTER TABLE documents ALTER COLUMN title TYPE varchar(255)");

  expect(await baseline(confirmed)).toMatchObject({ verdict: "recorded" });
  const migrated = await productionOf();
  expect(await migrate(migrated)).toBe("ok");
  const recorded = await ledger();
  expect(recorded).toHaveLength(17);
  expect(recorded).toEqual(await ledger(migrated));
  expect(await baseline(confirmed)).toMatchObject({ verdict: "unchanged" });
  expect(await ledger()).toEqual(recorded);
  expect(await production.digest()).toEqual(digest);

  await app.edit("schema.ts", "contentType:", 'notes: text("notes"),\n  contentType:');
  const before = await readdir(app.path("drizzle"));
  await app.kit(["generate", "--name", "document_notes"]);
  const made = (await readdir(app.path("drizzle"))).filter((name) => !before.includes(name));
  expect(made).toEqual([expect.stringMatching(/_document_notes(\.sql)?$/)]);
  expect(await migrate()).toBe("ok");
  expect(await ledger()).toHaveLength(18);
  expect(await production.query("SELECT FROM documents WHERE notes IS NULL")).toHaveLength(240);
  expect(await production.digest(digest)).toEqual(digest);
  expect(await status(options)).toMatchObject({ verdict: "applied", findings: [] });
}

/** The project, and its production as `drizzle-kit push` made it, with the rows that came since. */
async function deployedByPush(major: 0 | 1, last: string): Promise<App> {
  const beside = ["schema.ts", "drizzle.config.ts"].map((name) => [name, here(name)]);
  const app = await project({ drizzle: here("migrations"), ...Object.fromEntries(beside) }, major);
  if (major === 1) await app.kit(["up"]);
  const production = await productionOf();
  await app.kit(["push"], production.url);
  await production.run(here("rows.sql"));
  const files = { cwd: app.root, folder: "drizzle" };
  const rows = "SELECT to_jsonb(l) - 'applied_at' AS row FROM drizzle.__drizzle_migrations AS l ORDER BY id";
  return {
    ...app,
    production,
    last,
    files,
    options: { ...files, url: production.url, server: production.server },
    migrate: (on = production) => on.migrate(app.path("drizzle"), { major }),
    ledger: (of = production) => of.query(rows),
  };
}
