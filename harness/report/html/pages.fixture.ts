import type { Permit } from "../../model/guard.ts";
import type { Report, ReportedTable } from "../../model/report.ts";
import { reportOf } from "../report.fixture.ts";

const same = (text: string) => text;

const outcomes = [
  ...["kept", "renamed", "converted", "moved", "filled"],
  ...["becomes", "approved", "altered", "lost", "unproven"],
] as const;

/** For tests of the page: two migrations, a column of every outcome, and values that are hard to tell apart. */
export function richReport(): Report {
  const base = reportOf(same);
  const columns = outcomes.map((outcome) => ({
    column: `was_${outcome}`,
    now: outcome === "lost" ? null : outcome === "renamed" ? "is_renamed" : `was_${outcome}`,
    outcome,
    values: outcome === "unproven" ? 0 : 200,
    lost: outcome === "lost" ? 200 : outcome === "altered" ? 3 : 0,
    examples: outcome === "lost" || outcome === "altered" ? examples : [],
  }));
  const people: ReportedTable = {
    table: "public.people",
    now: "public.persons",
    identity: ["id"],
    rows: { before: 200, after: 199, lost: 1 },
    columns,
    steps: [
      { lost: 0, outcomes: { was_lost: "lost" } },
      { lost: 1, outcomes: Object.fromEntries(columns.map(({ column, outcome }) => [column, outcome])) },
    ],
  };
  const gone: ReportedTable = {
    ...{ table: "public.drafts", now: null, identity: null },
    ...{ rows: { before: 7, after: 0, lost: 7 }, columns: [] },
  };
  const lost = base.findings.map((finding) =>
    finding.code === "survival/column-lost" ? { ...finding, object: "public.people.was_lost" } : finding,
  );
  return {
    ...base,
    history: { ...base.history, candidate: ["0001_names", "0002_tidy"] },
    sources: [{ migration: "0001_names", file: "drizzle/0001_names.sql", sql: "select 1;" }, ...base.sources],
    survival: [people, gone, ...keptTables(5, 3)],
    guard: { permits: [permit] },
    findings: lost,
  };
}

const examples = [
  { key: { id: "1" }, before: "Ann", after: null },
  { key: { id: "2" }, before: "NULL", after: "" },
  { key: { id: "3" }, before: " two  spaces ", after: "tab\there\nand there" },
  { key: { id: "4" }, before: "long ".repeat(400), after: "😀" },
];

const permit: Permit & { readonly used: boolean } = {
  ...{ action: "drop", object: ["public", "people", "name"], migration: "0002_tidy", sha256: "aa", ledgerKey: "aa" },
  ...{ reason: "moved to notes", owner: "@team", expires: "2027-01-31", used: true },
};

/** Tables that keep all. */
export function keptTables(tables: number, columns: number): readonly ReportedTable[] {
  return Array.from({ length: tables }, (_, table) => ({
    table: `public.table_${table}`,
    now: `public.table_${table}`,
    identity: ["id"],
    rows: { before: 200, after: 200, lost: 0 },
    columns: Array.from({ length: columns }, (_, column) => ({
      ...{ column: `column_${column}`, now: `column_${column}`, outcome: "kept", values: 200, lost: 0, examples: [] },
    })),
  }));
}
