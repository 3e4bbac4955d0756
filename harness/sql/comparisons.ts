import type { Literal } from "./literal.ts";
import { type Operator, pairsOf } from "./pairs.ts";
import { type ColumnsOf, listedBy, resolve, type Visit } from "./scope.ts";
import { subjectsOf } from "./subjects.ts";
import { as } from "./tree.ts";
import { castOf, columnPath, literalOf, unknownValue } from "./values.ts";

const flipped: Readonly<Partial<Record<Operator, Operator>>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "=": "=",
  "<>": "<>",
  in: "in",
};

/**
 * The literals that this very node, not those below it, compares columns with.
 *
 * @param pool what the variables and parameters of the body around may stand for
 */
export function comparisons(visit: Visit, columnsOf: ColumnsOf, pool: readonly string[]): Literal[] {
  return pairsOf(visit).flatMap(({ left, right, operator, rightScope = visit.scope }) => {
    const here = constantsOf(left, right, rightScope, operator);
    const turned = flipped[operator];
    return here.length > 0 || turned === undefined ? here : constantsOf(right, left, visit.scope, turned);
  });

  function constantsOf(side: unknown, other: unknown, scope: Visit["scope"], operator: Operator): Literal[] {
    return subjectsOf(side).flatMap((subject) => {
      const column = resolve(subject.path, visit.scope, columnsOf);
      if (column === null) return [];
      return valuesOf(other, scope).flatMap((value): Literal[] => {
        const demands = subject.demands(value, operator);
        return demands.map((demand) => ({ use: "compared", ...column, ...demand }));
      });
    });
  }

  /** What the expression may give: a literal itself, a column of VALUES one of its cells, a variable any of the pool. */
  function valuesOf(other: unknown, scope: Visit["scope"]): readonly string[] {
    const value = literalOf(other);
    if (value !== null) return value === unknownValue ? pool : [value];
    let inner = other;
    for (let cast = castOf(inner); cast !== null; cast = castOf(inner)) inner = cast.arg;
    if (as("ParamRef", inner) !== null) return pool;
    const path = columnPath(inner);
    if (path === null) return [];
    const listed = listedBy(path, scope);
    if (listed !== null) return listed;
    return (resolve(path, scope, columnsOf)?.table ?? null) === null ? pool : [];
  }
}
