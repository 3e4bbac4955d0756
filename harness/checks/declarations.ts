import type { Relation } from "../model/catalog.ts";
import type { Measured } from "../model/declaration.ts";
import type { Evidence } from "../model/evidence.ts";
import { columnOf, count, type Judgement, nameOf, pairOf, standsNow } from "./check.ts";
import { meantBy, problemsOf, saying } from "./declared-otherwise.ts";

/** The part of the evidence that declarations are judged by. */
type Declared = Pick<Evidence, "before" | "after" | "matching" | "measured">;

/** An expectation that the rows bear out, and the object that it is about, as findings name it. */
interface Held {
  readonly measured: Measured;
  readonly table: Relation;
  readonly object: string;
}

/**
 * Lays what is declared over what was found: what the rows bear out becomes a note, and a declaration that they do not
 * bear out is a finding of its own.
 */
export function applyDeclarations(evidence: Evidence, judged: readonly Judgement[]): readonly Judgement[] {
  const held = heldIn(evidence);
  return [...judged.map((judgement) => explained(evidence, judgement, held)), ...problemsOf(evidence)];
}

/** What holds for every row, of which there are some, and at least one that it changed. */
function heldIn(evidence: Declared): readonly Held[] {
  return evidence.measured.flatMap((measured): Held[] => {
    const { problem, rows, changed, wrong } = measured;
    if (problem !== null || wrong > 0 || rows === 0 || changed === 0) return [];
    const meant = meantBy(evidence, measured.expectation);
    return meant === null ? [] : [{ measured, ...meant }];
  });
}

/** What a finding may say of values that are as they were declared to become. */
const ofValues = new Set([
  "survival/values-altered",
  "survival/conversion-unproven",
  "survival/values-filled",
  "survival/column-lost",
  "survival/generation-changed",
  "survival/duplicate-keys-lost",
]);
const ofWholeTable = new Set(["survival/table-lost", "survival/rows-lost"]);

const asDeclared = "Nothing: every row is as declared, and is held against it again whenever the candidate runs.";

function explained(evidence: Declared, judgement: Judgement, held: readonly Held[]): Judgement {
  const { finding } = judgement;
  const by = explanations(evidence, judgement, held);
  if (by.length === 0 || finding.severity === "note") return judgement;
  const words = by.map(({ measured: { expectation, rows } }) => `${saying(expectation)} (${count(rows, "row")})`);
  const [first] = by;
  const message = `${finding.message} Declared: ${words.join("; ")}; ${first?.measured.expectation.file}.`;
  return { ...judgement, finding: { ...finding, severity: "note", message, remedy: asDeclared } };
}

/** What is held that accounts for all that a finding says; none where any of it is left. */
function explanations(evidence: Declared, { finding, relation }: Judgement, held: readonly Held[]): readonly Held[] {
  const { code, object } = finding;
  const one = held.find((candidate) => explainsAlone(evidence, candidate, code, object));
  if (one !== undefined) return [one];
  return ofWholeTable.has(code) ? emptied(held, relation, object) : [];
}

function explainsAlone(evidence: Declared, { measured, table, object }: Held, code: string, about: string): boolean {
  const { expectation } = measured;
  switch (expectation.kind) {
    case "becomes":
      return about === object
        ? ofValues.has(code)
        : // Without a key, a declaration was held against whole rows.
          about === nameOf(table) && code === "survival/rows-altered" && pairOf(evidence, table.oid)?.identity === null;
    case "movedTo":
      return about === object && ofValues.has(code);
    case "deleted":
      return about === object && code === "survival/rows-lost";
    case "rekeyed":
      return ofValues.has(code) && keyColumns(evidence, table, Object.keys(expectation.key)).includes(about);
  }
}

/** The old columns that stand for the columns of a declared key, as findings name them. */
function keyColumns(evidence: Declared, table: Relation, names: readonly string[]): readonly string[] {
  const now = standsNow(evidence, table.oid);
  return (pairOf(evidence, table.oid)?.columns ?? []).flatMap((match) => {
    const current = columnOf(now, match.survivor ?? match.successor);
    const old = columnOf(table, match.before);
    return old === undefined || current === undefined || !names.includes(current.name)
      ? []
      : [`${nameOf(table)}.${old.name}`];
  });
}

/** Rows may go where all that they held has gone elsewhere. */
function emptied(held: readonly Held[], relation: Judgement["relation"], object: string): readonly Held[] {
  const moves = held.filter(({ measured, table }) => measured.expectation.kind === "movedTo" && table.oid === relation);
  const [first] = moves;
  if (first === undefined || nameOf(first.table) !== object) return [];
  const moved = new Set(moves.map((move) => move.object));
  const stored = first.table.columns.filter(({ generated }) => generated === null);
  return stored.every(({ name }) => moved.has(`${object}.${name}`)) ? moves : [];
}

/** What a declaration that holds says of a column: what became of it, and another column that has its values now. */
export interface DeclaredOutcome {
  readonly outcome: "becomes" | "moved";
  /** As the declaration names it; null where the values are where they were. */
  readonly to: string | null;
}

/** By "schema.table.column", as named before the candidate. */
export function declaredOutcomes(evidence: Declared): ReadonlyMap<string, DeclaredOutcome> {
  return new Map(
    heldIn(evidence).flatMap(({ measured: { expectation }, table, object }) => {
      const outcome: DeclaredOutcome =
        expectation.kind === "movedTo" ? { outcome: "moved", to: expectation.to } : { outcome: "becomes", to: null };
      const columns =
        expectation.kind === "rekeyed" ? keyColumns(evidence, table, Object.keys(expectation.key)) : [object];
      return columns.map((column) => [column, outcome] as const);
    }),
  );
}
