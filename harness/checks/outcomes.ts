import type { Relation } from "../model/catalog.ts";
import type { ColumnComparison, ColumnMatch, Evidence, TableComparison } from "../model/evidence.ts";
import { columnOf, relationAfter, relationBefore } from "./check.ts";

export type Outcome =
  | "kept"
  | "renamed"
  | "converted"
  | "moved"
  | "filled"
  | "approved"
  | "altered"
  | "lost"
  | "unproven";

/** What became of one column of an old table. */
export interface ColumnOutcome {
  readonly attnum: number;
  readonly column: string;
  /** The column that holds the values now; null when nothing does. */
  readonly now: string | null;
  readonly outcome: Outcome;
  readonly values: number;
  readonly lost: number;
  /** The comparison that the outcome rests on. */
  readonly comparison: ColumnComparison;
  /** Another column that answers to the old name with other values: what it is, and how many differ. */
  readonly reused: { readonly comparison: ColumnComparison; readonly exchange: boolean } | null;
  /** A column that Postgres derives from others, before and now. */
  readonly derived: boolean;
}

/** What became of one old table. */
export interface TableOutcome {
  readonly before: Relation;
  readonly now: Relation | null;
  readonly comparison: TableComparison | null;
  readonly columns: readonly ColumnOutcome[];
}

/** The part of the evidence that outcomes rest on. */
export type Compared = Pick<Evidence, "before" | "after" | "matching" | "comparisons">;

/** Draws from the comparisons what became of every table and column; the findings and the report both rest on it. */
export function outcomes(evidence: Compared): readonly TableOutcome[] {
  const compared = evidence.comparisons
    .filter((comparison) => comparison.pair.role !== "reader")
    .flatMap((comparison) => tableOutcome(evidence, comparison));
  const lost = (evidence.matching?.lost ?? []).flatMap((oid) => {
    const before = relationBefore(evidence, oid);
    return before === undefined ? [] : [{ before, now: null, comparison: null, columns: [] }];
  });
  return [...compared, ...lost].toSorted(byName);
}

function byName(a: TableOutcome, b: TableOutcome): number {
  const [left, right] = [`${a.before.schema}.${a.before.name}`, `${b.before.schema}.${b.before.name}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

function tableOutcome(evidence: Compared, comparison: TableComparison): readonly TableOutcome[] {
  const before = relationBefore(evidence, comparison.pair.before);
  const now = relationAfter(evidence, comparison.pair.after);
  if (before === undefined || now === undefined) return [];
  const columns = comparison.pair.columns.map((match) => columnOutcome(before, now, comparison, match));
  return [{ before, now, comparison, columns }];
}

function columnOutcome(before: Relation, now: Relation, table: TableComparison, match: ColumnMatch): ColumnOutcome {
  const compared = (attnum: number | null) =>
    table.columns.find((column) => column.before === match.before && column.after === attnum);
  const followed = compared(match.survivor ?? match.successor);
  const moved = match.candidates.map(compared).find((column) => column !== undefined && provesMove(column));
  const kept = match.survivor !== null || (followed !== undefined && unharmed(followed));
  const comparison = (kept ? followed : (moved ?? followed)) ?? compared(null) ?? nothing(match.before);
  const derived =
    columnOf(before, match.before)?.generated !== null && columnOf(now, comparison.after)?.generated !== null;
  const outcome = outcomeOf(before, now, match, comparison, table, comparison === moved);
  return {
    attnum: match.before,
    column: columnOf(before, match.before)?.name ?? "",
    now: outcome === "lost" ? null : (columnOf(now, comparison.after)?.name ?? null),
    outcome: derived && outcome === "altered" ? "kept" : outcome,
    values: comparison.values,
    lost: derived ? 0 : comparison.changed,
    comparison,
    reused: reusedName(
      before,
      now,
      match,
      comparison,
      match.successor === null ? undefined : compared(match.successor),
    ),
    derived,
  };
}

function outcomeOf(
  before: Relation,
  now: Relation,
  match: ColumnMatch,
  comparison: ColumnComparison,
  table: TableComparison,
  moved: boolean,
): Outcome {
  if (moved) return "moved";
  if (comparison.after === null) return "lost";
  if (comparison.changed > 0) {
    if (match.survivor !== null) return "altered";
    return table.pair.role === "survivor" || comparison.nulled === comparison.values ? "lost" : "altered";
  }
  if (comparison.values === 0 && comparison.filled === 0) return "unproven";
  if (comparison.filled > 0) return "filled";
  const [old, current] = [columnOf(before, match.before), columnOf(now, comparison.after)];
  // A type that was renamed is the same type, and one that was made anew under its name gives the same values.
  const retyped = old?.typeOid !== current?.typeOid || old?.typeModifier !== current?.typeModifier;
  if (retyped && old?.type !== current?.type) return "converted";
  return old?.name === current?.name ? "kept" : "renamed";
}

function unharmed(comparison: ColumnComparison): boolean {
  return comparison.changed === 0 && comparison.filled === 0;
}

/** A column of NULLs, or of one value only, equals too much by chance to be taken for the old one. */
function provesMove(comparison: ColumnComparison): boolean {
  return unharmed(comparison) && comparison.values > 0 && comparison.distinct > 1;
}

/** The old name answers with other values while the old ones live on elsewhere. */
function reusedName(
  before: Relation,
  now: Relation,
  match: ColumnMatch,
  basis: ColumnComparison,
  successor: ColumnComparison | undefined,
): ColumnOutcome["reused"] {
  if (successor === undefined || successor === basis || unharmed(successor)) return null;
  const bearer = columnOf(now, match.successor);
  const exchange =
    now.oid === before.oid && match.survivor !== null && columnOf(before, bearer?.attnum ?? null) !== undefined;
  return { comparison: successor, exchange };
}

function nothing(before: number): ColumnComparison {
  return {
    before,
    after: null,
    values: 0,
    distinct: 0,
    changed: 0,
    nulled: 0,
    filled: 0,
    converted: 0,
    castProblem: null,
    duplicateKeys: 0,
    examples: [],
  };
}
