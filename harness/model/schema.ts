import type { ForeignLedger, LedgerLocation, LedgerRow } from "./ledger.ts";
import type { TableShape } from "./seed.ts";

export const schemaKinds = [
  "schema",
  "extension",
  "enum",
  "domain",
  "composite",
  "range",
  "table",
  "foreign table",
  "view",
  "materialized view",
  "column",
  "constraint",
  "index",
  "policy",
  "trigger",
  "rule",
  "sequence",
  "routine",
] as const;
export type SchemaKind = (typeof schemaKinds)[number];

export type Fact = string | boolean | null | readonly string[];

/** One object of a schema without anything that differs between two databases made alike: no oid, no owner, no rows. */
export interface SchemaObject {
  readonly kind: SchemaKind;
  /** "public.users" of what stands on a table; null for what stands alone. Parts are quoted only where they must be. */
  readonly on: string | null;
  /** "schema.name" of what stands alone; the bare name of what stands on a table. */
  readonly name: string;
  readonly facts: Readonly<Record<string, Fact>>;
}

/** All that is compared of a database. */
export interface Schema {
  /** Major version of the server that it was read from: what PostgreSQL prints may differ between two. */
  readonly postgres: number;
  /** Sorted; kind, `on` and name together are unique. */
  readonly objects: readonly SchemaObject[];
}

/** Why a difference between two schemas does not matter. */
export type Noise =
  | "name-of-constraint"
  | "name-of-index"
  | "name-of-sequence"
  | "label-order"
  | "not-valid"
  | "extension-version"
  | "options"
  /** Printed by another major version, which may print the same otherwise. */
  | "other-major"
  | "ignored";

export interface FactDifference {
  readonly fact: string;
  /** Undefined where that side does not have the fact. */
  readonly live: Fact | undefined;
  readonly history: Fact | undefined;
}

export interface SchemaDifference {
  /** Of the side that has it; the live one where both do. */
  readonly object: SchemaObject;
  readonly side: "only-live" | "only-history" | "differs";
  /** Empty but for "differs". */
  readonly facts: readonly FactDifference[];
  /** Why it does not matter; null where it does. */
  readonly noise: Noise | null;
}

/** What became of all objects of one kind: every one of the live side is counted once. */
export interface Accounting {
  /** Of the live side, what was left out included. */
  readonly total: number;
  readonly equal: number;
  readonly different: number;
  readonly onlyLive: number;
  /** Not among the total. */
  readonly onlyHistory: number;
  readonly leftOut: { readonly ledgers: number; readonly extensions: number; readonly ignored: number };
}

/** How much of what a migration makes stands in a live schema. */
export type Effect =
  /** All that it shows. */
  | "in-effect"
  | "no-effect"
  | "part"
  /** It leaves no trace in a schema: rows only. */
  | "unseen"
  /** What it makes was changed again later, or cannot be told from what stood before. */
  | "unknown";

export interface MigrationEffect {
  readonly migration: string;
  readonly effect: Effect;
  /** What it makes and is there, by name. */
  readonly there: readonly string[];
  /** What it makes and is not there, by name. */
  readonly absent: readonly string[];
}

/** What a live schema shows of each migration. */
export interface Effects {
  readonly migrations: readonly MigrationEffect[];
  /** The state of the history that it differs from least; `after` is null for the state before all migrations. */
  readonly nearest: { readonly after: string | null; readonly differences: number };
}

/** What `snapshot` wrote, read back. */
export interface SchemaFile {
  /** Its path as people read it. */
  readonly label: string;
  readonly schema: Schema;
  /** The ledger of the folder's own tool; null where there was none. */
  readonly ledger: { readonly location: LedgerLocation; readonly rows: readonly Omit<LedgerRow, "id">[] } | null;
  /** Other ledgers, which are not among the objects. */
  readonly ledgers: readonly Pick<ForeignLedger, "schema" | "table" | "tool">[];
  /** Keyed "schema.table"; null where none were asked for. */
  readonly statistics: Readonly<Record<string, TableShape>> | null;
}
