import { readFile } from "node:fs/promises";
import { HarnessError } from "../model/error.ts";
import type { ColumnShape, TableShape } from "../model/seed.ts";
import { brokenAt } from "../text/json-position.ts";
import {
  type Check,
  expected,
  fields,
  number,
  object,
  orNull,
  type Place,
  record,
  required,
  within,
} from "../text/shape.ts";
import { configFile, rowLimits } from "./keys.ts";

const version = 1;
const [, mostRows] = rowLimits;

/**
 * Reads what production's tables look like, and scales their numbers of rows.
 *
 * @param label the file as the user knows it
 * @returns keyed "schema.table"; each table has one row at least
 * @throws {HarnessError} input/statistics-unreadable, input/statistics-too-large, or input/config with the place
 */
export async function readShapes(
  file: string,
  label: string,
  scale: number,
): Promise<Readonly<Record<string, TableShape>>> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw unreadable(label, `cannot be read (${error instanceof Error && "code" in error ? error.code : error})`);
  });
  const broken = brokenAt(text);
  if (broken !== null) throw unreadable(`${label}:${broken}`, "is not JSON from there on");
  const root: Place = { kind: configFile, source: label, path: "" };
  const { schemaVersion, statistics } = fields(JSON.parse(text), root);
  if (schemaVersion !== version) throw expected(within(root, "schemaVersion"), String(version), schemaVersion);
  const shapes = record(tableShape)(statistics, within(root, "statistics"));
  rejectLarge(shapes, label, scale);
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, scaled(shape, scale)]));
}

function scaled(shape: TableShape, scale: number): TableShape {
  return { ...shape, rows: Math.max(1, Math.round(shape.rows * scale)) };
}

export const tableShape: Check<TableShape> = (value, at) => {
  const { rows, columns = {} } = object({ rows: rowCount, columns: record(columnShape) })(value, at);
  return { rows: required(rows, within(at, "rows"), "a number of rows"), columns };
};

const columnShape: Check<ColumnShape> = (value, at) => {
  const { nulls, distinct = null, width = null } = object(columnKeys)(value, at);
  return { nulls: required(nulls, within(at, "nulls"), "a share from 0 to 1"), distinct, width };
};

const rowCount = number("a number of rows, 0 or more", (given) => given >= 0);

const columnKeys = {
  nulls: number("a share from 0 to 1", (given) => given >= 0 && given <= 1),
  distinct: orNull(
    number("a number of distinct values, or minus their share of the rows (-1 to 0), or null", (given) => given >= -1),
  ),
  width: orNull(number("a number of bytes, 0 or more, or null", (given) => given >= 0)),
};

function rejectLarge(shapes: Readonly<Record<string, TableShape>>, label: string, scale: number): void {
  const [largest] = Object.entries(shapes).toSorted(([, a], [, b]) => b.rows - a.rows);
  if (largest === undefined || scaled(largest[1], scale).rows <= mostRows) return;
  const [name, { rows }] = largest;
  throw new HarnessError({
    kind: "input",
    code: "input/statistics-too-large",
    step: `read ${label}`,
    message: `${name} has ${rows} rows, which are ${Math.round(rows * scale)} at scale ${scale}; the most is ${mostRows}.`,
    remedy: `Give a smaller scale: --scale ${roundedDown(mostRows / rows)}.`,
  });
}

/** To two digits, never up. */
function roundedDown(given: number): number {
  const unit = 10 ** (Math.floor(Math.log10(given)) - 1);
  return Number((Math.floor(given / unit) * unit).toPrecision(2));
}

function unreadable(what: string, words: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/statistics-unreadable",
    step: "read production's statistics",
    message: `${what} ${words}.`,
    remedy: `Give a file such as { "schemaVersion": ${version}, "statistics": { "public.users": { "rows": 120000, "columns": {} } } }.`,
  });
}
