import { HarnessError } from "../model/error.ts";
import type { GivenRow } from "../model/seed.ts";
import { textOf } from "./cells.ts";
import type { Context } from "./context.ts";
import { load } from "./copy.ts";
import type { Text } from "./judge.ts";
import type { TablePlan } from "./plan.ts";
import type { RowMaker } from "./rows.ts";

/**
 * Places the rows that the user gives for a table, with the columns that they leave out.
 * @returns how many rows were placed
 * @throws {HarnessError} input/seed-row: a column that the table lacks, or a row that the server refuses
 */
export async function placeSets(
  { client, given }: Context,
  plan: TablePlan,
  maker: RowMaker,
  into: string,
): Promise<number> {
  const table = `${plan.relation.schema}.${plan.relation.name}`;
  let placed = 0;
  for (const { source, rows } of given) {
    for (const [at, cells] of (rows[table] ?? []).entries()) {
      const where = `row ${at + 1} of ${table} in ${source}`;
      const row = await maker.complete(givenOf(plan, cells, where));
      if (row === null) throw refused(where, "a key of the table has no free value left");
      const loaded = await load(client, into, [row], { left: 0, vain: 0 });
      if (loaded.refusal !== null) throw refused(where, loaded.refusal.message);
      maker.stored(loaded.accepted);
      placed += loaded.count;
    }
  }
  return placed;
}

function givenOf(plan: TablePlan, cells: GivenRow, where: string): ReadonlyMap<number, Text> {
  return new Map(
    Object.entries(cells).map(([name, cell]) => {
      const position = plan.columns.findIndex((column) => column.name === name);
      const column = plan.columns[position];
      if (column === undefined) throw refused(where, `there is no column "${name}" that can be written`);
      return [position, textOf(cell, column.type)];
    }),
  );
}

function refused(where: string, why: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/seed-row",
    step: "place the rows that are given",
    message: `The database does not take ${where}: ${why}.`,
    remedy: "Correct the row; columns that it leaves out are completed.",
  });
}
