import type { Client } from "pg";
import type { Catalog } from "../model/catalog.ts";
import type { Constant, GivenRow, SeedWish } from "../model/seed.ts";
import type { Rules } from "./never.ts";

/**
 * How far values go. "all": also NaN, infinities, numbers at the ends of their type's range, and arrays of
 * two dimensions or counted from 0; "finite": none of these but whole numbers and decimals at their ends, and times
 * within the years 1 to 9999; "tame": nor numbers with which ordinary arithmetic overflows.
 */
export type Extremes = "all" | "finite" | "tame";

export interface SeedOptions extends SeedWish {
  /** Values of the candidate: those it compares with are planted, those it inserts are left free. */
  readonly constants: readonly Constant[];
  readonly extremes: Extremes;
  /** Why a "schema.table" or "schema.table.column" is not there: "0007_less drops it"; null where nobody knows. */
  readonly whereabouts?: (name: string) => Promise<string | null>;
}

/** Rows that the user gives, under the name by which messages call their source. */
export interface GivenRows {
  readonly source: string;
  /** Keyed "schema.table". */
  readonly rows: Readonly<Record<string, readonly GivenRow[]>>;
}

/** What every step of seeding works with. */
export interface Context {
  readonly client: Client;
  readonly catalog: Catalog;
  readonly options: SeedOptions;
  readonly given: readonly GivenRows[];
  readonly rules: Rules;
}
