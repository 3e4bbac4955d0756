import { columnsOf, constantsOf, type Expression, type Operand } from "../sql/check-expression.ts";
import { axisOf, cut } from "./axis.ts";
import { likeText, regexText } from "./pattern.ts";
import type { Random } from "./random.ts";
import { undressed, type ValueType } from "./types.ts";
import { clipped } from "./values/texts.ts";
import type { Values } from "./values/values.ts";

/** Values that a check suggests; whether it accepts them is for the server to say. */
export interface Proposal {
  /** The members of lists: each should appear. */
  readonly listed: readonly string[];
  readonly others: readonly string[];
}

const textual: ReadonlySet<string> = new Set(["text", "varchar", "bpchar", "citext", "name"]);
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
  const base = undressed(type);
  // What the type cannot read would only cost questions.
  const others: string[] = axis === null ? [...constants] : [];
  if (axis !== null) others.push(...cut(axis, constants, source.size, source.random.next));
  if (textual.has(base.name)) others.push(...texts(terms, values, constants, base.length, source));
  if (base.name === "json" || base.name === "jsonb") others.push(...jsonShapes);
  return { listed: terms.flatMap((term) => listedIn(term, column)), others: [...new Set(others)] };
}

/** The members of the lists that the expressions allow for the column: what coverage expects to see. */
export function labelsOf(expressions: readonly Expression[], column: string): readonly string[] {
  const conjuncts = expressions.flatMap((part): readonly Expression[] => (part.kind === "and" ? part.parts : [part]));
  return [...new Set(conjuncts.flatMap((term) => (isList(term) ? listedIn(term, column) : [])))];
}

function isList(term: Expression): boolean {
  return (
    term.kind === "in" || (term.kind === "or" && term.parts.every((part) => isList(part) || part.kind === "compare"))
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

const measures: ReadonlySet<string> = new Set([
  "length",
  "char_length",
  "character_length",
  "octet_length",
  "bit_length",
]);

function texts(
  terms: readonly Expression[],
  values: Values,
  constants: readonly string[],
  limit: number | null,
  { random, size }: { readonly random: Random; readonly size: number },
): readonly string[] {
  const made: string[] = [];
  for (const term of terms) {
    if (term.kind !== "match") continue;
    const make = term.style === "like" ? likeText : regexText;
    for (let at = 0; at < size; at++) made.push(make(term.pattern, random));
  }
  if (terms.some(measuresLength)) made.push(...ofLengths(values, constants, size, random));
  const plain = [...values.pool, ...values.witnesses, ...constants, ...made.slice(0, 50)];
  // Checks such as code = upper(code) or name = btrim(name) accept one of these.
  for (const text of plain)
    made.push(text.toLowerCase(), text.toUpperCase(), text.trim(), text.replace(/[^a-z0-9]+/gi, "-"));
  return made.map((text) => clipped(text, limit));
}

function measuresLength(term: Expression): boolean {
  const calls = (operand: Operand): boolean =>
    operand.kind === "call" && (measures.has(operand.name) || operand.arguments.some(calls));
  if (term.kind === "compare") return calls(term.left) || calls(term.right);
  return term.kind === "in" && calls(term.operand);
}

function ofLengths(values: Values, constants: readonly string[], size: number, random: Random): readonly string[] {
  const marks = constants.filter((text) => /^\d{1,4}$/.test(text)).map(Number);
  const lengths = marks.flatMap((mark) => [mark - 1, mark, mark + 1, mark + 5, mark >> 1, (mark * 2) / 3]);
  const wanted = [...new Set(lengths.map(Math.floor))].filter((length) => length >= 0);
  const letters = "abcdefghijklmnopqrstuvwxyz";
  return wanted.flatMap((length) =>
    Array.from({ length: Math.ceil(size / wanted.length) }, () => {
      const start =
        values.pool.length === 0
          ? "v"
          : random
              .pick(values.pool)
              .trim()
              .slice(0, Math.max(0, length - 4));
      return (
        start + Array.from({ length: Math.max(0, length - start.length) }, () => letters[random.below(26)]).join("")
      );
    }),
  );
}
