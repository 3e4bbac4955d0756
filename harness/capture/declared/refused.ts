import type { Expectation } from "../../model/declaration.ts";
import { spokenKey } from "../../text/key.ts";
import { names } from "../apart.ts";
import { pinned } from "../pinned.ts";
import { from, primaryKey, reference } from "../source.ts";
import { columnIn, isProblem, tableMeant } from "./objects.ts";
import { type Measuring, sourceOf } from "./rows.ts";

/** Of larger tables, nobody waits for the one row. */
const mostSearched = 100_000;

/**
 * The row that the server refuses an expression for, by halves: "id 17".
 *
 * @param refuses whether it does for the first rows, in the order of their primary key
 * @returns null where no one row can be named
 */
export async function refusedRow(
  measuring: Measuring,
  { object }: Expectation,
  refuses: (rows: number) => Promise<boolean>,
): Promise<string | null> {
  const { before, sides } = measuring;
  const table = tableMeant(measuring, object);
  const relation = isProblem(table) ? columnIn(before, object)?.relation : table.old;
  const rows = relation === undefined ? 0 : (sides.before.facts.fingerprints[relation.oid]?.rows ?? 0);
  if (relation === undefined || rows > mostSearched || primaryKey(relation).length === 0) return null;
  if (!(await refuses(rows))) return null;
  let [fine, refused] = [0, rows];
  while (refused - fine > 1) {
    const middle = Math.floor((fine + refused) / 2);
    if (await refuses(middle)) refused = middle;
    else fine = middle;
  }
  return pinned(sides.before.client, () => rowAt(sourceOf(measuring, "before", relation), refused - 1));
}

/** "id 17": the row that stands at a place, by its primary key. */
async function rowAt(source: ReturnType<typeof sourceOf>, place: number): Promise<string> {
  const { client, relation } = source;
  const columns = primaryKey(relation);
  const { rows } = await client.query<(string | null)[]>({
    text: `select ${names(columns, source).join(", ")} from ${from(relation)} t order by ${columns.map(reference).join(", ")} limit 1 offset ${place}`,
    rowMode: "array",
  });
  return spokenKey(Object.fromEntries(columns.map(({ name }, at) => [name, rows[0]?.[at] ?? null])));
}
