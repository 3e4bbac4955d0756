import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { baseline, check, type DriftReport, drift, type StatusReport, snapshot, status } from "../../harness/index.ts";
import { expectShown } from "../page.fixture.ts";
import { type Digest, type Production, productionServer } from "../production.fixture.ts";
import type { Project } from "../project.fixture.ts";
import { active, fill, legacyMigrate, mend, repair, retire, team } from "./team.fixture.ts";

// 1 October 2025: a project wants to be rid of one of its two migration systems. The older one had recorded its last
// five migrations, of which production has nothing; Drizzle had a folder with a ledger, and another one with none.
const newDatabase = productionServer();
const swallowed = [
  "022_action_comments",
  "023_checkin_topics",
  "024_module_order",
  "025_inactive_members",
  "026_action_priorities",
];

test("as it happened: the runner records five migrations that PostgreSQL refused, and is caught at it", async () => {
  const app = await team();
  const live = await newDatabase();
  const printed = await legacyMigrate(app, live);
  expect(printed.split("\n").filter((line) => line.includes("continuing"))).toEqual(
    swallowed.map(
      (name) => `${name}.sql failed, continuing: cannot insert multiple commands into a prepared statement`,
    ),
  );
  const recorded = await live.query<{ file: string }>(
    "SELECT version || '_' || name || '.sql' AS file FROM schema_migrations ORDER BY version",
  );
  expect(recorded).toHaveLength(20);
  expect(recorded.map(({ file }) => file)).toEqual((await readdir(app.path("migrations"))).toSorted());
  await expect(live.query("SELECT priority FROM actions")).rejects.toThrow('column "priority" does not exist');

  const run = { command: "node scripts/migrate.mjs", folder: app.root };
  const { findings } = await status({ ...activeOf(app, live), folder: "migrations", run });
  const errors = findings.filter(({ severity }) => severity === "error");
  expect(errors).toMatchObject([{ code: "history/replay-failed", object: "022_action_comments" }]);
  expect(errors[0]?.message).toMatch(/multiple commands.*recorded the migration all the same/);
});

test("as it happened: status shows what each of three ledgers says, and what is true of it", async () => {
  const app = await team();
  const production = await productionOf(app);
  const before = await production.digest();
  expect(Object.values(before).filter(({ rows }) => rows < 200)).toEqual([]);

  await app.write("drizzle/drizzle.config.json", JSON.stringify({ out: ".", migrations: { schema: "public" } }));
  const live = { cwd: app.root, url: production.url, server: production.server };
  const legacy = await status({ ...live, folder: "migrations" });
  const old = await status({ ...live, folder: "drizzle" });
  expect(legacy).toMatchObject({
    verdict: "untrue",
    ledger: { schema: "public", table: "schema_migrations", rows: 20 },
  });
  expect(errorsOf(legacy)).toEqual(swallowed.map((name) => `ledger/recorded-without-effect ${name}`));
  await expectShown("two-migration-systems", "npx holdfast status migrations --url env:PRODUCTION_URL", legacy);
  expect(legacy.findings[0]?.message).toContain("public.action_comments");
  expect(old).toMatchObject({ verdict: "applied", ledger: { schema: "public", rows: 2 } });
  expect(shown(old)).toEqual([
    "0000_initial: applied, in-effect, null",
    "0001_feature_flags: applied, in-effect, null",
  ]);

  expect(await production.migrate(app.path(active))).toBe('42P07: relation "actions" already exists');
  const drizzle = await status({ ...live, folder: active });
  expect(drizzle).toMatchObject({
    verdict: "untrue",
    ledger: { schema: "drizzle", table: "__drizzle_migrations", rows: 0 },
    nearest: { after: "0002_flow_metrics_jsonb", differences: 0 },
  });
  await expectShown("two-migration-systems", `npx holdfast status ${active} --url env:PRODUCTION_URL`, drizzle);
  expect(shown(drizzle)).toEqual([
    "0000_initial: pending, in-effect, runs",
    "0001_feature_flags: pending, in-effect, runs",
    "0002_member_preferences: pending, in-effect, runs",
    "0002_flow_metrics_jsonb: pending, in-effect, runs",
    "0003_delivery: pending, no-effect, runs",
  ]);
  expect(drizzle.otherLedgers.map(({ schema, table, rows, last }) => [schema, table, rows, last])).toEqual([
    ["public", "__drizzle_migrations", 2, "1748962930377"],
    ["public", "schema_migrations", 20, "026"],
  ]);
  expect(errorsOf(drizzle)).toEqual([
    "ledger/empty-on-populated drizzle.__drizzle_migrations",
    "ledger/second-ledger public.__drizzle_migrations",
  ]);
  expect(await production.digest()).toEqual(before);
});

test("as it happened: generate stops at two snapshots that follow one, and writes nothing", async () => {
  const app = await team();
  const { verdict, findings } = await check({ folder: active, cwd: app.root });
  expect(verdict).toBe("damaged");
  expect(findings.map(({ severity, code, object }) => `${severity} ${code} ${object}`)).toEqual([
    "error history/snapshot-forked 0003_delivery",
    "warning history/duplicate-prefix 0002_flow_metrics_jsonb",
    "warning lint/lock-for-index public.members",
    "warning lint/lock-for-index public.modules",
  ]);
  expect(await app.kit(["generate"])).toContain("which is a collision");
  expect(await app.git("status", "--porcelain")).toBe("");
});

