import type { CleanReport } from "../model/clean-report.ts";
import type { FindingCode } from "../model/codes.ts";
import type { DoctorReport } from "../model/doctor-report.ts";
import type { Finding } from "../model/finding.ts";
import type { ErrorDocument } from "../model/report.ts";
import { guardReportOf, permitReportOf } from "./guard-report.fixture.ts";
import type { AnyReport, WriterOptions } from "./index.ts";
import {
  baselineReportOf,
  checkReportOf,
  driftReportOf,
  reportOf,
  snapshotReportOf,
  statusReportOf,
} from "./report.fixture.ts";

export type Say = (text: string) => string;

/** For tests of a writer: how a report is asked for in plain text. */
export const plain: WriterOptions = { color: false, reproduce: "npx holdfast verify drizzle", within: "" };

export const same: Say = (text) => text;

/** A report of every kind. */
export const reportsOf: Readonly<Record<string, (say: Say) => AnyReport>> = {
  verify: reportOf,
  check: checkReportOf,
  status: statusReportOf,
  drift: driftReportOf,
  baseline: baselineReportOf,
  snapshot: snapshotReportOf,
  guard: guardReportOf,
  permit: permitReportOf,
  doctor: doctorReportOf,
  clean: cleanReportOf,
};

/** A machine on which no container can be started. */
export function doctorReportOf(say: Say): DoctorReport {
  return {
    schemaVersion: 1,
    command: "doctor",
    verdict: "hindered",
    provider: "embedded",
    items: [
      {
        item: "container-runtime",
        state: "problem",
        found: say("none"),
        tried: [say("/var/run/docker.sock: not there")],
      },
      { item: "embedded-server", state: "ok", found: say("PostgreSQL 17.10"), tried: [] },
    ],
    findings: [findingOf(say, "environment/container-runtime", "container runtime")],
    milliseconds: { total: 812 },
  };
}

/** What is left of two runs, of which one goes on. */
export function cleanReportOf(say: Say): CleanReport {
  const leftover = { name: say("holdfast_0a1b"), by: say("run 0a1b"), why: null };
  return {
    schemaVersion: 1,
    command: "clean",
    verdict: "found",
    server: say("postgres@db.example.org:5432/postgres"),
    leftovers: [
      { ...leftover, kind: "database", fate: "would-remove" },
      { ...leftover, kind: "role", fate: "in-use", why: say("its run goes on") },
    ],
    findings: [],
    milliseconds: { total: 95 },
  };
}

function findingOf(say: Say, code: FindingCode, object: string): Finding {
  return { code, severity: "error", object: say(object), message: say("what is wrong"), remedy: say("What to do.") };
}

/** What a command that has nothing to report says in place of one. */
export function errorDocumentOf(say: Say): ErrorDocument {
  return {
    schemaVersion: 1,
    command: "verify",
    error: {
      code: "input/no-folder",
      step: say("find the migrations"),
      message: say("There is no folder."),
      tried: [say("./drizzle: not there")],
      remedy: say("Name the folder."),
    },
  };
}

/** A run in which nothing was lost. */
export function safeReportOf(say: Say): AnyReport {
  const report = reportOf(say);
  return {
    ...report,
    verdict: "safe",
    seed: { ...report.seed, covered: 2, uncovered: [] },
    survival: report.survival.map((table) => ({
      ...table,
      now: table.table,
      rows: { before: 3, after: 3, lost: 0 },
      columns: table.columns.map((one) => ({ ...one, now: one.column, outcome: "kept", lost: 0, examples: [] })),
    })),
    downgrade: [{ attempt: say("take-back"), outcome: "not-applicable", by: say("drizzle has no way down") }],
    findings: report.findings.filter(({ severity }) => severity === "note"),
  };
}

/** A verify with every count of findings that a writer has a limit for. */
export function crowdedReportOf(many: number, say: Say = same): AnyReport {
  const report = reportOf(say);
  return {
    ...report,
    findings: Array.from({ length: many }, (_, index) => ({
      code: "survival/column-lost",
      severity: (["note", "error", "warning"] as const)[index % 3] ?? "note",
      object: say(`public.people.column_${index}`),
      message: say(`${index} values lost`),
      at: { file: say("drizzle/0002_tidy.sql"), line: index + 1, column: 1, statement: say(`drop ${index}`) },
      remedy: say("Keep the column."),
    })),
  };
}
