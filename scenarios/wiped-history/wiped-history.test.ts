import { cp, rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { baseline, check, type DriftReport, drift, status, verify } from "../../harness/index.ts";
import { expectShown } from "../page.fixture.ts";
import { type Digest, type Production, productionServer } from "../production.fixture.ts";
import { type Project, project } from "../project.fixture.ts";

// 25 January 2026: a review found that a branch deletes all 16 SQLite migrations and begins anew with one PostgreSQL
// migration, while production is a PostgreSQL database that had been pushed and holds everything.
const here = (name: string) => new URL(name, import.meta.url);
const newDatabase = productionServer();

test("as it happened: check stops the branch before it is merged", async () => {
  const app = await onMain();
  await wipe(app);
  const report = await check({ folder: "drizzle", cwd: app.root, base: "main" });
  const { verdict, findings } = report;
  expect(verdict).toBe("damaged");
  await expectShown("wiped-history", "npx holdfast check drizzle --base main", report);
  expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    "error history/dialect-switched",
    "error history/wiped",
  ]);
  expect(findings[1]?.message).toContain("none of the 16 migrations of main is left");
});

test("as it happened: migrate fails at the first table, push asks, and nothing is lost", async () => {
  const app = await onMain();
  const { live, before } = await productionOf(app);
  expect(Object.values(before).filter(({ rows }) => rows < 200)).toEqual([]);
  await wipe(app);
  expect(await live.migrate(app.path("drizzle"))).toBe('42P07: relation "notes" already exists');
  expect(await app.kit(["push"], live.url)).toContain("You're about to delete attachments table with 350 items");
  expect(await live.digest()).toEqual(before);
});

test("as it happened: with IF NOT EXISTS migrate says ok, and the new columns are nowhere", async () => {
  const app = await onMain();
  const { live, before } = await productionOf(app);
  await wipe(app);
  await cp(here("fresh/if-not-exists.sql"), app.path("drizzle/0000_postgresql.sql"));
  expect(await live.migrate(app.path("drizzle"))).toBe("ok");
  expect(await live.migrate(app.path("drizzle"))).toBe("ok");
  expect(await live.digest()).toEqual(before);
  expect(await live.query("SELECT id FROM drizzle.__drizzle_migrations")).toHaveLength(1);
  await expect(live.query("SELECT slug FROM units")).rejects.toThrow('column "slug" does not exist');

  const history = { folder: "drizzle", cwd: app.root, url: live.url, server: live.server };
  const told = await status(history);
  const { verdict, migrations, findings } = told;
  expect(verdict).toBe("untrue");
  await expectShown("wiped-history", "npx holdfast status drizzle --url env:PRODUCTION_URL", told);
  expect(migrations).toMatchObject([{ migration: "0000_postgresql", ledger: "applied", schema: "part", next: null }]);
  const half = findings.filter(({ code }) => code === "ledger/partly-in-effect");
  expect(half).toMatchObject([{ severity: "error", object: "0000_postgresql" }]);
  expect(half[0]?.message).toMatch(/public\.projects\.owner.*public\.units\.slug/);

  const { differences, ...difference } = await drift(history);
  expect(difference).toMatchObject({ verdict: "drifted", against: { after: "0000_postgresql", by: "ledger" } });
  expect(differences.filter(({ side }) => side === "only-history").map(nameOf)).toEqual([
    "column public.projects.owner",
    "column public.units.slug",
  ]);
  expect(differences.filter(({ side }) => side === "differs").map(nameOf)).toEqual(["column public.projects.budget"]);
  expect(differences.filter(({ side }) => side === "only-live").map(nameOf)).toContain("table public.attachments");
  expect(await live.digest()).toEqual(before);
});

