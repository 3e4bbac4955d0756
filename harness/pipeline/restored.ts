import { holdsRows } from "../checks/index.ts";
import type { Catalog, Oid, Relation } from "../model/catalog.ts";
import type { Unrestored } from "../model/database.ts";
import type { Facts, RestoreDifference, TableComparison } from "../model/evidence.ts";
import type { GuardRead } from "../model/guard.ts";
import type { SchemaDifference } from "../model/schema.ts";
import { compareSchemas, flatten, nameOf, wholes } from "../schema/index.ts";
import { shownName } from "../sql/quote.ts";
import { count } from "../text/count.ts";
import { factsOf } from "./replayed/fact-words.ts";

/** One side of a rehearsal. */
export interface Stood {
  readonly facts: Facts;
  /** A digest of what each large object holds. */
  readonly largeObjects: ReadonlyMap<Oid, string>;
  readonly guard: GuardRead;
}

/** All that a restore did not bring back as it was, in no order of weight. */
export function restoreDifferences(
  before: Stood,
  restored: Stood,
  comparisons: readonly TableComparison[],
  refused: readonly Unrestored[],
): readonly RestoreDifference[] {
  const [old, now] = [before.facts.catalog, restored.facts.catalog];
  return [
    ...refused.map(({ object, message }) => ({ object, what: `pg_restore is refused: ${message}` })),
    ...schemaDifferences(old, now),
    ...paired(old.relations, now.relations).flatMap(([one, other]) => relationDifferences(one, other)),
    ...paired(old.sequences, now.sequences)
      .filter(([one, other]) => one.next !== other.next)
      .map(([one]) => ({ object: shown(one), what: "the sequence goes on elsewhere" })),
    ...comparisons.flatMap((comparison) => rowDifferences(old, comparison)),
    ...ledgerDifferences(before.facts, restored.facts),
    ...largeObjectDifferences(before.largeObjects, restored.largeObjects),
    ...guardDifferences(before.guard, restored.guard),
  ];
}

type Named = Pick<Relation, "schema" | "name">;

function shown({ schema, name }: Named): string {
  return shownName(schema, name);
}

function paired<One extends Named>(before: readonly One[], now: readonly One[]): readonly (readonly [One, One])[] {
  const byName = new Map(now.map((one) => [shown(one), one]));
  return before.flatMap((one) => {
    const other = byName.get(shown(one));
    return other === undefined ? [] : [[one, other] as const];
  });
}

function schemaDifferences(before: Catalog, now: Catalog): readonly RestoreDifference[] {
  // Both are on one server, and belong to one role.
  const options = { postgres: 0, owner: null, leaveOut: () => false };
  const real = compareSchemas(flatten(now, options), flatten(before, options))
    // Every new database has it; that somebody dropped it is in no dump.
    .filter(({ object, side }) => !(object.kind === "schema" && object.name === "public" && side === "only-live"));
  return wholes(real).map(({ whole }) => ({ object: nameOf(whole.object), what: schemaWords(whole) }));
}

function schemaWords({ object, side, facts }: SchemaDifference): string {
  if (side === "only-history") return `the ${object.kind} is not restored`;
  if (side === "only-live") return `the ${object.kind} is there only after the restore`;
  return `${object.kind}: ${factsOf({ facts }, ["after the restore", "before"])}`;
}

function relationDifferences(before: Relation, now: Relation): readonly RestoreDifference[] {
  const object = shown(before);
  const differing = [
    ...(before.owner === now.owner ? [] : [`it belongs to ${now.owner} after the restore, ${before.owner} before`]),
    ...(grantsOf(before) === grantsOf(now) ? [] : ["its grants are others after the restore"]),
    ...(before.populated === now.populated ? [] : ["the materialized view is not filled as it was"]),
  ];
  return differing.map((what) => ({ object, what }));
}

/** Rights written out that everybody has by default are not dumped. */
function grantsOf({ owner, grants, columns }: Relation): string {
  const own = [`${owner}=arwdDxtm/${owner}`, `${owner}=arwdDxt/${owner}`, `${owner}=rwU/${owner}`];
  const whole = grants?.length === 1 && own.includes(grants[0] ?? "") ? null : grants;
  return JSON.stringify([whole, columns.map(({ name, grants: granted }) => [name, granted])]);
}

function rowDifferences(catalog: Catalog, comparison: TableComparison): readonly RestoreDifference[] {
  const { pair, rows, shuffled, repeated, columns } = comparison;
  const table = catalog.relations.find(({ oid }) => oid === pair.before);
  if (table === undefined) return [];
  const object = shown(table);
  const added = rows.after - (rows.before - rows.lost);
  const ofRows = [
    ...(rows.lost === 0 ? [] : [`${count(rows.lost, "row")} of ${rows.before} did not come back`]),
    ...(added === 0 && repeated === 0 ? [] : [`${count(Math.max(added, repeated), "row")} more came back`]),
    ...(shuffled === 0 ? [] : [`${count(shuffled, "row")} came back otherwise`]),
  ];
  return [
    ...ofRows.map((what) => ({ object, what })),
    ...columns.flatMap(({ before, changed, filled, converted, values }) => {
      const others = changed + filled + converted;
      const name = table.columns.find(({ attnum }) => attnum === before)?.name ?? "";
      if (others === 0) return [];
      return [
        { object: `${object}.${shownName(name)}`, what: `${others} of ${count(values, "value")} came back otherwise` },
      ];
    }),
  ];
}

function ledgerDifferences(before: Facts, restored: Facts): readonly RestoreDifference[] {
  if (JSON.stringify(before.ledger) === JSON.stringify(restored.ledger)) return [];
  return [
    {
      object: "the ledger",
      what: `${before.ledger.length} rows before, and ${restored.ledger.length} or others after`,
    },
  ];
}

function largeObjectDifferences(
  before: ReadonlyMap<Oid, string>,
  restored: ReadonlyMap<Oid, string>,
): readonly RestoreDifference[] {
  return [...new Set([...before.keys(), ...restored.keys()])]
    .filter((oid) => before.get(oid) !== restored.get(oid))
    .map((oid) => ({ object: `large object ${oid}`, what: "its bytes are others after the restore" }));
}

/** Without a guard on either side there are only tables, which are compared as such. */
function guardDifferences(before: GuardRead, restored: GuardRead): readonly RestoreDifference[] {
  if (before.version === null && restored.version === null) return [];
  const parts = Object.keys(before) as readonly (keyof GuardRead)[];
  return parts
    .filter((part) => JSON.stringify(before[part]) !== JSON.stringify(restored[part]))
    .map((part) => ({ object: "the guard", what: `what holds for ${part} is otherwise after the restore` }));
}

/** How many tables and rows a dump has to bring back, but for the ledger's. */
export function extent({ catalog, fingerprints }: Facts): { readonly tables: number; readonly rows: number } {
  const tables = catalog.relations.filter(holdsRows);
  return { tables: tables.length, rows: tables.reduce((sum, { oid }) => sum + (fingerprints[oid]?.rows ?? 0), 0) };
}
