import type { FindingCode } from "../model/codes.ts";
import type { BaselineReport, DriftReport, SnapshotReport, StatusReport } from "../model/live-report.ts";
import type { CheckReport, Report } from "../model/report.ts";

/** A report with every part filled; each text goes through `say`, so that a test can put its own in its place. */
export function reportOf(say: (text: string) => string): Report {
  return {
    schemaVersion: 1,
    command: "verify",
    verdict: "unsafe",
    postgres: { version: say("17.10"), provider: say("testcontainers"), image: say("postgres:17-alpine") },
    history: { tool: say("drizzle"), folder: say("drizzle"), migrations: 3, candidate: [say("0002_tidy")] },
    sources: [
      {
        migration: say("0002_tidy"),
        file: say("drizzle/0002_tidy.sql"),
        sql: say("-- tidy\n\n\nalter table people drop column name;\nupdate people set age = 1;\n"),
      },
    ],
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
    rehearsal: {
      outcome: "differs",
      tables: 1,
      rows: 3,
      differences: [{ object: say("public.people"), what: say("1 row of 3 did not come back") }],
      by: say("pg_dump and pg_restore 17.10"),
      bytes: 1_250_000,
      dumped: 140,
      restored: 410,
    },
    lint: {
      statements: 4,
      unread: [{ file: say("drizzle/0002_tidy.sql"), line: 9, why: say("EXECUTE of a text that is put together") }],
      suppressed: 1,
    },
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
        proof: "confirmed",
        rules: [say("lint/drop-column")],
      },
      {
        code: "survival/values-filled",
        severity: "warning",
        object: say("public.people.age"),
        message: say("1 NULL became a value"),
        proof: "only-ran",
        remedy: say("Check it."),
      },
      ...["a", "b", "c", "d"].map((file) => ({
        code: "history/file-without-entry" as const,
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
    lint: { statements: 4, unread: [], suppressed: 1, migrations: [say("0002_tidy")] },
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

type Say = (text: string) => string;

const milliseconds = { server: 812, replay: 410, capture: 95, total: 3100 };

const liveOf = (say: Say) => ({
  database: say("shop"),
  server: say("app@db.example.org:5432/shop"),
  version: say("16.4"),
});

const ledgerOf = (say: Say) => ({
  schema: say("drizzle"),
  table: say("__drizzle_migrations"),
  there: true,
  rows: 14,
});

const findingOf = (say: Say, code: FindingCode, object: string) => ({
  code,
  severity: "error" as const,
  object: say(object),
  message: say("what is wrong"),
  remedy: say("What to do."),
});

/** A status that has every cell of the table. */
export function statusReportOf(say: Say): StatusReport {
  const one = (
    migration: string,
    ledger: StatusReport["migrations"][number]["ledger"],
    schema: StatusReport["migrations"][number]["schema"],
    next: StatusReport["migrations"][number]["next"] = null,
  ) => ({
    migration: say(migration),
    rows: ledger === "applied" || ledger === "edited" ? [say("1")] : [],
    ledger,
    schema,
    next,
  });
  return {
    schemaVersion: 1,
    command: "status",
    verdict: "untrue",
    live: liveOf(say),
    history: { tool: say("drizzle"), layout: say("journal"), folder: say("drizzle"), migrations: 17 },
    ledger: ledgerOf(say),
    migrations: [
      ...["0", "1", "2", "3", "4", "5", "6", "7"].map((number) => one(`000${number}_old`, "applied", "in-effect")),
      one("0008_rows", "applied", "unseen"),
      one("0009_lead", "applied", "no-effect"),
      one("0010_notes", "edited", "unknown"),
      one("0011_again", "applied", "in-effect", "reruns"),
      one("0012_flags", "out-of-order", "no-effect", "skipped"),
      one("0013_status", "pending", "in-effect", "runs"),
      one("0014_half", "failed", "part", "runs"),
      one("0015_owner", "pending", "no-effect", "runs"),
      one("0016_broken", "pending", null, "runs"),
      { migration: null, rows: [say("21"), say("22")], ledger: "future", schema: null, next: null },
    ],
    next: {
      migrator: say("drizzle-orm 0.45.4 of the project"),
      runs: [say("0011_again"), say("0013_status"), say("0014_half"), say("0015_owner")],
      skipped: [{ migration: say("0012_flags"), because: say("its `when` is not later") }],
      rerun: [say("0011_again")],
      refuses: null,
    },
    upgrade: {
      named: [{ row: say("1"), migration: say("0000_old") }],
      holes: [say("0012_flags")],
      unmatched: [say("21")],
      blessed: [say("0010_notes")],
    },
    otherLedgers: [
      { schema: say("public"), table: say("schema_migrations"), tool: "custom", rows: 20, last: say("026"), failed: 0 },
      { schema: say("other"), table: say("__steps"), tool: "drizzle", rows: 2, last: "1736472000000", failed: 0 },
      { schema: say("app"), table: say("_migrations"), tool: say("prisma"), rows: null, last: null, failed: 0 },
    ],
    nearest: { after: say("0010_notes"), differences: 3 },
    replayedOn: say("PostgreSQL 16.4, postgres:16"),
    findings: [findingOf(say, "ledger/recorded-without-effect", "0009_lead")],
    milliseconds,
  };
}

/** A drift with a difference of each kind. */
export function driftReportOf(say: Say): DriftReport {
  const object = (name: string) => ({
    kind: "column" as const,
    on: say("public.users"),
    name: say(name),
    facts: { type: say("text"), labels: [say("a")] },
  });
  return {
    schemaVersion: 1,
    command: "drift",
    verdict: "drifted",
    live: liveOf(say),
    against: { folder: say("drizzle"), after: say("0013_notes"), by: "ledger" },
    exact: false,
    tables: {
      total: 23,
      equal: 20,
      different: 1,
      onlyLive: 0,
      onlyHistory: 1,
      leftOut: { ledgers: 2, extensions: 0, ignored: 0 },
    },
    columns: {
      total: 188,
      equal: 184,
      different: 1,
      onlyLive: 1,
      onlyHistory: 0,
      leftOut: { ledgers: 2, extensions: 0, ignored: 0 },
    },
    differences: [
      { object: object("legacy"), side: "only-live", facts: [], noise: null, migration: null },
      { object: object("lead"), side: "only-history", facts: [], noise: null, migration: say("0009_lead") },
      {
        object: object("total"),
        side: "differs",
        facts: [{ fact: say("type"), live: say("text"), history: say("citext") }],
        noise: null,
        migration: say("0010_notes"),
      },
    ],
    findings: [findingOf(say, "drift/only-live", "public.users.legacy")],
    milliseconds,
  };
}

/** A baseline that waits for its confirmation. */
export function baselineReportOf(say: Say): BaselineReport {
  const row = { name: say("0000_old"), when: 1736472000000, sha256: say("0123456789abcdef") };
  return {
    schemaVersion: 1,
    command: "baseline",
    verdict: "unconfirmed",
    live: liveOf(say),
    history: { tool: say("drizzle"), layout: say("journal"), folder: say("drizzle"), migrations: 3 },
    to: say("0001_names"),
    migrator: say("drizzle-orm 0.45.4 of the project"),
    ledger: { ...ledgerOf(say), makes: [say("create schema drizzle")] },
    rows: [
      { ...row, migration: say("0000_old"), state: "there" },
      { ...row, migration: say("0001_names"), state: "to write" },
    ],
    next: {
      migrator: say("drizzle-orm 0.45.4 of the project"),
      runs: [say("0002_next")],
      skipped: [],
      rerun: [],
      refuses: null,
    },
    findings: [],
    milliseconds,
  };
}

/** A snapshot that misses statistics. */
export function snapshotReportOf(say: Say): SnapshotReport {
  const without = [say("public.users was never analysed: run ANALYZE on it")];
  return {
    schemaVersion: 1,
    command: "snapshot",
    verdict: "written",
    file: say("holdfast/schema.json"),
    live: liveOf(say),
    tables: 23,
    columns: 188,
    statistics: { tables: 22, without },
    findings: [{ ...findingOf(say, "snapshot/without-statistics", "statistics"), severity: "warning" }],
    milliseconds,
  };
}
