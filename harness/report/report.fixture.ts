import type { CheckReport, Report } from "../model/report.ts";

/** A report with every part filled; each text goes through `say`, so that a test can put its own in its place. */
export function reportOf(say: (text: string) => string): Report {
  return {
    schemaVersion: 1,
    command: "verify",
    verdict: "unsafe",
    postgres: { version: say("17.10"), provider: say("testcontainers"), image: say("postgres:17-alpine") },
    history: { tool: say("drizzle"), folder: say("drizzle"), migrations: 3, candidate: [say("0002_tidy")] },
    seed: {
      seed: 1,
      tables: 1,
      rows: 3,
      columns: 2,
      covered: 1,
      uncovered: [say("public.people.age")],
      coverage: [
        {
          column: say("public.people.age"),
          rows: 3,
          nulls: 3,
          distinct: 0,
          witnesses: { placed: 0, refused: [say("-1")] },
          missing: ["no value but NULL"],
          because: say("CHECK (age IS NULL)"),
        },
      ],
    },
    survival: [
      {
        table: say("public.people"),
        now: say("public.persons"),
        identity: [say("id")],
        rows: { before: 3, after: 2, lost: 1 },
        columns: [
          {
            column: say("name"),
            now: null,
            outcome: "lost",
            values: 3,
            lost: 3,
            examples: [{ key: { [say("id")]: say("1") }, before: say("Ann"), after: null }],
          },
        ],
      },
    ],
    downgrade: [{ attempt: say("inverse"), outcome: say("reverted"), by: say("ran alter table") }],
    findings: [
      {
        code: "survival/column-lost",
        severity: "error",
        object: say("public.people.name"),
        message: say("3 of 3 values lost"),
        at: {
          file: say("drizzle/0002_tidy.sql"),
          line: 4,
          column: 1,
          statement: say("alter table people drop column name"),
        },
        remedy: say("Keep the column."),
      },
      {
        code: "survival/values-filled",
        severity: "warning",
        object: say("public.people.age"),
        message: say("1 NULL became a value"),
        remedy: say("Check it."),
      },
      ...["a", "b", "c", "d"].map((file) => ({
        code: "history/file-without-entry",
        severity: "note" as const,
        object: say(`drizzle/${file}.sql`),
        message: say("the journal does not name this file"),
        remedy: say("Add its entry."),
      })),
    ],
    milliseconds: { server: 812, replay: 410, seed: 620, capture: 95, candidate: 14, downgrade: 300, total: 2300 },
  };
}

/** The same for a check. */
export function checkReportOf(say: (text: string) => string): CheckReport {
  return {
    schemaVersion: 1,
    command: "check",
    verdict: "damaged",
    history: { tool: say("drizzle"), layout: say("journal"), folder: say("drizzle"), migrations: 3 },
    base: { ref: say("origin/main"), commit: say("0123456789abcdef") },
    findings: [
      {
        code: "history/edited",
        severity: "error",
        object: say("0001_names"),
        message: say("0001_names is not what it is in origin/main"),
        at: { file: say("drizzle/0001_names.sql"), line: 2, column: 1 },
        remedy: say("Put it back."),
      },
    ],
    milliseconds: { total: 240 },
  };
}
