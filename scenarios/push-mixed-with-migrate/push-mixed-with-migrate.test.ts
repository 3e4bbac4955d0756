import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { baseline, check, status, verify } from "../../harness/index.ts";
import { expectShown } from "../page.fixture.ts";
import { type Production, productionServer } from "../production.fixture.ts";
import {
  type App,
  addStandaloneSession,
  bringTo0004,
  folder,
  ledger,
  ledgerIs,
  mendSnapshots,
  migrate,
  raiseTime,
  recordByHand,
  theProject,
} from "./app.fixture.ts";

// 0000 was migrated and recorded; what 0001 to 0004 make came by `drizzle-kit push`. Snapshots 0002 to 0004 were edited by
// hand, so that nothing can be generated; the migration that was then written by hand, 0005, carries the right day of the
// wrong year, and lies before everything that production has.
const productionOf = productionServer();

const pushed = ["0001_programs", "0002_sessions", "0003_activities_and_results", "0004_archived_programs"];
const handMade = "0005_make_sessions_programid_nullable";
const dropNotNull = "ALTER TABLE sessions ALTER COLUMN program_id DROP NOT NULL";

test("neither generate nor migrate works, until the files are mended and five rows recorded that are true", async () => {
  const app = await theProject();
  const production = await productionOf();
  await bringTo0004(app, production);
  await asItHappened(app, production);
  await theWayOut(app, production);
});

test("rows for 0001 to 0004, written by hand, make migrate say ok and pass over 0005, until its time is mended", async () => {
  const app = await theProject();
  const production = await productionOf();
  await bringTo0004(app, production);
  const digest = await production.digest();
  for (const id of pushed) await recordByHand(app, production, id);

  expect(await migrate(app, production)).toBe("ok");
  expect(await ledger(production)).toHaveLength(5);
  await expect(addStandaloneSession(production)).rejects.toThrow('null value in column "program_id"');

  const told = await status(app.options(production));
  expect(told.verdict).toBe("untrue");
  expect(shown(told).slice(1)).toEqual([
    ...pushed.map((id) => `${id}: applied, in-effect, null`),
    `${handMade}: out-of-order, no-effect, skipped`,
  ]);
  const errors = told.findings.filter(({ severity }) => severity === "error");
  expect(errors).toMatchObject([{ code: "ledger/skipped", object: handMade }]);
  const { report, close } = await verify({ ...app.options(production), rows: 20 });
  await close();
  expect(report.verdict).not.toBe("safe");
  const unrecorded = report.findings.find(({ code }) => code === "ledger/not-recorded");
  expect(unrecorded).toMatchObject({ severity: "error", object: handMade });
  expect(unrecorded?.message).toMatch(/1736472000000.* is not later than .*1767699239688/);

  await raiseTime(app);
  expect(await migrate(app, production)).toBe("ok");
  expect(await ledger(production)).toHaveLength(6);
  expect(await production.digest()).toEqual(digest);
  await addStandaloneSession(production);
});

async function asItHappened(app: App, production: Production): Promise<void> {
  const digest = await production.digest();
  expect(Math.min(...Object.values(digest).map(({ rows }) => rows))).toBeGreaterThanOrEqual(200);

  const said = await app.kit(["generate"]);
  for (const number of [2, 3, 4]) expect(said).toContain(`${folder}/meta/000${number}_snapshot.json data is malformed`);
  expect(await app.git("status", "--short")).toBe("");
  expect(await migrate(app, production)).toBe('42P07: relation "programs" already exists');
  expect(await ledger(production)).toHaveLength(1);
  await production.query(dropNotNull);

  const report = await check(app.files);
  const { verdict, findings } = report;
  expect(verdict).toBe("damaged");
  await expectShown("push-mixed-with-migrate", "npx holdfast check drizzle/migrations", report);
  expect(findings.map(({ code, object }) => `${code} ${object}`)).toEqual([
    `history/order ${handMade}`,
    `history/snapshot-missing ${handMade}`,
    "history/snapshot-unreadable 0002_sessions",
    "history/snapshot-unreadable 0003_activities_and_results",
    "history/snapshot-unreadable 0004_archived_programs",
  ]);
  for (const { message } of findings.slice(2)) expect(message).toContain("columns.program_id.nullable is not a key");

  const told = await status(app.options(production));
  expect(told).toMatchObject({ verdict: "untrue", ledger: { ...ledgerIs, rows: 1 }, nearest: { after: handMade } });
  await expectShown("push-mixed-with-migrate", "npx holdfast status drizzle/migrations --url env:PRODUCTION_URL", told);
  expect(shown(told)).toEqual([
    "0000_people: applied, in-effect, null",
    ...pushed.map((id) => `${id}: pending, in-effect, runs`),
    `${handMade}: out-of-order, in-effect, skipped`,
  ]);
  const unrecorded = told.findings.filter(({ code }) => code === "ledger/in-effect-unrecorded");
  expect(unrecorded.map(({ object }) => object)).toEqual([...pushed, handMade]);
  expect(await production.digest()).toEqual(digest);
}

async function theWayOut(app: App, production: Production): Promise<void> {
  const digest = await production.digest();
  const [first] = await ledger(production);
  await raiseTime(app);
  await mendSnapshots(app);
  expect(await check(app.files)).toMatchObject({ verdict: "sound", findings: [] });
  // Databases made from empty have 0005, and run it once more; it is one that may.
  expect((await check({ ...app.files, base: "main" })).findings).toMatchObject([
    { code: "history/when-changed", object: handMade },
  ]);
  await app.commit("mend the history");

  // As any copy is that nobody altered by hand.
  await production.query("ALTER TABLE sessions ALTER COLUMN program_id SET NOT NULL");
  const wanted = { ...app.options(production), to: handMade, confirm: production.name };
  const refused = await baseline(wanted);
  expect(refused.verdict).toBe("refused");
  const [missing, ...others] = refused.findings.filter(({ severity }) => severity === "error");
  expect(others).toEqual([]);
  expect(missing).toMatchObject({ code: "drift/differs", object: "public.sessions.program_id" });
  expect(missing?.message).toMatch(/notNull|NOT NULL/);
  expect(await ledger(production)).toEqual([first]);
  await production.query(dropNotNull);

  const { verdict, rows } = await baseline(wanted);
  expect(verdict).toBe("recorded");
  expect(rows.map(({ migration, state }) => `${migration}: ${state}`)).toEqual([
    "0000_people: there",
    ...[...pushed, handMade].map((id) => `${id}: written`),
  ]);
  const migrated = await productionOf();
  expect(await migrate(app, migrated)).toBe("ok");
  expect(await ledger(production)).toEqual(await ledger(migrated));

  expect(await app.kit(["generate"])).toContain("No schema changes");
  expect(await app.git("status", "--short")).toBe("");
  await app.edit("drizzle/schema/sessions.ts", "notes:", 'place: text("place"),\n    notes:');
  await app.kit(["generate", "--name", "places"]);
  const made = await readFile(app.path(`${folder}/0006_places.sql`), "utf8");
  expect(made).toBe('ALTER TABLE "sessions" ADD COLUMN "place" text;');
  expect(await migrate(app, production)).toBe("ok");
  expect(await ledger(production)).toHaveLength(7);
  expect(await production.digest(digest)).toEqual(digest);
  expect(await status(app.options(production))).toMatchObject({ verdict: "applied", findings: [] });
  await addStandaloneSession(production);
}

function shown({ migrations }: Awaited<ReturnType<typeof status>>): readonly string[] {
  return migrations.map(({ migration, ledger, schema, next }) => `${migration}: ${ledger}, ${schema}, ${next}`);
}
