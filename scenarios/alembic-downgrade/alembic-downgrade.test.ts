import { execFile } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type pg from "pg";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { check, type Report, verify } from "../../harness/index.ts";
import { scenario } from "../../harness/vitest/index.ts";
import { projectManagement } from "../../seeds/project-management.ts";
import { announce, where } from "../provider.fixture.ts";
import { environmentFor, hasAlembic, here, projectAlone } from "./alembic.fixture.ts";

// "NEVER run alembic downgrade in production" stood in a document after the first loss, and after the second.
const project = await projectAlone();
afterAll(() => rm(project, { recursive: true, force: true }));
const given = { migrations: join(project, "migrations"), ...where, rows: 40, timeout: 240_000 };
const dropping = "1923d6037f6e";
const restoring = "2069b8009924";

const story = hasAlembic ? scenario : scenario.skip;

const dropped = {
  projects: [
    "cumulative_hours",
    "description",
    "launch_date",
    "lead",
    "project_work_type",
    "retainer_hours",
    "send_meeting_emails",
    "show_budget_tab",
    "start_date",
    "total_hours",
    "weekly_meeting_day",
  ],
  todo_items: ["source"],
} as const;
/** What the document found in `downgrade()`, and in production. */
const dropTables = [
  ...["system_settings", "epic_forecasts", "epic_budgets", "project_keywords", "tempo_worklogs", "epic_categories"],
  ...["escalation_preferences", "escalation_history", "meeting_metadata", "user_notification_preferences"],
  "proactive_insights",
];
const columns = Object.entries(dropped).flatMap(([table, names]) => names.map((name) => `public.${table}.${name}`));

interface Command {
  readonly code: number;
  readonly said: string;
}

/** What an operator types, where alembic.ini is. */
function alembic(database: pg.Client, ...words: readonly string[]): Promise<Command> {
  const { user = "", password = "", host, port, database: name = "" } = database;
  const url = `postgresql://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${name}`;
  return new Promise((settle) => {
    execFile("alembic", [...words], { cwd: here, env: environmentFor(url) }, (error, _stdout, said) => {
      settle({ code: error === null ? 0 : 1, said });
    });
  });
}

