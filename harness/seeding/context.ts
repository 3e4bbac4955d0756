import type { Client } from "pg";
import type { Catalog } from "../model/catalog.ts";
import type { Constant, SeedSet } from "../model/seed.ts";

export interface SeedOptions {
  /** The same seed on the same catalog gives the same rows. */
  readonly seed: number;
  /** Rows wanted per table; a table gets more where its witnesses need more. */
  readonly rows: number;
  /** Values of the candidate: those it compares with are planted, those it inserts are left free. */
  readonly constants: readonly Constant[];
  /** Rows that the user gives: inserted first, missing columns completed. */
  readonly sets: readonly SeedSet[];
  /** Numbers at the ends of their type's range, too. */
  readonly extremes: boolean;
}

/** What every step of seeding works with. */
export interface Context {
  readonly client: Client;
  readonly catalog: Catalog;
  readonly options: SeedOptions;
}
