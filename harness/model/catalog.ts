/** Identifies an object for as long as its database, or a clone of it, lives. */
export type Oid = number;

/**
 * A relation's kind, in Postgres's own letters: r table, p partitioned table, v view, m materialized
 * view, S sequence, f foreign table.
 */
export type RelationKind = "r" | "p" | "v" | "m" | "S" | "f";

export interface Column {
  readonly attnum: number;
  readonly name: string;
  /** As `format_type` prints it, with modifiers: "numeric(10,2)", "character varying(20)[]". */
  readonly type: string;
  readonly typeOid: Oid;
  /** -1 where the type takes no modifier or none was given. */
  readonly typeModifier: number;
  readonly notNull: boolean;
  /** The default's or the generation expression's text; null where there is none. */
  readonly default: string | null;
  /** "stored" columns are derived from others and are never written. */
  readonly generated: "stored" | "virtual" | null;
  readonly identity: "always" | "default" | null;
  readonly collation: string | null;
  /** The sequence that feeds the column, by its default or its identity. */
  readonly sequence: Oid | null;
  /** The column's own aclitems as text, sorted; null where it has none. */
  readonly grants: readonly string[] | null;
}

export type ConstraintKind = "primary" | "unique" | "foreign" | "check" | "exclusion";

export interface Constraint {
  readonly oid: Oid;
  readonly name: string;
  readonly kind: ConstraintKind;
  /** attnums of the constrained columns, in the constraint's order. */
  readonly columns: readonly number[];
  readonly definition: string;
  readonly validated: boolean;
  readonly deferrable: boolean;
  /** Foreign keys only. */
  readonly references: {
    readonly relation: Oid;
    readonly columns: readonly number[];
    readonly onDelete: "no action" | "restrict" | "cascade" | "set null" | "set default";
    readonly matchFull: boolean;
  } | null;
  /** Checks only: the expression's text. */
  readonly expression: string | null;
  /** Checks and exclusions: what is stored of them; renames do not touch it, and the same rule made anew has the same. */
  readonly stored: string | null;
}

export interface Index {
  readonly oid: Oid;
  readonly name: string;
  readonly unique: boolean;
  readonly primary: boolean;
  readonly valid: boolean;
  /** attnums of the key columns; 0 stands for an expression. */
  readonly columns: readonly number[];
  readonly nullsNotDistinct: boolean;
  readonly immediate: boolean;
  /** The WHERE of a partial index. */
  readonly predicate: string | null;
  readonly definition: string;
}

export interface Policy {
  readonly oid: Oid;
  readonly name: string;
  readonly permissive: boolean;
  readonly command: "all" | "select" | "insert" | "update" | "delete";
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
  /** The stored expression trees: equal as long as nobody altered the policy, whatever was renamed. */
  readonly stored: string;
  /** The functions that its expressions call, but for built-in ones, sorted by their names. */
  readonly functions: readonly {
    /** `schema.function`. */
    readonly name: string;
    /** The body, and what decides as whom and with which settings it runs. */
    readonly source: string;
  }[];
}

export interface Trigger {
  readonly oid: Oid;
  readonly name: string;
  /** `schema.function` that it calls. */
  readonly function: string;
  /** The function's source, which tells what columns it writes. */
  readonly source: string;
  /** pg_trigger.tgtype: when and for what it fires. */
  readonly type: number;
  readonly enabled: "origin" | "disabled" | "replica" | "always";
  /** attnums of UPDATE OF. */
  readonly columns: readonly number[];
  readonly when: string | null;
  /** What is stored of `when`; renames do not touch it, and the same condition made anew has the same. */
  readonly stored: string | null;
  readonly definition: string;
  /** The trigger of the partitioned table that this one was cloned from. */
  readonly parent: Oid | null;
}

/** A rewrite rule that somebody wrote; a view's own query is none. */
export interface Rule {
  readonly oid: Oid;
  readonly name: string;
  readonly enabled: Trigger["enabled"];
  readonly definition: string;
}