/** Every row of every table, the ledger's among them, as one hash for each table. */
async function allRows(client: pg.Client): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const hashes: [string, string][] = [];
  for (const { name } of rows) {
    const asked = await client.query<{ hash: string }>(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS hash FROM "${name}" AS t`,
    );
    hashes.push([name, asked.rows[0]?.hash ?? ""]);
  }
  return Object.fromEntries(hashes);
}

async function columnsOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT concat_ws('.', table_schema, table_name, column_name) AS name FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  return rows.map(({ name }) => name);
}

story(
  "twelve columns, dropped and added back in one deploy, come back empty, and each is told",
  { ...given, candidate: `${dropping}..${restoring}`, seed: projectManagement },
  ({ report }) => {
    announce(report);
    expect(report).not.toBeSafe();
    for (const column of columns) expect(report).toLose(column);
    const lost = report.findings.filter(({ code, severity }) => code.startsWith("survival/") && severity === "error");
    expect(lost.map(({ object }) => object).toSorted()).toEqual(columns.toSorted());
    // The line of the call in upgrade(), as an editor shows it.
    const { at } = lost.find(({ object }) => object === "public.projects.description") ?? {};
    expect(at).toMatchObject({ file: expect.stringContaining(`versions/${dropping}_`), line: 164 });
  },
);

story(
  "under the guard, upgrade() itself is refused at the first drop",
  { ...given, candidate: dropping, guard: "installed" },
  ({ report }) => {
    const failed = report.findings.filter(({ severity }) => severity === "error");
    expect(failed).toMatchObject([{ code: "candidate/failed", at: { line: 164 } }]);
    expect(failed[0]?.message).toContain("the guard refuses to drop column public.projects.description");
  },
);

story("without a guard, `alembic downgrade` throws the values away", given, async ({ report, after }) => {
  expect(report).not.toBeSafe();
  expect(outcomes(report)).toEqual({
    "old-release": "blocked",
    "take-back": "reverted",
    inverse: "reverted",
    "ledger-rewind": "half",
  });
  const [told] = report.findings.filter(({ severity }) => severity === "error");
  expect(told).toMatchObject({ code: "downgrade/loses-data", object: restoring });
  expect(told?.message).toMatch(/take-back would lose \d+ values of public\.projects\.description.* and 9 more/);

  const before = await columnsOf(after);
  expect(await alembic(after, "downgrade", "-1")).toMatchObject({ code: 0 });
  const left = new Set(await columnsOf(after));
  expect(before.filter((column) => !left.has(column)).toSorted()).toEqual(columns.toSorted());

  expect(await alembic(after, "downgrade", "base")).toMatchObject({ code: 0 });
  const tables = new Set((await columnsOf(after)).map((column) => column.split(".")[1] ?? ""));
  expect(dropTables.filter((table) => tables.has(table))).toEqual([]);
  expect(tables.has("projects")).toBe(true);
});

story(
  "under the guard, every way back is refused, and every row is what it was",
  { ...given, guard: "installed" },
  async ({ report, after }) => {
    expect(report).toBeSafe();
    expect(report).toBlockDowngrade();
    expect(outcomes(report)).toEqual({
      "old-release": "blocked",
      "take-back": "blocked",
      inverse: "blocked",
      "ledger-rewind": "blocked",
    });
    const before = await allRows(after);
    expect(Object.keys(before)).toHaveLength(41);
    // As a superuser, and so as anyone.
    for (const [words, said] of [
      [["downgrade", "-1"], /the guard refuses to drop column public\.todo_items\.source/],
      [["downgrade", dropping], /the guard refuses to drop column public\.todo_items\.source/],
      [["downgrade", "base"], /the guard refuses to drop/],
      [["stamp", dropping], /the guard refuses to go back to .*1923d6037f6e/],
      [["stamp", "base"], /the guard refuses to/],
    ] as const) {
      const { code, said: heard } = await alembic(after, ...words);
      expect(code, words.join(" ")).toBe(1);
      expect(heard, words.join(" ")).toMatch(said);
      expect(await allRows(after), words.join(" ")).toEqual(before);
    }
    expect(await alembic(after, "upgrade", "head")).toMatchObject({ code: 0 });
    expect(await alembic(after, "current")).toMatchObject({ code: 0 });
    expect(await allRows(after)).toEqual(before);
  },
);

function outcomes({ downgrade }: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(downgrade.map(({ attempt, outcome }) => [attempt, outcome]));
}

/** A copy of the project, in which the drops of one revision are commented out, as the document asks. */
async function withoutDropsIn(revision: string): Promise<string> {
  const root = await projectAlone();
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await git(root, "init", "--quiet", "--initial-branch", "main");
  await git(root, "add", "--all");
  await git(root, "commit", "--quiet", "--message", "as it ran in production");
  const versions = join(root, "migrations/versions");
  const file = join(versions, (await readdir(versions)).find((name) => name.startsWith(revision)) ?? "");
  const text = await readFile(file, "utf8");
  const commented = text.replaceAll(/^ {4}(?=op\.drop_column)/gm, "    # PROTECTED: ");
  expect(commented).not.toBe(text);
  await writeFile(file, commented.replace("def downgrade():\n", "def downgrade():\n    pass\n"));
  return root;
}

async function git(cwd: string, ...args: readonly string[]): Promise<void> {
  const who = ["user.name=a", "user.email=a@example.org", "commit.gpgsign=false"].flatMap((set) => ["-c", set]);
  await promisify(execFile)("git", [...who, ...args], { cwd });
}

describe.skipIf(!hasAlembic)("the way out of the document", { timeout: 240_000 }, () => {
  test("a way down with its drops commented out is none: Alembic takes its name out of the ledger, and nothing else back", async () => {
    const root = await withoutDropsIn(restoring);
    expect((await check({ folder: "migrations", cwd: root, base: "main" })).findings).toEqual([]);
    const { report, close } = await verify({ folder: "migrations", cwd: root, ...where, rows: 40 });
    onTestFinished(close);
    expect(outcomes(report)).toMatchObject({ "take-back": "pretended" });
    expect(report.findings).toContainEqual(expect.objectContaining({ code: "downgrade/pretended", object: restoring }));
  });

  test("an upgrade with its drops commented out makes other databases than production, on which the repair fails", async () => {
    const root = await withoutDropsIn(dropping);
    expect((await check({ folder: "migrations", cwd: root, base: "main" })).findings).toMatchObject([
      { code: "history/edited", object: dropping, severity: "error" },
    ]);
    const { report, close } = await verify({ folder: "migrations", cwd: root, ...where, rows: 40 });
    onTestFinished(close);
    const failed = report.findings.filter(({ severity }) => severity === "error");
    expect(failed).toMatchObject([{ code: "candidate/failed", at: { line: 24 } }]);
    expect(failed[0]?.message).toContain('column "description" of relation "projects" already exists');
  });
});
