import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { expect, onTestFinished, type TestContext, test } from "vitest";
import { skip } from "../../harness/database/skip.fixture.ts";
import { verify } from "../../harness/index.ts";
import { scenario } from "../../harness/vitest/index.ts";
import { type Production, productionServer } from "../production.fixture.ts";
import { announce, where } from "../provider.fixture.ts";

// A practice drops two columns and a table that "nobody reads any more". A dump of that morning exists. The question of
// three in the afternoon is what a restore brings back, and what it takes.
const migrations = new URL("migrations", import.meta.url);
const newDatabase = productionServer();
const tables = ["letters", "patients", "prescriptions", "visits"];

type Row = Readonly<Record<string, unknown>> & { readonly id: string };
type Rows = Readonly<Record<string, readonly Row[]>>;

test("the candidate loses values, and a restore of what stood before it is equal, row by row", async (context) => {
  const candidate = { candidate: "0004_unused_columns..0004_unused_columns" };
  const run = await verify({ folder: fileURLToPath(migrations), candidate, ...where, rehearse: true });
  context.onTestFinished(() => run.close());
  const { report } = run;
  announce(report);
  expect(report).toLose("public.patients.allergies");
  expect(report).toLose("public.prescriptions.dose");
  expect(report.findings.map(({ code, object }) => `${code} ${object}`)).toContain(
    "survival/table-lost public.letters",
  );
  expect(report.verdict).toBe("unsafe");
  if (report.rehearsal?.outcome === "not-rehearsed") return skip(context, report.rehearsal.why);
  const rows = report.survival.reduce((sum, table) => sum + table.rows.before, 0);
  expect(report.rehearsal).toMatchObject({ outcome: "equal", differences: [], tables: 4, rows });
  expect(report.rehearsal?.bytes).toBeGreaterThan(1000);
  expect(report.findings.filter(({ code }) => code.startsWith("restore/"))).toEqual([]);
});

scenario(
  "a candidate that loses nothing is safe only where the restore was tried",
  { migrations, candidate: "0003_cancelled_visits..0003_cancelled_visits", rehearse: true, ...where },
  ({ report: { verdict, rehearsal, findings } }) => {
    const told = findings.filter(({ severity }) => severity === "error").map(({ code, message }) => [code, message]);
    if (rehearsal?.outcome === "not-rehearsed") {
      expect(verdict).toBe("unproven");
      expect(told).toEqual([["restore/not-rehearsed", `No restore was rehearsed: ${rehearsal.why}.`]]);
    } else expect([verdict, rehearsal?.outcome, told]).toEqual(["safe", "equal", []]);
  },
);

test("a restore brings back every value, and takes what was written since", async (context) => {
  const { morning, restored, now } = await afternoon(context);
  expect(restored).toEqual(morning);
  expect(changes(restored, now)).toEqual({
    letters: { goneBySince: 250, writtenSince: 0, changedSince: 0 },
    patients: { goneBySince: 0, writtenSince: 3, changedSince: 5 },
    prescriptions: { goneBySince: 1, writtenSince: 9, changedSince: 4 },
    visits: { goneBySince: 0, writtenSince: 13, changedSince: 0 },
  });
});

test("the way out: restored beside it, what was dropped is carried over, and nothing of either is lost", async (context) => {
  const { live, morning, restored, now } = await afternoon(context);
  expect(await live.migrate(fileURLToPath(migrations))).toBe("ok");
  await carryOver(live, restored);
  const mended = await rowsOf(live.url);
  // Whoever was not deleted since has again what stood there in the morning, beside what was written since.
  expect(mended.letters).toEqual(morning.letters);
  expect(columnOf(mended, "patients", "allergies")).toEqual(columnOf(morning, "patients", "allergies"));
  const doses = columnOf(morning, "prescriptions", "dose");
  doses.delete("2000");
  expect(columnOf(mended, "prescriptions", "dose")).toEqual(doses);
  for (const table of ["patients", "prescriptions", "visits"]) {
    expect(
      mended[table]?.map(({ allergies, dose, ...row }) => row),
      table,
    ).toEqual(now[table]);
  }
  // What only the new form could have asked for was never asked.
  expect(mended.prescriptions?.filter(({ drug, dose }) => drug === "drug of today" && dose === null)).toHaveLength(9);
});

