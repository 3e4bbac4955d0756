/** What a statement names; folded as Postgres folds names. */
export interface ActedOn {
  /** Null where the text leaves it to the search path, and of what is in no schema. */
  readonly schema: string | null;
  /** Of the table, type, schema, … */
  readonly name: string;
  /** Of a column, an attribute, or what hangs on a table: its constraint, policy or trigger; else null. */
  readonly part: string | null;
}

export type DroppedKind =
  | "table"
  | "foreign table"
  | "column"
  | "attribute"
  | "schema"
  | "type"
  | "domain"
  | "sequence"
  | "extension"
  | "view"
  | "materialized view"
  | "index"
  | "routine"
  | "policy"
  | "trigger"
  | "rule"
  | "constraint"
  | "expression"
  | "identity"
  /** Whatever a role owns: the name is the role's. */
  | "owned";

/** What gives a new column its values in rows that are there; "volatile" is another value for each of them. */
export type ColumnDefault = "none" | "null" | "constant" | "stable" | "volatile" | "identity" | "stored" | "virtual";

/**
 * What one command of a statement does, as plain data; a statement is a list of them, in its own order.
 *
 * Types are as Postgres prints them, however they were written: "integer", "character varying(20)", "numeric(10,2)",
 * "timestamp(3) with time zone", "text[]", "app.mood"; serial is "integer".
 */
export type Action =
  | {
      readonly does: "drop";
      readonly kind: DroppedKind;
      readonly object: ActedOn;
      readonly cascade: boolean;
      readonly concurrently: boolean;
      readonly ifExists: boolean;
      /** It stands in a body, where a condition may pass over it. */
      readonly perhaps: boolean;
    }
  | { readonly does: "truncate"; readonly object: ActedOn; readonly cascade: boolean }
  | {
      readonly does: "delete" | "update";
      readonly object: ActedOn;
      /** Columns that an UPDATE sets. */
      readonly columns: readonly string[];
      /** False where every row is meant: there is no WHERE, or one that is true by itself. */
      readonly chooses: boolean;
      /** As printed from the tree, for people; null where there is none. */
      readonly where: string | null;
    }
  | {
      readonly does: "insert";
      readonly object: ActedOn;
      readonly columns: readonly string[];
      /** The table whose rows it copies; null where it writes values out, or reads more than one table. */
      readonly from: ActedOn | null;
    }
  | {
      readonly does: "make";
      readonly kind:
        | "table"
        | "view"
        | "materialized view"
        | "index"
        | "type"
        | "sequence"
        | "schema"
        | "routine"
        | "trigger"
        | "policy"
        | "extension"
        | "domain";
      readonly object: ActedOn;
      readonly temporary: boolean;
      /** Of an index: the table, its columns without expressions, and how it is built; else null. An index without a name has "": its table is what there is to name. */
      readonly index: {
        readonly table: ActedOn;
        readonly columns: readonly string[];
        readonly unique: boolean;
        readonly concurrently: boolean;
      } | null;
      /** Of a table, composite type: in order; a type is null where a query gives it. */
      readonly columns: readonly {
        readonly name: string;
        readonly type: string | null;
        /** GENERATED ALWAYS AS an expression. */
        readonly computed: boolean;
      }[];
      /** It has columns that the text does not name: LIKE, INHERITS, PARTITION OF, `*`. */
      readonly moreColumns: boolean;
    }
  /** A CHECK or REFERENCES that stands in the column's definition follows as an "add-constraint". */
  | {
      readonly does: "add-column";
      /** `part` is the column. */
      readonly object: ActedOn;
      readonly type: string;
      readonly notNull: boolean;
      readonly unique: boolean;
      readonly default: ColumnDefault;
    }
  /** Of a composite type; `part` is the attribute. */
  | { readonly does: "add-attribute"; readonly object: ActedOn; readonly type: string }
  | {
      readonly does: "change-type";
      readonly object: ActedOn;
      readonly type: string;
      /** As printed from the tree; null where the server casts. */
      readonly using: string | null;
    }
  | { readonly does: "set-not-null"; readonly object: ActedOn }
  | { readonly does: "set-default" | "drop-default"; readonly object: ActedOn }
  | {
      readonly does: "add-constraint";
      readonly kind: "check" | "foreign key" | "unique" | "primary key" | "exclude" | "not null";
      /** `part` is the constraint's name, where it has one; `name` may be a domain's. */
      readonly object: ActedOn;
      readonly columns: readonly string[];
      /** False for NOT VALID and for NOT ENFORCED. */
      readonly validated: boolean;
      /** It takes over an index that is there. */
      readonly usingIndex: boolean;
      /** Of a CHECK, as printed; else null. */
      readonly expression: string | null;
    }
  | { readonly does: "validate-constraint"; readonly object: ActedOn }
  | {
      readonly does: "rename";
      readonly kind: "table" | "column" | "type" | "schema" | "view" | "attribute" | "label" | "other";
      /** `part` is the column, the attribute or the label. */
      readonly object: ActedOn;
      /** The new name alone. */
      readonly to: string;
    }
  | {
      readonly does: "set-schema";
      readonly kind: "table" | "type" | "view" | "other";
      readonly object: ActedOn;
      readonly to: string;
    }
  | {
      readonly does: "row-security";
      readonly object: ActedOn;
      readonly to: "enabled" | "disabled" | "forced" | "not forced";
    }
  | {
      readonly does: "switch-trigger";
      /** `part` is the trigger; null for all of them. */
      readonly object: ActedOn;
      readonly to: "enabled" | "disabled";
    }
  | { readonly does: "attach-partition" | "detach-partition"; readonly object: ActedOn; readonly partition: ActedOn }
  /** The name is that of the role which owned all of it. */
  | { readonly does: "reassign-owned"; readonly object: ActedOn }
  | { readonly does: "set-logged"; readonly object: ActedOn; readonly to: "logged" | "unlogged" }
  /** `part` is the identity column, where it was named by that; TRUNCATE … RESTART IDENTITY is none. */
  | { readonly does: "restart-sequence"; readonly object: ActedOn }
  /** VACUUM FULL, CLUSTER, REINDEX, REFRESH, LOCK. */
  | {
      readonly does: "rebuild";
      readonly how: "vacuum full" | "cluster" | "reindex" | "refresh" | "lock";
      readonly object: ActedOn | null;
      readonly concurrently: boolean;
    }
  /** `SET name`, with its first value, and whether it ends with the transaction; null for DEFAULT and RESET. */
  | { readonly does: "set"; readonly name: string; readonly value: string | null; readonly local: boolean }
  /** It runs what cannot be read before: dynamic SQL that is put together there, a language without a parser here, text that does not parse. */
  | {
      readonly does: "unread";
      readonly why: string;
      /** The SQL that is not read, as far as it is known. */
      readonly text: string;
    };