test("as it happened: push rounds amounts without a question, and with --force empties every table but one", async () => {
  const app = await onMain();
  const { live, before } = await productionOf(app);
  const cents = () => live.query("SELECT id FROM projects WHERE budget <> round(budget)");
  expect((await cents()).length).toBeGreaterThan(200);
  await app.edit("schema.ts", 'numeric("budget", { precision: 12, scale: 2 })', 'integer("budget")');
  expect(await app.kit(["push"], live.url)).toContain("Changes applied");
  const rounded = await live.digest();
  expect(rounded).toEqual({ ...before, "public.projects": rounded["public.projects"] });
  expect(rounded["public.projects"]?.rows).toBe(420);
  expect(await cents()).toEqual([]);

  await wipe(app);
  expect(await app.kit(["push", "--force"], live.url)).toContain("Changes applied");
  const after = await live.digest(before);
  expect(Object.entries(after).map(([table, { rows }]) => [table, rows])).toEqual([
    ["public.notes", 0],
    ["public.project_tags", 0],
    ["public.projects", 0],
    ["public.tags", 200],
    ["public.units", 0],
  ]);
  expect(after["public.tags"]).toEqual(before["public.tags"]);
});

test("the way out: a baseline of what is there, recorded and not run, and a migration that adds to it", async () => {
  const app = await onMain();
  const { live, before } = await productionOf(app);
  await app.edit("drizzle.config.ts", '"./drizzle"', '"./migrations"');
  await app.kit(["generate", "--name", "baseline"]);
  await app.commit("A baseline");
  const history = { folder: "migrations", cwd: app.root, url: live.url, server: live.server };
  expect(await check({ ...history, base: "main" })).toMatchObject({ verdict: "sound", findings: [] });

  const to = "0000_baseline";
  const ledger = () => live.query("SELECT hash, created_at FROM drizzle.__drizzle_migrations ORDER BY id");
  expect(await baseline({ ...history, to })).toMatchObject({ verdict: "unconfirmed", ledger: { there: false } });
  await expect(ledger()).rejects.toThrow('relation "drizzle.__drizzle_migrations" does not exist');
  expect(await baseline({ ...history, to, confirm: live.name })).toMatchObject({ verdict: "recorded" });
  const recorded = await ledger();
  expect(recorded).toHaveLength(1);
  expect(await baseline({ ...history, to, confirm: live.name })).toMatchObject({ verdict: "unchanged" });
  expect(await ledger()).toEqual(recorded);

  await app.edit("schema.ts", 'name: text("name").notNull(),', 'name: text("name").notNull(),\n  slug: text("slug"),');
  await app.edit(
    "schema.ts",
    'title: text("title").notNull(),',
    'title: text("title").notNull(),\n  owner: text("owner"),',
  );
  await app.kit(["generate", "--name", "slugs_and_owners"]);
  const { report, close } = await verify({ ...history, rows: 20 });
  await close();
  expect(report).toMatchObject({ verdict: "safe", history: { candidate: ["0001_slugs_and_owners"] } });
  expect(await live.migrate(app.path("migrations"))).toBe("ok");
  expect((await ledger()).slice(0, -1)).toEqual(recorded);
  expect(await live.query("SELECT id FROM units WHERE slug IS NULL")).toHaveLength(210);
  expect(await live.digest(before)).toEqual(before);
  expect(await status(history)).toMatchObject({ verdict: "applied", findings: [] });
});

/** The main branch: PostgreSQL by `push`, and the migrations still SQLite's. */
const onMain = () =>
  project({
    "drizzle.config.ts": here("drizzle.config.ts"),
    "schema.ts": here("schema-in-production.ts"),
    drizzle: here("sqlite/migrations"),
  });

async function productionOf(app: Project): Promise<{ readonly live: Production; readonly before: Digest }> {
  const live = await newDatabase();
  await app.kit(["push"], live.url);
  await live.run(here("rows.sql"));
  return { live, before: await live.digest() };
}

async function wipe(app: Project): Promise<void> {
  await app.git("checkout", "--quiet", "-b", "postgresql");
  await rm(app.path("drizzle"), { recursive: true });
  await cp(here("fresh/migrations"), app.path("drizzle"), { recursive: true });
  await cp(here("schema-of-branch.ts"), app.path("schema.ts"));
  await app.commit("PostgreSQL");
}

const nameOf = ({ object: { kind, on, name } }: DriftReport["differences"][number]) =>
  `${kind} ${on === null ? name : `${on}.${name}`}`;