export interface Relation {
  readonly oid: Oid;
  readonly schema: string;
  readonly name: string;
  readonly kind: RelationKind;
  readonly persistence: "permanent" | "unlogged" | "temporary";
  readonly owner: string;
  /** false for a materialized view WITH NO DATA. */
  readonly populated: boolean;
  /** The partitioned table directly above; null for everything else. */
  readonly partitionOf: Oid | null;
  /** As `pg_get_expr` prints it: "FOR VALUES IN ('a')", "DEFAULT". */
  readonly partitionBound: string | null;
  /** As `pg_get_partkeydef` prints it: "RANGE (created_at)". */
  readonly partitionKey: string | null;
  /** Plain inheritance, in order. */
  readonly inherits: readonly Oid[];
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  /** aclitems as text, sorted; null for the built-in default. */
  readonly grants: readonly string[] | null;
  /** Views and materialized views. */
  readonly viewDefinition: string | null;
  /** A digest of the view's stored query: equal as long as nobody replaced it, whatever was renamed. */
  readonly viewStored: string | null;
  /** Storage and view options, "name=value", sorted. */
  readonly options: readonly string[];
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly policies: readonly Policy[];
  readonly triggers: readonly Trigger[];
  readonly rules: readonly Rule[];
}

export interface Sequence {
  readonly oid: Oid;
  readonly schema: string;
  readonly name: string;
  /** As text: may exceed what a JavaScript number holds. */
  readonly start: string;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly cycle: boolean;
  /** It belongs to a column (serial, identity, OWNED BY), and goes with it. */
  readonly owned: boolean;
  /** What `nextval` would give; null where the sequence is used up, or positions were not read. */
  readonly next: string | null;
}

/** Types that a column may have and that someone may alter, drop or rename. */
export interface UserType {
  readonly oid: Oid;
  readonly schema: string;
  readonly name: string;
  readonly kind: "enum" | "composite" | "domain" | "range" | "multirange" | "base" | "array";
  /** Enums: labels in order, each with its own oid, which a rename keeps. */
  readonly labels: readonly { readonly oid: Oid; readonly label: string }[];
  /** Composites: attributes that are not dropped. */
  readonly attributes: readonly {
    readonly attnum: number;
    readonly name: string;
    readonly type: string;
    readonly typeOid: Oid;
    readonly typeModifier: number;
  }[];
  /** Domains: the type below. Arrays: the element. Ranges: the subtype. Multiranges: the range. */
  readonly base: Oid | null;
  readonly baseType: string | null;
  readonly baseModifier: number;
  /** Domains. */
  readonly notNull: boolean;
  /** Domains: their default's text. */
  readonly default: string | null;
  /** Domains: their checks' expressions, over VALUE. */
  readonly checks: readonly { readonly oid: Oid; readonly name: string; readonly expression: string }[];
}

/** What tables and functions are made in. */
export interface Schema {
  readonly oid: Oid;
  readonly name: string;
  readonly owner: string;
  /** aclitems as text, sorted; null for the built-in default, which lets the owner in alone. */
  readonly grants: readonly string[] | null;
}

/** A function, procedure or aggregate; those that come with a range type are left out. */
export interface Routine {
  readonly oid: Oid;
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  /** aclitems as text, sorted; null for the built-in default, by which everybody may call it. */
  readonly grants: readonly string[] | null;
  readonly kind: "function" | "procedure" | "aggregate" | "window";
  /** Types of the input arguments: "integer, public.mood". With schema and name it tells one routine from all others. */
  readonly types: string;
  /** All arguments with modes, names and defaults, as `pg_get_function_arguments` prints them. */
  readonly arguments: string;
  /** "integer", "TABLE(a integer)", "SETOF public.users"; null for procedures. */
  readonly returns: string | null;
  readonly language: string;
  readonly volatility: "immutable" | "stable" | "volatile";
  readonly strict: boolean;
  readonly securityDefiner: boolean;
  readonly leakproof: boolean;
  readonly parallel: "safe" | "restricted" | "unsafe";
  /** What it sets while it runs, "name=value", sorted. */
  readonly settings: readonly string[];
  /** SHA-256 of the body in UTF-8, hexadecimal: a body itself may hold a secret. */
  readonly digest: string;
  /** How many lines the body has. */
  readonly lines: number;
}

export interface Extension {
  readonly name: string;
  readonly schema: string;
  readonly version: string;
}

/** What a database holds, but for its rows. System schemas, temporary objects and members of extensions are left out. */
export interface Catalog {
  /** Sorted by schema and name, byte by byte. */
  readonly relations: readonly Relation[];
  readonly sequences: readonly Sequence[];
  /** Every type that a column of `relations` uses, directly or through another one, and every user-made type; also built-in arrays and ranges. */
  readonly types: readonly UserType[];
  readonly schemas: readonly Schema[];
  readonly extensions: readonly Extension[];
  /** Sorted by schema, name and types. */
  readonly routines: readonly Routine[];
  readonly largeObjects: number;
}
