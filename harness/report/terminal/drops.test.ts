import { expect, test } from "vitest";
import type { ReportedDrop } from "../../model/drops.ts";
import type { CheckReport } from "../../model/report.ts";
import { dropsTable } from "./drops.ts";

const plain = (_: unknown, text: string) => text;
const seen: ReportedDrop = {
  migration: "0001_a",
  path: "up",
  at: { file: "db/0001_a.sql", line: 3, column: 1 },
  kind: "column",
  object: "public.t.a",
  cascade: false,
  production: "there",
  madeAgainBy: null,
  restored: null,
};

function report(drops: readonly ReportedDrop[] | undefined, production: string | null = "p"): CheckReport {
  return {
    schemaVersion: 1,
    command: "check",
    verdict: "sound",
    history: { tool: "drizzle", layout: "journal", folder: "db", migrations: 2 },
    base: null,
    ...(drops === undefined ? {} : { drops }),
    ...(production === null ? {} : { production }),
    findings: [],
    milliseconds: { total: 1 },
  };
}

test("every drop has a line with its verdict and its place", () => {
  const drops: readonly ReportedDrop[] = [
    seen,
    { ...seen, production: "not there", kind: "table", object: "public.gone", cascade: true },
    { ...seen, madeAgainBy: "0002_b" },
    { ...seen, path: "down", kind: "table", object: "public.t", at: { file: "elsewhere/x.sql", line: 1, column: 1 } },
    { ...seen, path: "down", restored: { droppedBy: "0002_b", by: "0003_c" } },
    { ...seen, kind: "rows", object: "public.t" },
  ];
  expect(dropsTable(report(drops), plain)).toBe(
    `\
Drops: 6 in 2 migrations (4 in up paths, 2 in down paths); 1 table of them is in production now
  0001_a  up    column public.t.a           in production                                              0001_a.sql:3
  0001_a  up    table  public.gone cascade  not in production                                          0001_a.sql:3
  0001_a  up    column public.t.a           made again by 0002_b, empty                                0001_a.sql:3
  0001_a  down  table  public.t             in production                                              elsewhere/x.sql:1
  0001_a  down  column public.t.a           in production, restored by 0003_c after 0002_b dropped it  0001_a.sql:3
  0001_a  up    rows of public.t            in production                                              0001_a.sql:3`,
  );
});

test("where nobody looked at production, nothing is said of it", () => {
  const drops = [
    { ...seen, production: null },
    { ...seen, production: null, path: "down" as const },
  ];
  expect(dropsTable(report(drops, null), plain)).toBe(
    `\
Drops: 2 in 2 migrations (1 in up paths, 1 in down paths)
  0001_a  up    column public.t.a                            0001_a.sql:3
  0001_a  down  column public.t.a  production not looked at  0001_a.sql:3`,
  );
  expect(dropsTable(report([]), plain)).toBe("Drops: 0 in 2 migrations");
  expect(dropsTable(report(undefined), plain)).toBe("");
});

test("no name can move the cursor or begin a line", () => {
  const hostile = "\u001b[2J\nDrops: 0";
  const text = dropsTable(
    report([
      { ...seen, migration: hostile, object: hostile, at: { ...seen.at, file: hostile }, madeAgainBy: hostile },
      { ...seen, restored: { droppedBy: hostile, by: hostile } },
    ]),
    plain,
  );
  expect(text).not.toContain("\u001b");
  expect(text.split("\n")).toHaveLength(3);
});
