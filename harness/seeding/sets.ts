import type { Client } from "pg";
import { HarnessError } from "../model/error.ts";
import type { GivenRow } from "../model/seed.ts";
import { textOf } from "./cells.ts";
import type { Context } from "./context.ts";
import { load } from "./copy.ts";
import type { Text } from "./judge.ts";
import type { TablePlan } from "./plan.ts";
import type { Row, RowMaker } from "./rows.ts";

// Rows sent at once; where one of them is refused, the batch is sent again row by row, to name it.
const batch = 200;

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
    const wanted = rows[table] ?? [];
    for (let from = 0; from < wanted.length; from += batch) {
      const made: Row[] = [];
      for (const [at, cells] of wanted.slice(from, from + batch).entries()) {
        const where = nameOfRow(from + at, table, source);
        const row = await maker.complete(givenOf(plan, cells, where));
        if (row === null) throw refused(where, "a key of the table has no free value left");
        made.push(row);
      }
      const loaded = await load(client, into, made, { left: 0, vain: 0 });
      if (loaded.refusal !== null)
        throw await firstRefused(client, into, made, (at) => nameOfRow(from + at, table, source));
      maker.stored(made, loaded.accepted);
      placed += loaded.count;
    }
  }
  return placed;
}

function nameOfRow(at: number, table: string, source: string): string {
  return `row ${at + 1} of ${table} in ${source}`;
}

async function firstRefused(
  client: Client,
  into: string,
  rows: readonly Row[],
  where: (at: number) => string,
): Promise<HarnessError> {
  for (const [at, row] of rows.entries()) {
    const { refusal } = await load(client, into, [row], { left: 0, vain: 0 });
    if (refusal !== null) return refused(where(at), refusal.message);
  }
  return refused(`${where(0)} and those after it`, "they are refused together, and taken one by one");
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
