import { HarnessError } from "../model/error.ts";
import type { Cell } from "../model/seed.ts";
import type { Context } from "./context.ts";
import { load } from "./copy.ts";
import type { Text } from "./judge.ts";
import type { TablePlan } from "./plan.ts";
import { fakerOf, randomOf } from "./random.ts";
import type { RowMaker } from "./rows.ts";
import { list } from "./values/composed.ts";

/**
 * Places the rows that the user gives for a table, with the columns that they leave out.
 * @returns how many rows were placed
 * @throws {HarnessError} input/seed-row: a column that the table lacks, or a row that the server refuses
 */
export async function placeSets(
  { client, options }: Context,
  plan: TablePlan,
  maker: RowMaker,
  into: string,
): Promise<number> {
  const table = `${plan.relation.schema}.${plan.relation.name}`;
  let placed = 0;
  for (const set of options.sets) {
    const rows = set.rows(fakerOf(randomOf(options.seed, `set ${set.name}`)))[table] ?? [];
    for (const [at, cells] of rows.entries()) {
      const where = `row ${at + 1} of ${table} in the seed set "${set.name}"`;
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

function givenOf(plan: TablePlan, cells: Readonly<Record<string, Cell>>, where: string): ReadonlyMap<number, Text> {
  return new Map(
    Object.entries(cells).map(([name, cell]) => {
      const position = plan.columns.findIndex((column) => column.name === name);
      const column = plan.columns[position];
      if (column === undefined) throw refused(where, `there is no column "${name}" that can be written`);
      return [position, textOf(cell, /^jsonb?$/.test(column.type))];
    }),
  );
}

function textOf(cell: Cell, asJson: boolean): Text {
  if (cell === null) return null;
  if (asJson && typeof cell !== "string") return JSON.stringify(cell);
  if (cell instanceof Date) return cell.toISOString();
  if (cell instanceof Uint8Array) return `\\x${Buffer.from(cell).toString("hex")}`;
  if (isList(cell)) return list(cell.map((inner) => textOf(inner, false)));
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

function isList(cell: Cell): cell is readonly Cell[] {
  return Array.isArray(cell);
}

function refused(where: string, why: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/seed-row",
    step: "place the seed sets",
    message: `The database does not take ${where}: ${why}.`,
    remedy: "Correct the row in the seed set; columns that it leaves out are completed.",
  });
}
