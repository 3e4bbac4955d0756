import { columnsOf, constantsOf, type Expression, type Operand } from "../sql/check-expression.ts";
import { axisOf, cut } from "./axis.ts";
import type { Random } from "./random.ts";
import { suggestedDocuments } from "./suggest/documents.ts";
import { suggestedArrays, suggestedBytes, suggestedNumbers, suggestedUuids } from "./suggest/parts.ts";
import { type Ground, suggestedTexts } from "./suggest/texts.ts";
import { isText, undressed, type ValueType } from "./types.ts";
import type { Values } from "./values/values.ts";

/** Values that a check suggests; whether it accepts them is for the server to say. */
export interface Proposal {
  /** The members of lists: each should appear. */
  readonly listed: readonly string[];
  readonly others: readonly string[];
}

const dated: ReadonlySet<string> = new Set(["date", "timestamp", "timestamptz"]);
const jsonShapes: readonly string[] = ["[]", "{}", '[1, "a"]', '"x"', "1", "true", '{"a": {"b": [1.0]}}'];

/** What the expressions, which mention the column, say about values worth trying. */
export function propose(
  expressions: readonly Expression[],
  column: string,
  type: ValueType,
  values: Values,
  source: { readonly random: Random; readonly size: number },
): Proposal {
  const terms = expressions.flatMap(termsOf).filter((term) => columnsOf(term).includes(column));
  const constants = [...new Set(terms.flatMap(constantsOf))];
  const axis = axisOf(type);
  const ground: Ground = { values, constants, ...source };
  // What the type cannot read would only cost questions.
  const plain = axis === null ? constants : cut(axis, constants, source.size, source.random.next);
  const made = terms.length === 0 ? [] : suggested(terms, column, type, ground);
  return { listed: terms.flatMap((term) => listedIn(term, column)), others: [...new Set([...plain, ...made])] };
}

function suggested(terms: readonly Expression[], column: string, type: ValueType, ground: Ground): readonly string[] {
  const base = undressed(type);
  const axis = axisOf(type);
  if (isText(type)) return suggestedTexts(terms, ground, base.length);
  if (base.name === "json" || base.name === "jsonb")
    return [...jsonShapes, ...suggestedDocuments(terms, column, ground)];
  if (base.kind === "array") return suggestedArrays(ground);
  if (base.name === "bytea") return suggestedBytes(ground);
  if (base.name === "uuid") return suggestedUuids(ground);
  return axis === null || dated.has(base.name) ? [] : suggestedNumbers(terms, axis, ground);
}

/** The members of the lists that the expressions allow for the column: what coverage expects to see. */
export function labelsOf(expressions: readonly Expression[], column: string): readonly string[] {
  const conjuncts = expressions.flatMap((part): readonly Expression[] => (part.kind === "and" ? part.parts : [part]));
  return [...new Set(conjuncts.flatMap((term) => (isList(term) ? listedIn(term, column) : [])))];
}

/** What the expressions compare the column with, also to turn it away: a trigger says "if not in (…) then raise". */
export function namedFor(expressions: readonly Expression[], column: string): readonly string[] {
  const positive = (term: Expression): Expression => {
    if (term.kind === "in") return { ...term, negated: false };
    return term.kind === "compare" && term.operator === "<>" ? { ...term, operator: "=" } : term;
  };
  return [...new Set(expressions.flatMap(termsOf).flatMap((term) => listedIn(positive(term), column)))];
}

function isList(term: Expression): boolean {
  return (
    term.kind === "in" ||
    (term.kind === "or" &&
      term.parts.every(
        (part) => isList(part) || part.kind === "null" || (part.kind === "compare" && part.operator === "="),
      ))
  );
}

/** The expression taken apart at AND, OR and NOT. */
function termsOf(part: Expression): readonly Expression[] {
  if (part.kind === "and" || part.kind === "or") return part.parts.flatMap(termsOf);
  return part.kind === "not" ? termsOf(part.part) : [part];
}

function listedIn(term: Expression, column: string): readonly string[] {
  if (term.kind === "or") return term.parts.flatMap((part) => listedIn(part, column));
  if (term.kind === "in" && !term.negated && names(term.operand, column)) return term.values.flatMap(constantsOf);
  if (term.kind === "compare" && term.operator === "=" && names(term.left, column)) return constantsOf(term.right);
  return [];
}

function names(operand: Operand, column: string): boolean {
  return operand.kind === "column" && operand.name === column;
}
