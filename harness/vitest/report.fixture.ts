import { expect } from "vitest";
import type { Report, ReportedColumn, ReportedTable } from "../model/report.ts";

export function column(name: string, parts: Partial<ReportedColumn> = {}): ReportedColumn {
  return { column: name, now: name, outcome: "kept", values: 40, lost: 0, examples: [], ...parts };
}

export function table(name: string, parts: Partial<ReportedTable> = {}): ReportedTable {
  return { table: name, now: name, identity: ["id"], rows: { before: 40, after: 40, lost: 0 }, columns: [], ...parts };
}

/** A project that lost its leads, and kept all else; every other part as a test wants it. */
export function report(parts: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    command: "verify",
    verdict: "unsafe",
    postgres: { version: "17.10", provider: "testcontainers", image: "postgres:17" },
    history: { tool: "drizzle", folder: "drizzle", migrations: 2, candidate: ["0001_tidy"] },
    sources: [],
    seed: { seed: 1, tables: 2, rows: 80, columns: 3, covered: 3, uncovered: [], coverage: [] },
    survival: [projects, table("public.sessions", { rows: { before: 40, after: 28, lost: 12 } })],
    downgrade: [
      { attempt: "old-release", outcome: "no-op", by: "it cannot tell that the schema is newer" },
      { attempt: "inverse", outcome: "reverted", by: 'ran alter table "public"."projects" …' },
    ],
    findings: [leadLost],
    milliseconds: { server: 1, replay: 1, seed: 1, capture: 1, candidate: 1, downgrade: 1, total: 6 },
    ...parts,
  };
}

const examples = [17, 18, 19, 20].map((id) => ({ key: { id: String(id) }, before: "Ann", after: null }));

const projects = table("public.projects", {
  columns: [
    column("id"),
    column("lead", { now: null, outcome: "lost", values: 38, lost: 35, examples }),
    column("note", { outcome: "unproven", values: 0 }),
  ],
});

export const leadLost = {
  code: "survival/column-lost",
  severity: "error",
  object: "public.projects.lead",
  message: "The column is gone, with 38 values.",
  at: { file: "drizzle/0001_tidy.sql", line: 2, column: 1, statement: "ALTER TABLE projects\n  DROP COLUMN lead" },
  remedy: "Rename the column instead.",
} as const;

export const inverseLoses = {
  code: "downgrade/loses-data",
  severity: "warning",
  object: "0001_tidy",
  message: "Going back by inverse would lose 3 values of public.projects.color.",
  remedy: "Go forward instead.",
} as const;

/** What a failing expectation says, but for how to run its test again, which every one ends with. */
export function wordsOf(expectation: () => void): string {
  const [words = "", again] = allWordsOf(expectation).split("\n\nAgain: ");
  expect(again, words).toMatch(/^npx vitest run harness\/vitest\/\S+\.test\.ts -t /);
  return words;
}

/** What a failing expectation says; a passing one fails the test. */
export function allWordsOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return expect.fail("the expectation held");
}
