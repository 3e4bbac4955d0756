import type { Client } from "pg";
import { readCatalog } from "../../capture/catalog.ts";
import type { ColumnCoverage } from "../../model/evidence.ts";
import type { SeedReport } from "../../model/seed.ts";
import { identifier } from "../../sql/quote.ts";
import { coverage, seed } from "../index.ts";
import { plainOptions } from "../world.fixture.ts";
import type { Expected, ExpectedTable, RandomSchema } from "./index.fixture.ts";

/** What seeding made of a schema. */
export interface Trial {
  /** What is not as it must be, in words. */
  readonly problems: readonly string[];
  /** Of the columns that some row can enter. */
  readonly covered: readonly ColumnCoverage[];
}

/** Makes the schema in the database that the client is connected to, seeds it with 30 rows per table, and removes it. */
export async function tried(client: Client, schema: RandomSchema): Promise<Trial> {
  try {
    const refused = await client.query(schema.sql).then(
      () => null,
      (error: Error) => error.message,
    );
    if (refused !== null) return { problems: [`the server refuses the schema: ${refused}`], covered: [] };
    const catalog = await readCatalog(client);
    const report = await seed(client, catalog, { ...plainOptions, rows });
    const covered = await coverage(client, catalog, report);
    const open = covered.filter((one) => expectedOf(schema, one) !== "dark");
    return { problems: schema.tables.flatMap((table) => judged(table, report, covered)), covered: open };
  } catch (error) {
    return { problems: [`it stopped: ${error instanceof Error ? error.stack : error}`], covered: [] };
  } finally {
    for (const name of schema.schemas) await client.query(`drop schema if exists ${identifier(name)} cascade`);
  }
}

const rows = 30;

function expectedOf({ tables }: RandomSchema, { schema, table, column }: ColumnCoverage): Expected | undefined {
  return tables.find((one) => one.schema === schema && one.table === table)?.columns[column];
}

function judged(table: ExpectedTable, report: SeedReport, covered: readonly ColumnCoverage[]): readonly string[] {
  const seeded = report.tables.find((one) => one.schema === table.schema && one.table === table.table);
  const columns = covered.filter((one) => one.schema === table.schema && one.table === table.table);
  const label = JSON.stringify(table.table);
  const words = JSON.stringify(seeded?.stoppedBy?.message ?? null);
  const placed = seeded?.placed ?? -1;
  const problems: string[] = [];
  // A row without columns shows nothing.
  if (columns.length === 0) return [];
  if (table.rows === "all" && placed < rows) problems.push(`${label} has ${placed} rows: ${words}`);
  if (table.rows === "few" && placed < 1) problems.push(`${label} has no rows: ${words}`);
  if (table.rows === "any" && placed < rows && words === "null")
    problems.push(`${label} has ${placed} rows: no reason`);
  if (table.rows === "none" && (placed !== 0 || words === "null"))
    problems.push(`${label} has ${placed} rows, stopped by ${words}`);
  if (columns.length !== Object.keys(table.columns).length)
    problems.push(`${label} is judged in ${columns.length} columns`);
  for (const column of columns) {
    const expected = table.columns[column.column];
    const found = `${label}.${JSON.stringify(column.column)}: ${column.missing.join(", ") || "covered"}`;
    if (expected === undefined) problems.push(`${found}, a column that nobody made`);
    if (!column.covered && !column.note && (column.missing.length === 0 || !column.because))
      problems.push(`${found}, without a reason`);
    if (expected === "covered" && !column.covered) problems.push(`${found}, because ${column.because}`);
    if (expected === "dark" && column.covered) problems.push(`${found}, though nothing can be in it`);
  }
  return problems;
}
