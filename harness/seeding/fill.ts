import type { Constraint, Relation } from "../model/catalog.ts";
import type { Refusal, SeededTable, SeedWish } from "../model/seed.ts";
import { identifier, qualified } from "../sql/quote.ts";
import type { Context } from "./context.ts";
import { type Budget, type Loaded, load } from "./copy.ts";
import { nameOf } from "./given.ts";
import { placeSql } from "./given-sql.ts";
import { planTable, type TablePlan } from "./plan.ts";
import { randomOf } from "./random.ts";
import { type Row, rowMaker } from "./rows.ts";
import { placeSets } from "./sets.ts";

// Rows sent at once, and rounds of plain rows in place of refused ones.
const batch = 2000;
const rounds = 6;
// Questions about parts of refused batches: so many for the whole table, but some for each batch of a large one.
const questions = 1500;
const perBatch = 60;
const spare = 24;

/** Fills one table. @param open keys whose parents come later */
export async function fillTable(
  context: Context,
  relation: Relation,
  open: readonly Constraint[],
): Promise<SeededTable> {
  const { client, options } = context;
  const name = nameOf(relation);
  const rows = options.tables[name]?.rows ?? options.shapes[name]?.rows ?? options.rows;
  const fromSql = await placeSql(context, relation);
  const plan = await planTable(context, relation, rows, open);
  const label = `${name} rows`;
  const maker = rowMaker(plan, randomOf(options.seed, label));
  const into = copyTarget(plan);
  const fromUser = fromSql + (await placeSets(context, plan, maker, into));
  if (rows === 0) return asGiven(relation, plan, fromUser, options);
  const budget: Budget = { left: questions, vain: 0 };
  let placed = fromUser;
  let refusal: Refusal | null = null;
  const send = (rows: readonly Row[]): Promise<Loaded> => {
    budget.vain = 0;
    budget.left = Math.max(budget.left, perBatch);
    return load(client, into, rows, budget);
  };
  const record = (rows: readonly Row[], loaded: Loaded): void => {
    maker.stored(rows, loaded.accepted);
    placed += loaded.count;
    refusal = loaded.refusal ?? refusal;
  };
  // A user's rows are seldom awkward enough: what must appear still comes on top of them.
  const goal = Math.max(plan.wanted, fromUser + plan.telling);
  const start = async (): Promise<boolean> => {
    const next = (made: number): number => Math.max(0, Math.min(batch, goal - made));
    await maker.prepare(next(fromUser));
    let rows = await maker.make(next(fromUser), false);
    for (let made = fromUser + batch; rows.length > 0; made += batch) {
      const before = placed;
      await maker.prepare(next(made));
      // The server takes one batch while the next one is made.
      const [loaded, ahead] = await Promise.all([send(rows), maker.make(next(made), false)]);
      record(rows, loaded);
      if (loaded.count < rows.length && placed === before) return true;
      if (made >= goal) return placed < goal;
      rows = ahead;
    }
    return false;
  };
  const more = plan.columns.length > 0 && (await start());
  // What was refused is made up for with plain rows, unless those are refused as well, and so is what they should have shown.
  const short = (): boolean => more && refusal !== null && placed < goal;
  for (let round = 0; round < rounds && (short() || maker.owed() > 0); round++) {
    const enough = Math.max(goal, placed + maker.owed());
    const count = Math.min(batch, short() ? Math.max(spare, (enough - placed) * 2) : maker.owed());
    await maker.prepare(count);
    const rows = await maker.make(count, true);
    const before = placed;
    for (let at = 0; at < rows.length && placed < enough; ) {
      const part = rows.slice(at, at + enough - placed);
      at += part.length;
      record(part, await send(part));
    }
    if (placed === before) break;
  }
  return {
    schema: relation.schema,
    table: relation.name,
    placed,
    wanted: Math.max(rows, placed),
    columns: plan.seeded,
    stoppedBy: placed < Math.min(rows, goal) ? (refusal ?? maker.ended()) : null,
    keptOut: maker.failed() ? (refusal ?? maker.ended()) : null,
  };
}

/** A table that the user wants no generated rows in. */
function asGiven(
  { schema, name: table }: Relation,
  plan: TablePlan,
  placed: number,
  { wishes }: SeedWish,
): SeededTable {
  const limit = `${wishes.source} wants no generated rows`;
  const columns = plan.seeded.map((column) => ({ ...column, limit, byUser: true }));
  return { schema, table, placed, wanted: placed, columns, stoppedBy: null, keptOut: null };
}

/** The table with its columns, as COPY takes them. */
export function copyTarget(plan: TablePlan): string {
  return `${qualified(plan.relation)} (${plan.columns.map(({ name }) => identifier(name)).join(", ")})`;
}
