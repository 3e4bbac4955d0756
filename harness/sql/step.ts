import type { tableOf } from "./tree.ts";

/** What a statement names that holds data, or stands around what does; `rows` are those of a table. */
export interface Named {
  readonly kind: "table" | "column" | "type" | "attribute" | "schema" | "rows";
  /** Null where the text leaves it to the search path, and of a schema. */
  readonly schema: string | null;
  /** Of the table, the type or the schema. */
  readonly name: string;
  /** Of a column or an attribute, else null. */
  readonly column: string | null;
}

export interface Dropped extends Named {
  readonly cascade: boolean;
}

export interface Made extends Named {
  readonly temporary: boolean;
}

/** One thing that a statement does to what holds data. */
export type Step =
  | { readonly does: "drop"; readonly object: Dropped }
  | { readonly does: "make"; readonly object: Made }
  | { readonly does: "rename"; readonly object: Named; readonly to: Named }
  /** Names without a schema are looked for there from now on. */
  | { readonly does: "search"; readonly schema: string | null }
  /** It drops what its text does not name. */
  | { readonly does: "unknown"; readonly why: string };

/** A table or type as the parser names it; null where it is none. */
export type Relation = ReturnType<typeof tableOf>;

export function named(
  kind: Named["kind"],
  { schema, table }: NonNullable<Relation>,
  column: string | null = null,
): Named {
  return { kind, schema, name: table, column };
}
