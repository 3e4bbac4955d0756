import { declaredOutcomes, outcomes, verdict } from "../checks/index.ts";
import type { Relation } from "../model/catalog.ts";
import type { Server } from "../model/database.ts";
import type { ColumnCoverage, Evidence } from "../model/evidence.ts";
import type { Finding, Place } from "../model/finding.ts";
import type { GivenPermit, Permit } from "../model/guard.ts";
import type { Migration } from "../model/history.ts";
import type { Milliseconds, Report, ReportedTable } from "../model/report.ts";
import type { SeedReport } from "../model/seed.ts";
import type { MigrationFailure } from "../tools/index.ts";
import type { Plan } from "./plan.ts";

/** Puts evidence and findings into the document that is printed. */
export function reportOf(
  server: Server,
  evidence: Evidence,
  seeded: SeedReport,
  findings: readonly Finding[],
  milliseconds: Milliseconds,
): Report {
  const { coverage } = evidence;
  const judged = coverage.filter((column) => !column.note);
  const uncovered = judged.filter((column) => !column.covered);
  return {
    ...headOf(server, evidence, findings),
    seed: {
      seed: seeded.seed,
      tables: seeded.tables.length,
      rows: seeded.tables.reduce((sum, table) => sum + table.placed, 0),
      columns: judged.length,
      covered: judged.length - uncovered.length,
      uncovered: uncovered.map(nameOf),
      coverage: coverage.map((column) => ({
        column: nameOf(column),
        rows: column.rows,
        nulls: column.nulls,
        distinct: column.distinct,
        witnesses: column.witnesses,
        missing: column.missing,
        because: column.because,
      })),
    },
    survival: survival(evidence, findings),
    downgrade: evidence.attempts.map(({ attempt, outcome, by, guarded }) => ({
      attempt,
      outcome,
      by,
      ...(guarded === null ? {} : { guarded }),
    })),
    ...(evidence.guard.setting === "none" ? {} : { guard: { permits: evidence.guard.permits.map(withoutTimes) } }),
    ...(evidence.rehearsal === null ? {} : { rehearsal: evidence.rehearsal }),
    findings,
    milliseconds,
  };
}

/** Equal runs have equal reports. */
function withoutTimes({ id, used, ...permit }: GivenPermit): Permit & { readonly used: boolean } {
  return { ...permit, used: used !== null };
}

function nameOf({ schema, table, column }: ColumnCoverage): string {
  return `${schema}.${table}.${column}`;
}

type Head = Pick<Report, "schemaVersion" | "command" | "verdict" | "postgres" | "history" | "sources">;

/** What every report begins with: the verdict, and what it is about. */
function headOf(
  server: Server,
  { history, split }: Pick<Plan, "history" | "split">,
  findings: readonly Finding[],
): Head {
  return {
    schemaVersion: 1,
    command: "verify",
    verdict: verdict(findings),
    postgres: { version: server.version, provider: server.provider, image: server.image },
    history: {
      tool: history.tool,
      folder: history.label,
      migrations: split.base.length + split.candidate.length,
      candidate: split.candidate.map(({ id }) => id),
    },
    sources: split.candidate.map(({ id, file, sql }) => ({ migration: id, file, sql })),
  };
}

function survival(evidence: Evidence, findings: readonly Finding[]): readonly ReportedTable[] {
  const approved = new Set(
    findings
      .filter((finding) => finding.severity === "note" && finding.code.startsWith("survival/"))
      .map((finding) => finding.object),
  );
  const declared = declaredOutcomes(evidence);
  return outcomes(evidence).map(({ before, now, comparison, columns }): ReportedTable => {
    const table = `${before.schema}.${before.name}`;
    const rows = evidence.before.fingerprints[before.oid]?.rows ?? 0;
    return {
      table,
      now: now === null ? null : `${now.schema}.${now.name}`,
      identity: names(before, comparison?.pair.identity?.before),
      rows: comparison?.rows ?? { before: rows, after: 0, lost: rows },
      columns: columns.map(({ column, now: current, outcome, values, lost, comparison: { examples } }) => {
        const noted = approved.has(`${table}.${column}`);
        const meant = noted ? declared.get(`${table}.${column}`) : undefined;
        const found = meant?.outcome ?? (noted ? "approved" : outcome);
        const now = meant === undefined ? current : (meant.to ?? current ?? column);
        return { column, now, outcome: found, values, lost, examples };
      }),
    };
  });
}

function names(relation: Relation, attnums: readonly number[] | undefined): readonly string[] | null {
  if (attnums === undefined) return null;
  return attnums.flatMap((attnum) => relation.columns.find((column) => column.attnum === attnum)?.name ?? []);
}

/** Why a history does not replay, where, and what to do. */
export function replayFailed(history: Plan["history"], failed: MigrationFailure): Finding {
  const { failure, migration: id } = failed;
  const migration = history.migrations.find((candidate) => candidate.id === id);
  const detail = failure.detail === null ? "" : ` ${failure.detail}`;
  return {
    code: "history/replay-failed",
    severity: "error",
    object: id ?? history.label,
    message: `The history does not replay on an empty database: ${failure.message} (SQLSTATE ${failure.sqlstate}).${detail}`,
    ...(migration === undefined ? {} : { at: placeIn(migration, failed.sql) }),
    remedy:
      failure.sqlstate === "42501"
        ? "Put what a superuser has to prepare into holdfast/preamble.sql beside the migrations; or run with --role superuser, which also lets migrations read files and run programs on the scratch server."
        : "Mend the history first: nothing can be proven about a migration whose ground cannot be built. What a provider sets up beforehand (schemas, roles, extensions) belongs into holdfast/preamble.sql beside the migrations.",
  };
}

/** The report of a run that could not even build what the candidate stands on. */
export function baseFailed(
  server: Server,
  { history, split }: Plan,
  seed: number,
  failed: MigrationFailure,
  milliseconds: Milliseconds,
): Report {
  const findings = [replayFailed(history, failed), ...history.findings];
  return {
    ...headOf(server, { history, split }, findings),
    seed: { seed, tables: 0, rows: 0, columns: 0, covered: 0, uncovered: [], coverage: [] },
    survival: [],
    downgrade: [],
    findings,
    milliseconds,
  };
}

/** Where in the file the text stands that was sent; the file's start, where it is not found as it was sent. */
export function placeIn({ file, sql }: Migration, sent: string): Place {
  const statement = sent.trim();
  const before = sql.slice(0, Math.max(0, sql.indexOf(statement)));
  const lines = before.split("\n");
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, statement };
}
