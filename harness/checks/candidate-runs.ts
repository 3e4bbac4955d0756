import type { Relation } from "../model/catalog.ts";
import type { CandidateFailure, DatabaseFailure, Evidence, RowsInTheWay } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import { type Check, count, type Judgement, nameOf, placeOf } from "./check.ts";
import { isGuards, refusedByGuard } from "./refused-by-guard.ts";
import { ruleOut } from "./rule-out.ts";

/** What an owner's copy lacks, which no option gives it. */
const onACopy =
  "The migration needs more than an ordinary role may do. On a copy it runs as one that owns all that stands there, but extensions, and has no rights beside.";

const waysOut: Readonly<Record<string, string>> = {
  "42501":
    "The migration needs more than an ordinary role may do. Put what a superuser has to prepare (extensions, roles, provider schemas) into holdfast/preamble.sql beside the migrations; or run with --role superuser, which also lets the migration read files and run programs on the scratch server.",
  "55P04": "Deploy the new enum label in a release of its own before the migration that uses it.",
  "25001": "Take the statement out of the transaction: the migrator runs all pending migrations in one.",
};

/** Something that a statement names is not there: a schema, table, column, type, function or other object. */
const isAbsence = /^(3F000|42P01|42703|42704|42883)$/;

/** The candidate runs through on populated tables. */
export const candidateRuns: Check = (evidence) => [
  ...(evidence.failure === null ? [] : [failed(evidence, evidence.failure)]),
  ...(evidence.overflow === null ? [] : [overflowed(evidence, evidence.overflow)]),
];

function failed(evidence: Evidence, of: CandidateFailure): Judgement {
  const { failure, atCommit, rows } = of;
  if (isGuards(failure)) return judgement(evidence, of, refusedByGuard(evidence, of, failedObject(evidence, of)));
  const where = atCommit ? " at COMMIT" : "";
  const way = rows === null ? "" : ` ${rowsInTheWay(rows)}`;
  const detail = failure.detail === null || rows !== null ? "" : ` ${failure.detail}`;
  const skipped = evidence.passage.skipped.map(({ migration }) => migration).join(", ");
  const without = skipped === "" ? "" : ` What ${skipped} does is not there: see ledger/not-recorded.`;
  return judgement(evidence, of, {
    code: "candidate/failed",
    severity: "error",
    message: `The candidate fails${where} on populated tables: ${failure.message} (SQLSTATE ${failure.sqlstate}).${detail}${way}${without}`,
    remedy: isAbsence.test(failure.sqlstate) ? firstMake(skipped) : wayOut(evidence, of),
  });
}

/** No row is to blame for what is not there. */
function firstMake(skipped: string): string {
  if (skipped !== "") return `See to it that ${skipped} runs first.`;
  return "Mend the name, or make what it names in a migration before this one; what a provider sets up belongs into holdfast/preamble.sql beside the migrations.";
}

function overflowed(evidence: Evidence, of: CandidateFailure): Judgement {
  return judgement(evidence, of, {
    code: "candidate/overflows",
    severity: "warning",
    message: `This statement fails on values that few tables hold: NaN, infinity, times beyond the years 1 to 9999, arrays of two dimensions or counted from 0, or numbers at the ends of their type's range: ${of.failure.message} (SQLSTATE ${of.failure.sqlstate}).${of.rows === null ? "" : ` ${rowsInTheWay(of.rows)}`} All else was judged without such values.`,
    remedy: `If production may hold them, let the statement bear them: compute in a wider type, take arrays apart with unnest(), or change the data first. A CHECK on the column keeps them out of both. ${ruleOut(evidence, of)}`,
  });
}

function wayOut(evidence: Evidence, of: CandidateFailure): string {
  const { sqlstate } = of.failure;
  if (sqlstate === "42501" && evidence.wishes === null) return onACopy;
  return waysOut[sqlstate] ?? `${remedy(sqlstate)} ${ruleOut(evidence, of)}`.trimEnd();
}

function judgement(evidence: Evidence, of: CandidateFailure, words: Omit<Finding, "object" | "at">): Judgement {
  const at = of.statement === null ? {} : { at: placeOf(of.statement) };
  return { finding: { ...words, object: failedObject(evidence, of), ...at }, relation: null };
}

function rowsInTheWay(rows: RowsInTheWay): string {
  const table = `${rows.schema}.${rows.table}`;
  const shown = rows.examples.slice(0, 3).join("; ").replace(/\.$/, "");
  if (rows.count === null) return `In the way, in ${table}: ${shown}.`;
  const example = shown === "" ? "" : `, for example ${shown}`;
  return `${count(rows.count, "row")} of ${table} ${rows.count === 1 ? "stands" : "stand"} in the way${example}.`;
}

/** The table and column that the server names; else what the rows in the way name; else the migration. */
function failedObject({ split, before }: Evidence, { failure, rows, statement }: CandidateFailure): string {
  if (failure.schema !== null && failure.table !== null) {
    const column = failure.column ?? rows?.column ?? constrained(failure, before.catalog.relations);
    return [failure.schema, failure.table, column].filter((part) => part !== null && part !== "").join(".");
  }
  if (rows !== null) return [rows.schema, rows.table, rows.column].filter((part) => part !== null).join(".");
  return statement?.migration ?? split.candidate[0]?.id ?? "";
}

/** A constraint of one column names that column. */
function constrained(failure: DatabaseFailure, relations: readonly Relation[]): string | null {
  const table = relations.find((relation) => nameOf(relation) === `${failure.schema}.${failure.table}`);
  const constraint = table?.constraints.find((candidate) => candidate.name === failure.constraint);
  if (constraint?.columns.length !== 1) return null;
  return table?.columns.find((column) => column.attnum === constraint.columns[0])?.name ?? null;
}

function remedy(sqlstate: string): string {
  switch (sqlstate) {
    case "23502":
      return "Give the rows a value before the column becomes required (UPDATE … WHERE … IS NULL), or add a default.";
    case "23505":
      return "Merge or mark the duplicates before the key is added.";
    case "23514":
      return "Mend the rows that break the check before it is added, or add it NOT VALID.";
    case "23503":
      return "Mend the rows that point at nothing before the foreign key is added, or add it NOT VALID.";
    default:
      return sqlstate.startsWith("22")
        ? "Let the statement bear every value that stands there, or mend the values first."
        : "Change the migration so that it runs on a table with rows.";
  }
}
