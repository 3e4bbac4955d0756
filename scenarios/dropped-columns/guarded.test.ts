import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startTestServer } from "../../harness/database/test-server.fixture.ts";
import { type Verification, type VerifyOptions, verify } from "../../harness/index.ts";
import { scenario } from "../../harness/vitest/index.ts";
import { project } from "../project.fixture.ts";
import { announce, where } from "../provider.fixture.ts";

// What would have stood in the way, in November: a database that refuses to lose data, and an approval for each loss that
// somebody means.
const migrations = new URL("./migrations", import.meta.url);
const approvals = new URL("./approved", import.meta.url);
const dropping = "0040_1923d6037f6e";
const sql = await readFile(new URL(`${dropping}.sql`, `${migrations}/`), "utf8");
const dropped = [...sql.matchAll(/ALTER TABLE "(\w+)" DROP COLUMN "(\w+)"/g)].map(([, table = "", column = ""]) => ({
  table,
  column,
}));
/** The drops, and the repair that made the columns again, as one deploy. */
const candidate = { candidate: dropping };

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

interface Approvals {
  readonly approve: readonly { readonly object: string }[];
}
type Ran = Pick<Verification, "report"> & { readonly before: pg.Client; readonly after: pg.Client };

/** Verifies the history as it stands on the server that all but the first test share. */
async function verified(options: Partial<VerifyOptions>, use: (ran: Ran) => void | Promise<void>): Promise<void> {
  const verification = await verify({ folder: fileURLToPath(migrations), server, rows: 40, ...options });
  onTestFinished(verification.close);
  const { report, before, after } = verification;
  await use({ report, before: await open(before), after: await open(after) });
}

/** Verifies the drops in a project that approves them, in a file that is changed first. */
async function afterApproval(change: (file: Approvals) => Approvals, use: (ran: Ran) => Promise<void>): Promise<void> {
  const { path, root } = await project({ drizzle: migrations, holdfast: approvals });
  const file = path(`holdfast/${dropping}.json`);
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, "utf8")))));
  await verified({ folder: path("drizzle"), cwd: root, guard: "installed", candidate }, use);
}

async function open(database: Verification["before"]): Promise<pg.Client> {
  if (database === null) return expect.fail("the base did not replay");
  const client = new pg.Client(database.settings("superuser"));
  onTestFinished(() => client.end());
  await client.connect();
  return client;
}

/** All that the twelve columns hold. */
async function valuesIn(client: pg.Client): Promise<readonly unknown[]> {
  const of = (table: string) => dropped.filter((one) => one.table === table).map(({ column }) => column);
  const [projects, items] = [of("projects"), of("todo_items")];
  const held = [
    await client.query(`SELECT key, ${projects.join(", ")} FROM projects ORDER BY key`),
    await client.query(`SELECT id, ${items.join(", ")} FROM todo_items ORDER BY id`),
  ].flatMap(({ rows }) => rows);
  expect(held.length).toBeGreaterThan(0);
  return held;
}

const guardsWords = (what: string) => `the guard refuses to ${what} (HF001)`;

scenario(
  "with the guard, no way back from the repair loses a value",
  { migrations, ...where, rows: 40, guard: "installed" },
  ({ report }) => {
    announce(report);
    expect(report).toBeSafe();
    expect(report).toBlockDowngrade();
    expect(report.findings.filter(({ severity }) => severity !== "note")).toEqual([]);
    expect(report.downgrade).toEqual([
      expect.objectContaining({
        attempt: "old-release",
        outcome: "no-op",
        guarded: { refused: true, by: expect.stringContaining("which this build does not know") },
      }),
      expect.objectContaining({ attempt: "take-back", outcome: "not-applicable" }),
      {
        attempt: "inverse",
        outcome: "blocked",
        by: guardsWords("drop column public.projects.description"),
      },
      {
        attempt: "ledger-rewind",
        outcome: "blocked",
        by: guardsWords("delete rows of the ledger drizzle.__drizzle_migrations"),
      },
    ]);
  },
);

test("without it, one sentence says what would be lost, and how to close it", () =>
  verified({}, ({ report }) => {
    expect(report).toBeSafe();
    expect(report).not.toBlockDowngrade();
    expect(report.downgrade.map(({ attempt, outcome }) => `${attempt} ${outcome}`)).toEqual([
      "old-release no-op",
      "take-back not-applicable",
      "inverse reverted",
      "ledger-rewind half",
    ]);
    const [loses, ...others] = report.findings.filter(({ code }) => code === "downgrade/loses-data");
    expect(others).toEqual([]);
    expect(loses?.message).toMatch(
      /^Going back by inverse would lose \d+ values of public\.projects\.description, .* and 9 more\.$/,
    );
    expect(loses?.remedy).toContain("Close it: holdfast guard install");
  }));

test("with the guard, the migration that dropped the columns is refused at the first of them", () =>
  verified({ candidate, guard: "installed" }, async ({ report, before, after }) => {
    expect(report).not.toBeSafe();
    expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([
      expect.objectContaining({
        code: "candidate/failed",
        object: "public.projects.description",
        message: expect.stringMatching(
          /^The candidate fails: the guard refuses to drop column .*public\.todo_items\.source/,
        ),
        at: expect.objectContaining({ line: 1 }),
      }),
    ]);
    expect(await valuesIn(after)).toEqual(await valuesIn(before));
  }));

test("approved, each of the twelve drops passes once, by its permit", () =>
  afterApproval(
    (file) => file,
    async ({ report, after }) => {
      expect(report).toBeSafe();
      expect(report.findings.filter(({ code }) => code === "survival/column-lost")).toHaveLength(12);
      expect(report.guard?.permits.map(({ used }) => used)).toEqual(Array(12).fill(true));
      const { rows } = await after.query(
        `SELECT array_to_string(object, '.') AS object, migration, used_for FROM holdfast_guard.permit
        WHERE used_at IS NOT NULL ORDER BY id`,
      );
      expect(rows).toEqual(
        dropped.map(({ table, column }) => ({
          object: `public.${table}.${column}`,
          migration: dropping,
          used_for: expect.stringContaining(`"${table}" DROP COLUMN "${column}"`),
        })),
      );
      await expect(after.query(`DROP TABLE public.todo_items`)).rejects.toMatchObject({ code: "HF001" });
    },
  ));

test("with one approval fewer, all twelve stay", () =>
  afterApproval(
    ({ approve, ...file }) => ({ ...file, approve: approve.slice(0, -1) }),
    async ({ report, before, after }) => {
      expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([
        expect.objectContaining({ code: "candidate/failed", object: "public.todo_items.source" }),
      ]);
      expect(report.guard?.permits.map(({ used }) => used)).toEqual(Array(11).fill(false));
      expect(await valuesIn(after)).toEqual(await valuesIn(before));
    },
  ));
