import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { check, type ReportedDrop } from "../../harness/index.ts";
import { productionServer } from "../production.fixture.ts";
import { environmentFor, hasAlembic, here, projectAlone } from "./alembic.fixture.ts";

// After the second loss somebody searched 41 revisions for drop_table and drop_column by hand, and held what was found
// against a list of the tables in production.
const production = productionServer();

/** Of the document: the table, and the revision whose `downgrade()` drops it. */
const liveTables = {
  "public.system_settings": "2f3e386f9b02",
  "public.epic_forecasts": "feac5fe7245d",
  "public.epic_budgets": "8e244eaab655",
  "public.project_keywords": "9391760ed2b5",
  "public.tempo_worklogs": "128f39fae2ea",
  "public.escalation_preferences": "3b36763ff547",
  "public.escalation_history": "3b36763ff547",
  "public.meeting_metadata": "80cb362b10db",
  "public.user_notification_preferences": "80cb362b10db",
  "public.proactive_insights": "80cb362b10db",
  "public.epic_categories": "b74d972657e5",
} as const;

/** Of the document: the first line of the drops in each revision that it lists. */
const places = {
  f8fed84667ca: "down 45",
  d8101d785508: "down 58",
  "4246ddc8b889": "up 26",
  cbcdb0342f53: "down 77",
  "2f3e386f9b02": "down 42",
  feac5fe7245d: "down 58",
  "4ea73a1de7f0": "down 39",
  "8e244eaab655": "down 99",
  "9391760ed2b5": "down 47",
  a8873baa32a5: "down 37",
  "1923d6037f6e": "up 164",
} as const;

const columns = [
  ...["cumulative_hours", "description", "launch_date", "lead", "project_work_type", "retainer_hours"],
  ...["send_meeting_emails", "show_budget_tab", "start_date", "total_hours", "weekly_meeting_day"],
].map((name) => `public.projects.${name}`);
const lost = [...columns, "public.todo_items.source"];

async function upgrade(url: string, to: string): Promise<void> {
  await promisify(execFile)("alembic", ["upgrade", to], { cwd: here, env: environmentFor(url) });
}

describe.skipIf(!hasAlembic)("the drops of a history of Alembic", () => {
  test("are the table that was made by hand, with the right verdict for each", { timeout: 120_000 }, async () => {
    const { url } = await production();
    const cwd = await projectAlone();
    onTestFinished(() => rm(cwd, { recursive: true, force: true }));
    await upgrade(url, "b82d06e9c3f7");
    const before = await check({ folder: "migrations", cwd, url });
    const pending = before.findings.filter(({ code }) => code === "history/drops-live");
    expect(pending).toMatchObject([{ severity: "warning", object: "1923d6037f6e" }]);
    expect(pending[0]?.message).toContain("drops 12 columns that are in production: public.projects.description");

    await upgrade(url, "head");
    const report = await check({ folder: "migrations", cwd, url });
    const { drops = [], findings } = report;
    const [up, down] = [drops.filter(({ path }) => path === "up"), drops.filter(({ path }) => path === "down")];
    expect([up.length, down.length]).toEqual([14, 83]);
    expect(findings.map(({ code }) => code)).not.toContain("history/drops-live");

    const isLive = ({ kind, production: there }: ReportedDrop) => kind === "table" && there === "there";
    const live = drops.filter(isLive).map(({ object, migration, path }) => [object, `${migration} ${path}`]);
    const expected = Object.entries(liveTables).map(([table, revision]) => [table, `${revision} down`]);
    expect(live.toSorted()).toEqual(expected.toSorted());
    // Made by one revision and dropped for good by a later one.
    expect(drops.filter(({ object }) => object === "public.meeting_insights")).toMatchObject([
      { migration: "cbcdb0342f53", path: "down", production: "not there" },
      { migration: "80cb362b10db", path: "up", production: "not there", madeAgainBy: null },
    ]);

    const again = drops.filter(({ madeAgainBy }) => madeAgainBy !== null);
    expect(again.map(({ object }) => object).toSorted()).toEqual(lost.toSorted());
    expect(new Set(again.map(({ migration, madeAgainBy }) => `${migration} ${madeAgainBy}`))).toEqual(
      new Set(["1923d6037f6e 2069b8009924"]),
    );

    expect(drops.filter(({ restored }) => restored !== null)).toMatchObject([
      {
        migration: "a8873baa32a5",
        path: "down",
        object: "public.projects.send_meeting_emails",
        production: "there",
        restored: { droppedBy: "1923d6037f6e", by: "2069b8009924" },
      },
    ]);

    const first = Object.keys(places).map((revision) => {
      const drop = drops.find(({ migration }) => migration === revision);
      return [revision, `${drop?.path} ${drop?.at.line}`];
    });
    expect(Object.fromEntries(first)).toEqual(places);

    expect(report.verdict).toBe("damaged");
    const errors = findings.filter(({ severity }) => severity === "error");
    expect(errors.filter(({ code }) => code !== "downgrade/drops-live")).toMatchObject([
      { code: "history/drop-made-again", object: "1923d6037f6e" },
    ]);
    for (const revision of Object.values(liveTables)) expect(errors.map(({ object }) => object)).toContain(revision);
  });
});
