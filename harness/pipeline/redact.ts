import type { Catalog } from "../model/catalog.ts";
import { HarnessError } from "../model/error.ts";
import type { Attempt, CandidateFailure, DatabaseFailure, Evidence, RowsInTheWay } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import { conditionOf } from "../sql/conditions.ts";
import { databaseFailure } from "../sql/failure.ts";
import { type Vocabulary, vocabulary } from "./vocabulary.ts";

const withheld = "the server's words may hold values, and are withheld without --show-values";
const withheldOfTool = withheld.replace("server's", "tool's");

/**
 * Evidence that holds no value of any row, so that nothing judged from it can print one.
 *
 * What the server says in its own words is cut down to the name of the condition. Names and definitions are those that
 * stood before the candidate, or that its own text holds: a migration can make names out of rows, too.
 */
export function withoutValues(evidence: Evidence): Evidence {
  const { before, after, split } = evidence;
  const known = vocabulary(
    before.catalog,
    split.candidate.map(({ sql }) => sql),
  );
  return {
    ...evidence,
    after: after === null ? null : { ...after, catalog: catalogOf(after.catalog, known) },
    comparisons: evidence.comparisons.map((table) => ({
      ...table,
      lostExamples: [],
      columns: table.columns.map((column) => ({
        ...column,
        examples: [],
        castProblem: column.castProblem === null ? null : withheld,
      })),
    })),
    measured: evidence.measured.map((measured) => ({
      ...measured,
      examples: [],
      problem: measured.problem === null ? null : (refusalIn(measured.problem) ?? measured.problem),
    })),
    failure: evidence.failure === null ? null : failureOf(evidence.failure, known),
    overflow: evidence.overflow === null ? null : failureOf(evidence.overflow, known),
    coverage: evidence.coverage.map((column) => ({
      ...column,
      because: column.because === null ? null : known.text(column.because),
    })),
    secondRun: evidence.secondRun.map((what) => refusalIn(what) ?? known.text(what)),
    attempts: evidence.attempts.map((attempt) => ({
      ...attempt,
      by: attempt.sqlstate === null ? doneBy(attempt) : refusedWith(attempt.sqlstate),
      guarded: attempt.guarded === null ? null : guardedOf(attempt.guarded),
      // Objects as they are called after the candidate.
      losses: attempt.losses.map((loss) => ({ ...loss, object: loss.object.split(".").map(known.name).join(".") })),
    })),
  };
}

/** "… (23505)", as second runs end that were refused, and "… (SQLSTATE 22012)", as expressions are that were. */
function refusalIn(words: string): string | null {
  const sqlstate = /\((?:SQLSTATE )?([0-9A-Z]{5})\)$/.exec(words)?.[1];
  return sqlstate === undefined ? null : refusedWith(sqlstate);
}

function refusedWith(sqlstate: string): string {
  return `refused: ${conditionOf(sqlstate)} (${sqlstate})`;
}

/** What undoes a candidate names what it made; and what a tool says of itself may hold values. */
function doneBy({ attempt, outcome, by }: Attempt): string {
  if (outcome === "not-applicable") return by;
  if (outcome === "blocked" || outcome === "half") return `refused; ${withheldOfTool}`;
  if (attempt === "inverse") return "ran statements that undo the candidate's changes";
  return attempt === "take-back" ? `ran the tool's own way down; ${withheldOfTool}` : by;
}

/** A refusal quotes the ledger, into which a candidate may have put anything. */
function guardedOf({ refused, by }: NonNullable<Attempt["guarded"]>): Attempt["guarded"] {
  return { refused, by: refused ? "the ledger is not that of this release" : by };
}

function failureOf(of: CandidateFailure, known: Vocabulary): CandidateFailure {
  return { ...of, failure: refusalOf(of.failure, known), rows: of.rows === null ? null : rowsOf(of.rows, known) };
}

function refusalOf(failure: DatabaseFailure, known: Vocabulary): DatabaseFailure {
  const name = (given: string | null) => (given !== null && known.knows(given) ? given : null);
  const constraint = name(failure.constraint);
  return {
    sqlstate: failure.sqlstate,
    message: `${conditionOf(failure.sqlstate)}${constraint === null ? "" : ` of ${constraint}`}; ${withheld}`,
    detail: null,
    hint: null,
    schema: name(failure.schema),
    table: name(failure.table),
    column: name(failure.column),
    constraint,
  };
}

/** How many rows there are says nothing of what they hold; without a number, there is only the server's word. */
function rowsOf(rows: RowsInTheWay, known: Vocabulary): RowsInTheWay | null {
  if (rows.count === null || !known.knows(rows.schema) || !known.knows(rows.table)) return null;
  return { ...rows, column: rows.column !== null && known.knows(rows.column) ? rows.column : null, examples: [] };
}

/** Keys under which a catalog holds a name. */
const names = new Set(["name", "schema", "label"]);
/** Keys under which it holds the name of a type, as the server prints it. */
const types = new Set(["type", "baseType"]);
/** Keys under which it holds SQL, or words of a user's. */
const texts = new Set(
  "definition expression default predicate viewDefinition partitionBound partitionKey using check when options function source".split(
    " ",
  ),
);

function catalogOf(catalog: Catalog, known: Vocabulary): Catalog {
  const shownAs = (key: string): ((value: string) => string) => {
    if (names.has(key)) return known.name;
    if (types.has(key)) return known.type;
    return texts.has(key) ? known.text : (value) => value;
  };
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return shownAs(key)(value);
    if (Array.isArray(value)) return value.map((part) => walk(part, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, part]) => [inner, walk(part, inner)]));
  };
  // A walk keeps the shape that it walks over.
  return walk(catalog, "") as Catalog;
}

/** How far a sequence got is how far a column's values go. */
export function withoutPositions(finding: Finding): Finding {
  if (!finding.code.startsWith("protection/sequence-")) return finding;
  return { ...finding, message: finding.message.replaceAll(/(?<![\w$."-])-?\d+\b/g, "…") };
}

/** Errors that repeat what a program of the project's printed or threw. */
const quoting = new Set([
  "input/runner-failed",
  "input/runner-without-ledger",
  "input/runner-stays-away",
  "input/alembic-failed",
  "environment/drizzle-orm-broken",
]);

/** Errors whose words are ours, whatever the server said. */
const ours = new Set(["environment/database-in-use"]);

/**
 * An error that holds no value of any row: neither in its words nor in what caused it.
 *
 * @param step As in `HarnessError.step`, for errors that nobody foresaw.
 */
export function withoutWords(error: unknown, step: string): HarnessError {
  const refusal = databaseFailure(error);
  const own = error instanceof HarnessError ? error : null;
  const what = refusal === null ? (error instanceof Error ? error.name : "an error") : conditionOf(refusal.sqlstate);
  const state = refusal === null ? "" : ` (SQLSTATE ${refusal.sqlstate})`;
  const spoken = own !== null && (refusal === null || ours.has(own.code)) && !quoting.has(own.code);
  return new HarnessError({
    kind: own?.kind ?? "bug",
    code: own?.code ?? "bug/unforeseen",
    step: own?.step ?? step,
    message: spoken ? own.message : `${what}${state}; ${withheld}`,
    tried: spoken ? own.tried : [],
    remedy: own?.remedy ?? "This is a bug of holdfast. A report of it should hold the server's words.",
  });
}
