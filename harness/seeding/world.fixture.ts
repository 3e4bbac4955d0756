import pg from "pg";
import { readCatalog } from "../capture/catalog.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Server } from "../model/database.ts";
import type { ColumnCoverage } from "../model/evidence.ts";
import type { SeedReport } from "../model/seed.ts";
import { coverage, type SeedOptions, seed } from "./index.ts";

export function startWorld(): Promise<Server> {
  return testServer();
}

/** A database with a schema, seeded. */
export interface Seeded {
  readonly client: pg.Client;
  readonly catalog: Catalog;
  readonly report: SeedReport;
  readonly covered: readonly ColumnCoverage[];
  /** The rows of a query as arrays of texts. */
  ask(sql: string): Promise<(string | null)[][]>;
}

export const plainOptions: SeedOptions = {
  seed: 1,
  rows: 60,
  constants: [],
  sets: [],
  tables: {},
  never: {},
  shapes: {},
  wishes: { source: "holdfast.config.ts", key: "seed" },
  extremes: "all",
};

/** Makes a database with `schema`, seeds it, and hands it to `use`. */
export async function withSeeded<Result>(
  server: Server,
  schema: string,
  options: Partial<SeedOptions>,
  use: (seeded: Seeded) => Promise<Result>,
): Promise<Result> {
  const owner = await server.createOwner();
  const database = await server.create(owner);
  const client = new pg.Client(database.settings("superuser"));
  await client.connect();
  try {
    await client.query(schema);
    const catalog = await readCatalog(client);
    const all = { ...plainOptions, ...options };
    const report = await seed(client, catalog, all);
    const covered = await coverage(client, catalog, report);
    const ask = async (sql: string): Promise<(string | null)[][]> => {
      const found = await client.query<(string | null)[]>({
        text: sql,
        rowMode: "array",
        types: { getTypeParser: () => String },
      });
      return found.rows;
    };
    return await use({ client, catalog, report, covered, ask });
  } finally {
    await client.end();
    await server.drop(database);
    await server.dropOwner(owner);
  }
}

/** "table.column: what is missing" of every column that is neither covered nor a note. */
export function gaps(covered: readonly ColumnCoverage[]): readonly string[] {
  return covered
    .filter((one) => !one.covered && !one.note)
    .map((one) => `${one.table}.${one.column}: ${one.missing.join(", ")}`);
}
