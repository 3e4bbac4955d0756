import type { Relation } from "../model/catalog.ts";
import { columnsOf, type Expression, readExpression } from "../sql/check-expression.ts";
import type { Context } from "./context.ts";
import { partitionPredicates } from "./partitions.ts";
import { behindTriggers } from "./suggest/behind.ts";

interface Read {
  readonly text: string;
  readonly tree: Expression;
}

/** The checks of a table and the predicates of its partitions. */
export interface Binding {
  readonly checks: readonly Read[];
  readonly strata: readonly Read[];
  /** What row triggers compare: they suggest values, and bind nothing. */
  readonly hints: readonly Expression[];
}

/** The checks of a table and what its partitions take, read. */
export async function bindingsOf({ client, catalog }: Context, relation: Relation): Promise<Binding> {
  const checks = relation.constraints.flatMap(({ kind, expression }) =>
    kind === "check" && expression !== null ? [expression] : [],
  );
  const strata = await partitionPredicates(client, catalog, relation);
  const read = async (text: string): Promise<Read> => ({
    text,
    tree: await readExpression(text),
  });
  return {
    checks: await Promise.all(checks.map(read)),
    strata: await Promise.all(strata.map(read)),
    hints: await behindTriggers(client, relation),
  };
}

/** Whether a check over several columns, or the partition bounds, read the column. */
export function isBound({ checks, strata }: Binding, name: string): boolean {
  const reading = [...checks.filter(({ tree }) => columnsOf(tree).length > 1), ...strata];
  return reading.some(({ tree }) => columnsOf(tree).includes(name));
}