interface Afternoon {
  readonly live: Production;
  /** Before the deploy, when the dump was made. */
  readonly morning: Rows;
  /** The dump, restored into another database. */
  readonly restored: Rows;
  /** Production with the candidate, and what was written since. */
  readonly now: Rows;
}

/** Dump, deploy, some hours of work, and a restore beside it. */
async function afternoon(context: TestContext): Promise<Afternoon> {
  const live = await newDatabase();
  const dumper = await live.server.findDumper();
  if ("missing" in dumper) return skip(context, dumper.missing);
  expect(await live.migrate(await historyTo("0003_cancelled_visits"))).toBe("ok");
  await live.run(new URL("rows.sql", import.meta.url));
  const morning = await rowsOf(live.url);
  const dump = await dumper.dump(live.database);
  expect(await live.migrate(await historyTo("0004_unused_columns"))).toBe("ok");
  await live.run(new URL("since.sql", import.meta.url));
  const beside = await live.server.create(live.database.settings("owner").user, live.database);
  expect(await dump.restore(beside)).toEqual([]);
  await dump.remove();
  const { user, password, host, port, database } = beside.settings("owner");
  const restored = await rowsOf(`postgres://${user}:${password}@${host}:${port}/${database}`);
  return { live, morning, restored, now: await rowsOf(live.url) };
}

/** The folder as it was when that migration was the last one. */
async function historyTo(last: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-scenario-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(migrations, folder, { recursive: true });
  const file = join(folder, "meta/_journal.json");
  const journal = JSON.parse(await readFile(file, "utf8")) as { readonly entries: readonly { readonly tag: string }[] };
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.filter(({ tag }) => tag <= last) }));
  return folder;
}

/** Every row of every table, by its key, as PostgreSQL writes it in JSON; nothing of the harness looks at them. */
async function rowsOf(url: string): Promise<Rows> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const found: Record<string, readonly Row[]> = {};
    for (const table of tables) {
      const there = await client.query("SELECT to_regclass($1) AS it", [table]);
      if (there.rows[0]?.it === null) continue;
      const { rows } = await client.query<{ row: Row }>(
        `SELECT to_jsonb(t) || jsonb_build_object('id', id::text) AS row FROM ${table} t ORDER BY t.id`,
      );
      found[table] = rows.map(({ row }) => row);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** By table, what stands otherwise now in rows and columns that both have. */
function changes(before: Rows, now: Rows): Readonly<Record<string, object>> {
  return Object.fromEntries(
    tables.map((table) => {
      const [old, current] = [before[table] ?? [], new Map((now[table] ?? []).map((row) => [row.id, row]))];
      const kept = old.flatMap((row) => {
        const other = current.get(row.id);
        return other === undefined ? [] : [[row, other] as const];
      });
      const changed = kept.filter(([row, other]) => Object.keys(other).some((name) => !same(row[name], other[name])));
      const writtenSince = current.size - kept.length;
      return [table, { goneBySince: old.length - kept.length, writtenSince, changedSince: changed.length }];
    }),
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Values other than NULL of a column, by the row's key. */
function columnOf(rows: Rows, table: string, column: string): Map<string, unknown> {
  return new Map((rows[table] ?? []).filter((row) => row[column] !== null).map((row) => [row.id, row[column]]));
}

/** Puts what the restore brought back where production has room for it again, by key. */
async function carryOver(live: Production, { patients, prescriptions, letters }: Rows): Promise<void> {
  const given = (table: string) => `jsonb_populate_recordset(NULL::${table}, $1) AS old`;
  const put = (sql: string, rows: readonly Row[] = []) => live.query(sql, [JSON.stringify(rows)]);
  await put(`UPDATE patients p SET allergies = old.allergies FROM ${given("patients")} WHERE old.id = p.id`, patients);
  await put(
    `UPDATE prescriptions p SET dose = old.dose FROM ${given("prescriptions")} WHERE old.id = p.id`,
    prescriptions,
  );
  await put(`INSERT INTO letters SELECT * FROM ${given("letters")}`, letters);
}