test("the way out: one system, the same rows, and the same twice", async () => {
  const app = await team();
  const [first, second] = [await productionOf(app), await productionOf(app)];
  const before = await first.digest();
  expect(await second.digest()).toEqual(before);
  const file = "as-it-stood.json";
  expect(await snapshot({ ...activeOf(app, first), file })).toMatchObject({ verdict: "written", tables: 8 });
  expect(await snapshot({ ...activeOf(app, second), file })).toMatchObject({ verdict: "unchanged" });
  await mend(app);
  await repair(app);
  const { verdict, findings } = await check({ folder: active, cwd: app.root });
  expect(verdict).toBe("sound");
  expect(findings.map(({ code }) => code)).toEqual(["lint/lock-for-index", "lint/lock-for-index"]);
  for (const live of [first, second]) await reconcile(app, live, before);
  await reconcileAgain(app, first);
  expect(await status({ ...activeOf(app, first), folder: "migrations" })).toMatchObject({ verdict: "applied" });

  await retire(app);
  expect(await first.migrate(app.path(active))).toBe("ok");
  expect(await app.kit(["generate"])).toContain("No schema changes, nothing to migrate");
  expect(await app.git("status", "--porcelain")).toBe("");
  await app.edit(
    "lib/database/schema.ts",
    'name: text("name").notNull(),',
    'name: text("name").notNull(),\n  motto: text("motto"),',
  );
  await app.kit(["generate", "--name", "team_mottos"]);

  const one = await endOf(app, first, before);
  const other = await endOf(app, second, before);
  expect(other).toEqual(one);
  expect(one.verdict).toBe("equal");
  // The older system's constraints keep the names that PostgreSQL gave them.
  expect(new Set(one.differences.map(({ noise }) => noise))).toEqual(new Set(["name-of-constraint"]));
  expect(one.ledger).toHaveLength(6);
  expect(added(await drift({ ...activeOf(app, second), snapshot: file }), before)).toEqual([
    "table public.action_comments",
    "table public.checkin_topics",
    "column public.actions.priority",
    "column public.checkins.topic_id",
    "column public.members.deactivated_at",
    "column public.modules.position",
    "column public.teams.motto",
  ]);
  expect(await status(activeOf(app, second))).toMatchObject({ verdict: "applied", otherLedgers: [], findings: [] });
});

async function productionOf(app: Project): Promise<Production> {
  const live = await newDatabase();
  await fill(live, app);
  return live;
}

/** 027 makes up for what was swallowed, and Drizzle's ledger takes over; no row of either copy changes. */
async function reconcile(app: Project, live: Production, before: Digest): Promise<void> {
  expect(await legacyMigrate(app, live)).toBe("027_final_reconciliation.sql migrated\n");
  expect(await live.digest(before)).toEqual(before);
  expect(await baseline(toRecord(app, live))).toMatchObject({ verdict: "recorded" });
  expect(await ledgerOf(live)).toHaveLength(4);
  expect(await live.digest(before)).toEqual(before);
}

/** A second time, each of it changes nothing. */
async function reconcileAgain(app: Project, live: Production): Promise<void> {
  const [ledger, digest] = [await ledgerOf(live), await live.digest()];
  expect(await legacyMigrate(app, live)).toBe("");
  expect(await baseline(toRecord(app, live))).toMatchObject({ verdict: "unchanged" });
  expect([await ledgerOf(live), await live.digest()]).toEqual([ledger, digest]);
}

/** Once all that is pending has run. */
async function endOf(app: Project, live: Production, before: Digest) {
  expect(await live.migrate(app.path(active))).toBe("ok");
  const ledger = await ledgerOf(live);
  expect(await live.migrate(app.path(active))).toBe("ok");
  expect(await ledgerOf(live)).toEqual(ledger);
  expect(await live.query("SELECT id FROM teams WHERE motto IS NULL")).toHaveLength(200);
  expect(await live.digest(before)).toEqual(before);
  const { differences, tables, columns, verdict } = await drift(activeOf(app, live));
  return { ledger, digest: await live.digest(), differences, tables, columns, verdict };
}

/** Tables, and columns of those that were there. */
function added({ differences }: DriftReport, before: Digest): readonly string[] {
  expect(differences.filter(({ side }) => side !== "only-live")).toEqual([]);
  return differences.flatMap(({ object: { kind, on, name } }) => {
    if (kind === "table") return `table ${name}`;
    return kind === "column" && on !== null && on in before ? `column ${on}.${name}` : [];
  });
}

const activeOf = (app: Project, { url, server }: Production) => ({ folder: active, cwd: app.root, url, server });

const toRecord = (app: Project, live: Production) => ({
  ...activeOf(app, live),
  to: "0003_flow_metrics_and_delivery",
  confirm: live.name,
});

const ledgerOf = (live: Production) =>
  live.query("SELECT hash, created_at FROM drizzle.__drizzle_migrations ORDER BY id");

const errorsOf = ({ findings }: StatusReport) =>
  findings.filter(({ severity }) => severity === "error").map(({ code, object }) => `${code} ${object}`);

const shown = ({ migrations }: StatusReport) =>
  migrations.map(({ migration, ledger, schema, next }) => `${migration}: ${ledger}, ${schema}, ${next}`);
