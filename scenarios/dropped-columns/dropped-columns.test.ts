import type pg from "pg";
import { expect } from "vitest";
import { scenario } from "../../harness/vitest/index.ts";
import { projectManagement } from "../../seeds/project-management.ts";
import { expectShown } from "../page.fixture.ts";
import { announce, where } from "../provider.fixture.ts";

// 16 November 2025: a generated migration dropped twelve columns, and its repair added them back empty. Every comparison
// of schemas was content; a user missed the values.
const project = { migrations: new URL("./migrations", import.meta.url), ...where };

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
const columns = Object.entries(dropped).flatMap(([table, names]) => names.map((name) => ({ table, name })));

scenario(
  "twelve columns, dropped and added back in one deploy, come back empty",
  { ...project, candidate: "0040_1923d6037f6e..0041_2069b8009924", seed: projectManagement, rows: 40 },
  async ({ report, before, after }) => {
    announce(report);
    await expectShown(
      "dropped-columns",
      "npx holdfast verify scenarios/dropped-columns/migrations --candidate 0040_1923d6037f6e",
      report,
    );
    for (const { table, name } of columns) {
      const values = await lostBetween(before, after, table, name);
      expect(values).toBeGreaterThan(0);
      expect(report).toLose(`public.${table}.${name}`, { values });
    }
    expect(lossesIn(report)).toEqual(columns.map(({ table, name }) => `public.${table}.${name}`));
    expect(report).toPreserveRows("public.projects");
    expect(report).toPreserveRows("public.todo_items");
    expect(report).toPreserveColumn("public.projects.name");
    expect(report).not.toBeSafe();
    expect(await schemaOf(after)).toEqual(await schemaOf(before));
  },
);

scenario("the repair on its own loses nothing", project);

scenario("an integer key that became bigint loses nothing", {
  ...project,
  candidate: "0025_bigint_worklog_ids..0025_bigint_worklog_ids",
});

function lossesIn({ findings }: { readonly findings: readonly { readonly code: string; readonly object: string }[] }) {
  return findings.filter(({ code }) => code.startsWith("survival/")).map(({ object }) => object);
}

/** A second opinion on the count, from the rows themselves: values that were there, and are not what they were. */
async function lostBetween(before: pg.Client, after: pg.Client, table: string, column: string): Promise<number> {
  const key = table === "projects" ? "key" : "id";
  const read = async (client: pg.Client) => {
    const { rows } = await client.query<{ key: string; value: string | null }>(
      `SELECT ${key}::text AS key, ${column}::text AS value FROM ${table}`,
    );
    return new Map(rows.map((row) => [row.key, row.value]));
  };
  const now = await read(after);
  return [...(await read(before))].filter(([id, value]) => value !== null && now.get(id) !== value).length;
}

/** What a comparison of schemas would see of both tables, without the order in which columns were added. */
async function schemaOf(client: pg.Client): Promise<unknown> {
  const { rows } = await client.query(
    `SELECT table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default
       FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name IN ('projects', 'todo_items')
      ORDER BY table_name COLLATE "C", column_name COLLATE "C"`,
  );
  expect(rows.length).toBeGreaterThan(0);
  return rows;
}
