import type { Catalog, Column, Relation, UserType } from "../model/catalog.ts";
import type { ColumnComparison, ColumnCoverage, Evidence, Facts, TableComparison } from "../model/evidence.ts";
import type { Migration } from "../model/history.ts";
import { match } from "./match.ts";

export function column(attnum: number, name: string, more: Partial<Column> = {}): Column {
  return {
    attnum,
    name,
    type: "text",
    typeOid: 25,
    typeModifier: -1,
    notNull: attnum === 1,
    default: null,
    generated: null,
    identity: null,
    collation: null,
    sequence: null,
    grants: null,
    ...more,
  };
}

/** A table `public.people` with the key `id` and a column `name`. */
export function table(more: Partial<Relation> = {}): Relation {
  return {
    oid: 100,
    schema: "public",
    name: "people",
    kind: "r",
    persistence: "permanent",
    owner: "owner",
    populated: true,
    partitionOf: null,
    partitionBound: null,
    partitionKey: null,
    inherits: [],
    rowSecurity: false,
    forceRowSecurity: false,
    grants: null,
    viewDefinition: null,
    viewStored: null,
    options: [],
    columns: [column(1, "id"), column(2, "name")],
    constraints: [],
    indexes: [
      {
        oid: 101,
        name: "people_pkey",
        unique: true,
        primary: true,
        valid: true,
        columns: [1],
        nullsNotDistinct: false,
        immediate: true,
        predicate: null,
        definition: "CREATE UNIQUE INDEX people_pkey ON public.people USING btree (id)",
      },
    ],
    policies: [],
    triggers: [],
    rules: [],
    ...more,
  };
}

export function catalog(relations: readonly Relation[], more: Partial<Catalog> = {}): Catalog {
  return {
    relations,
    sequences: [],
    types: [],
    schemas: [{ oid: 1, name: "public", owner: "owner", grants: null }],
    extensions: [],
    routines: [],
    largeObjects: 0,
    ...more,
  };
}

export function factsOf(of: Catalog, more: Partial<Facts> = {}): Facts {
  const fingerprints = Object.fromEntries(of.relations.map(({ oid }) => [oid, { rows: 3, columns: {}, whole: null }]));
  return { catalog: of, fingerprints, reaches: [], ledger: [], ...more };
}

export const candidate: Migration = {
  id: "0001_candidate",
  file: "drizzle/0001_candidate.sql",
  path: "/project/drizzle/0001_candidate.sql",
  sql: "",
  sha256: "b".repeat(64),
  when: 2000,
};

const recorded = { id: "1", sha256: "a".repeat(64), when: 1000, name: null };

/** Every column that the match asks about holds what it held, but for what `changed` says of it. */
function compared(before: Catalog, after: Catalog, changed: Changed): readonly TableComparison[] {
  return match(before, after).pairs.map(
    (pair): TableComparison => ({
      pair,
      rows: { before: 3, after: 3, lost: 0, ...changed.rows },
      lostExamples: [],
      shuffled: changed.shuffled ?? 0,
      repeated: changed.repeated ?? 0,
      columns: pair.columns.flatMap((asked) => {
        const all = [asked.survivor, asked.successor, ...asked.candidates].filter((attnum) => attnum !== null);
        const partners = all.length === 0 ? [null] : all;
        return partners.map(
          (attnum): ColumnComparison => ({
            before: asked.before,
            after: attnum,
            values: 3,
            distinct: 2,
            changed: attnum === null ? 3 : 0,
            nulled: attnum === null ? 3 : 0,
            filled: 0,
            converted: 0,
            castProblem: null,
            duplicateKeys: 0,
            examples: [],
            ...changed.columns?.[asked.before],
          }),
        );
      }),
    }),
  );
}

export interface Changed {
  readonly rows?: Partial<TableComparison["rows"]>;
  readonly shuffled?: number;
  readonly repeated?: number;
  /** By the old column's attnum. */
  readonly columns?: Readonly<Record<number, Partial<ColumnComparison>>>;
}

/** Evidence of a run in which `before` became `after`, and nothing else happened. */
export function evidence(
  before: Catalog,
  after: Catalog,
  changed: Changed = {},
  more: Partial<Evidence> = {},
): Evidence {
  return {
    history: {
      tool: "drizzle",
      layout: "journal",
      folder: "/project/drizzle",
      label: "drizzle",
      migrations: [candidate],
      findings: [],
    },
    split: { base: [], candidate: [candidate] },
    ledgerLocation: { schema: "drizzle", table: "__drizzle_migrations" },
    before: factsOf(before, { ledger: [recorded] }),
    after: factsOf(after, {
      ledger: [recorded, { id: "2", sha256: candidate.sha256, when: candidate.when, name: null }],
    }),
    matching: match(before, after),
    comparisons: compared(before, after, changed),
    failure: null,
    passage: { skipped: [], late: [] },
    overflow: null,
    effects: [],
    coverage: [],
    wishes: { source: "holdfast.config.ts", key: "seed" },
    secondRun: [],
    attempts: [],
    drops: [],
    guard: { setting: "none", permits: [] },
    rehearsal: null,
    approvals: [],
    declarations: [],
    measured: [],
    today: "2026-01-01",
    ...more,
  };
}

/** The enum status, without labels. */
export const userType = (more: Partial<UserType>): UserType => ({
  oid: 900,
  schema: "public",
  name: "status",
  kind: "enum",
  labels: [],
  attributes: [],
  base: null,
  baseType: null,
  baseModifier: -1,
  notNull: false,
  default: null,
  checks: [],
  ...more,
});

export const standing = catalog([table()]);
export const successor = table({ oid: 500, indexes: [] });
export const view = table({
  oid: 930,
  name: "names",
  kind: "v",
  viewDefinition: "SELECT id",
  viewStored: "a",
  indexes: [],
});

export function renamed(of: Relation, name: string): Relation {
  return { ...of, name };
}

/** The old table set aside, and another one with the same rows under its name. */
export function swapped(old: Relation, now: Partial<Relation>): Catalog {
  return catalog([renamed(old, "people_old"), { ...successor, ...now }]);
}

export const unharmed = evidence(standing, standing);

export const covered: ColumnCoverage = {
  schema: "public",
  table: "people",
  column: "name",
  rows: 3,
  nulls: 1,
  distinct: 2,
  covered: true,
  type: "text",
  required: false,
  witnesses: { placed: 0, refused: [] },
  note: false,
  missing: [],
  because: null,
};
export const failure = {
  sqlstate: "23502",
  message: "null value",
  detail: null,
  hint: null,
  schema: "public",
  table: "people",
  column: "name",
  constraint: null,
};
export const unique = {
  oid: 600,
  name: "people_name_key",
  kind: "unique",
  columns: [2],
  definition: "UNIQUE (name)",
  validated: true,
  deferrable: false,
  references: null,
  expression: null,
  stored: null,
} as const;
