import type { Constraint, Relation } from "../model/catalog.ts";
import type { SeededTable } from "../model/seed.ts";
import { identifier, qualified } from "../sql/quote.ts";
import type { Context } from "./context.ts";
import { type Budget, load, type Refusal } from "./copy.ts";
import { planTable, type TablePlan } from "./plan.ts";
import { randomOf } from "./random.ts";
import { type Row, rowMaker } from "./rows.ts";
import { placeSets } from "./sets.ts";

// Rows sent at once, and rounds of plain rows in place of refused ones.
const batch = 2000;
const rounds = 6;
const spare = 24;

/** Fills one table. @param open keys whose parents come later */
export async function fillTable(
  context: Context,
  relation: Relation,
  open: readonly Constraint[],
): Promise<SeededTable> {
  const { client, options } = context;
  const plan = await planTable(context, relation, options.rows, open);
  const label = `${relation.schema}.${relation.name} rows`;
  const maker = rowMaker(plan, randomOf(options.seed, label));
  const into = copyTarget(plan);
  const fromSets = await placeSets(context, plan, maker, into);
  const budget: Budget = { left: 1500, vain: 0 };
  let placed = fromSets;
  let refusal: Refusal | null = null;
  const send = async (rows: readonly Row[]): Promise<boolean> => {
    budget.vain = 0;
    const loaded = await load(client, into, rows, budget);
    maker.stored(loaded.accepted);
    placed += loaded.count;
    refusal = loaded.refusal ?? refusal;
    return loaded.count === rows.length;
  };
  // A user's rows are seldom awkward enough: what must appear still comes on top of them.
  const goal = Math.max(plan.wanted, fromSets + plan.telling);
  const start = async (): Promise<boolean> => {
    for (let made = fromSets; made < goal; made += batch) {
      const rows = await maker.make(Math.min(batch, goal - made), false);
      const before = placed;
      if (rows.length === 0 || (!(await send(rows)) && placed === before)) return rows.length > 0;
    }
    return placed < goal;
  };
  const more = plan.columns.length > 0 && (await start());
  // What was refused is made up for with plain rows, unless those are refused as well.
  for (let round = 0; more && refusal !== null && round < rounds && placed < goal; round++) {
    const rows = await maker.make(Math.min(batch, Math.max(spare, (goal - placed) * 2)), true);
    const before = placed;
    for (let at = 0; at < rows.length && placed < goal; ) {
      const part = rows.slice(at, at + goal - placed);
      at += part.length;
      await send(part);
    }
    if (placed === before) break;
  }
  return {
    schema: relation.schema,
    table: relation.name,
    placed,
    wanted: Math.max(options.rows, placed),
    limited: plan.limited,
    stoppedBy: placed < options.rows ? refusal : null,
  };
}

/** The table with its columns, as COPY takes them. */
export function copyTarget(plan: TablePlan): string {
  return `${qualified(plan.relation)} (${plan.columns.map(({ name }) => identifier(name)).join(", ")})`;
}
