import type { Expression, Operand, PatternStyle } from "../../sql/check-expression.ts";

/** The operands that stand directly in an expression. */
export function operandsOf(part: Expression): readonly Operand[] {
  switch (part.kind) {
    case "and":
    case "or":
      return part.parts.flatMap(operandsOf);
    case "not":
      return operandsOf(part.part);
    case "compare":
      return [part.left, part.right];
    case "in":
      return [part.operand, ...part.values];
    case "unknown":
      return part.parts;
    default:
      return [part.operand];
  }
}

export type Call = Extract<Operand, { readonly kind: "call" }>;

/** Every call and operator in the expressions, the outer ones first. */
export function callsIn(terms: readonly Expression[]): readonly Call[] {
  const inside = (operand: Operand): readonly Call[] => {
    if (operand.kind === "call") return [operand, ...operand.arguments.flatMap(inside)];
    return operand.kind === "other" ? operand.parts.flatMap(inside) : [];
  };
  return terms.flatMap(operandsOf).flatMap(inside);
}

/** The whole numbers among the constants, up to `most`, and their neighbours: lengths and counts worth trying. */
export function marksIn(constants: readonly string[], most: number): readonly number[] {
  const marks = constants.filter((text) => /^\d{1,6}$/.test(text)).map(Number);
  const near = marks.flatMap((mark) => [mark, mark - 1, mark + 1, mark + 5, mark >> 1, Math.floor((mark * 2) / 3)]);
  return [...new Set(near)].filter((mark) => mark >= 0 && mark <= most);
}

export interface Pattern {
  readonly style: PatternStyle;
  readonly text: string;
}

const matching: ReadonlyMap<string, PatternStyle> = new Map([
  ["~", "regex"],
  ["~*", "regex"],
  ["~~", "like"],
  ["~~*", "like"],
  ["regexp_like", "regex"],
  ["regexp_match", "regex"],
  ["regexp_matches", "regex"],
  ["regexp_count", "regex"],
  ["substring", "regex"],
]);

/** What the expressions match with, also deep inside of them. */
export function patternsIn(terms: readonly Expression[]): readonly Pattern[] {
  const matches = terms.flatMap((term): readonly Pattern[] =>
    term.kind === "match" ? [{ style: term.style, text: term.pattern }] : [],
  );
  const called = callsIn(terms).flatMap(({ name, arguments: given }): readonly Pattern[] => {
    const style = matching.get(name);
    const text = given[1]?.kind === "constant" ? given[1].text : null;
    // substring(text, from, count) has no pattern.
    return style === undefined || text === null || /^\d+$/.test(text) ? [] : [{ style, text }];
  });
  return [...matches, ...called];
}
