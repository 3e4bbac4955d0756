import type { Relation } from "../model/catalog.ts";
import type { SeededTable } from "../model/seed.ts";
import type { Context } from "./context.ts";
import { copyTarget } from "./fill.ts";
import { keyBook, keysOf } from "./keys.ts";
import { planTable } from "./plan.ts";
import { randomOf } from "./random.ts";
import { rowMaker } from "./rows.ts";
import { type Change, placesOf, update } from "./update.ts";

const most = 5000;
const batch = 200;

/** Gives some columns values in the rows that are there, in up to 5000 of them. The report counts the rows that got some as placed. */
export async function fillColumns(
  context: Context,
  relation: Relation,
  attnums: readonly number[],
): Promise<SeededTable> {
  const { client, options } = context;
  const plan = await planTable(context, relation, options.rows, []);
  const isNew = plan.columns.map(({ attnum }) => attnums.includes(attnum));
  const names = plan.columns.map(({ name }) => name);
  // Keys over old columns alone hold already, and each row would be in its own way.
  const keys = (await keysOf(context, relation, names)).filter((key) =>
    key.positions.some((position) => isNew[position]),
  );
  const maker = rowMaker(
    { ...plan, keys: keyBook(keys, names) },
    randomOf(options.seed, `${copyTarget(plan)} new columns`),
  );
  const rows = await placesOf(client, relation, plan.columns, most);
  const columns = plan.columns.filter((_, position) => isNew[position]);
  const budget = { left: 500, vain: 0 };
  let placed = 0;
  let stoppedBy: SeededTable["stoppedBy"] = null;
  for (let at = 0; at < rows.length; at += batch) {
    const changes: Change[] = [];
    for (const row of rows.slice(at, at + batch)) {
      const given = new Map(
        row.cells.flatMap((text, position) => (isNew[position] ? [] : [[position, text] as const])),
      );
      const made = await maker.complete(given);
      if (made !== null) changes.push({ place: row.place, cells: made.filter((_, position) => isNew[position]) });
    }
    const done = await update(client, relation, columns, changes, budget);
    placed += done.count;
    stoppedBy = done.refusal ?? stoppedBy;
  }
  return {
    schema: relation.schema,
    table: relation.name,
    placed,
    wanted: rows.length,
    columns: plan.seeded,
    stoppedBy,
    keptOut: null,
  };
}
