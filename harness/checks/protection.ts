import type { Column, Relation } from "../model/catalog.ts";
import type { NameIn } from "../model/codes.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Finding, Severity } from "../model/finding.ts";
import { columnOf, type Judgement, nameOf, relationAfter, relationBefore } from "./check.ts";
import { outcomes } from "./outcomes.ts";

/** An old table with a relation that must protect what it protected: the one that holds its rows, or that answers to its name. */
export interface Guarded {
  readonly before: Relation;
  readonly now: Relation;
  /** The column of `now` that stands for an old column; undefined where none does. */
  columnNow(attnum: number): Column | undefined;
}

/**
 * Tables whose protection is judged, partitions among them: those that still stand, as tables. A lost one is
 * a finding already. A table that was set aside is judged itself, and so is the one that took its name.
 */
export function guarded(evidence: Evidence): readonly Guarded[] {
  return standing(evidence).filter(({ now }) => now.kind === "r" || now.kind === "p");
}

/** Views that took a table's name: what they read is protected for their owner, not for who reads them. */
export function viewsInPlace(evidence: Evidence): readonly Guarded[] {
  return standing(evidence).filter(({ now }) => now.kind === "v" || now.kind === "m");
}

function standing(evidence: Evidence): readonly Guarded[] {
  const names = new Map(
    outcomes(evidence).map((table) => [table.before.oid, new Map(table.columns.map((c) => [c.attnum, c.now]))]),
  );
  const pairs = (evidence.matching?.pairs ?? []).flatMap((pair): readonly Guarded[] => {
    const before = relationBefore(evidence, pair.before);
    const now = relationAfter(evidence, pair.after);
    if (before === undefined || now === undefined) return [];
    // Who reads the old name asks for the old names of the columns, too.
    const nameNow = (attnum: number) =>
      pair.role === "reader" ? columnOf(before, attnum)?.name : names.get(before.oid)?.get(attnum);
    return [{ before, now, columnNow: (attnum) => byName(now, nameNow(attnum)) }];
  });
  return [...pairs, ...partitions(evidence)];
}

/** Every view, and what stands for it now: a view made again under its name, or a table that took it. */
export function views(evidence: Evidence): readonly Guarded[] {
  return followed(evidence, ({ kind }) => kind === "v" || kind === "m");
}

/** Rows are judged at the root of their tree; what protects a partition from those who read it itself is its own. */
function partitions(evidence: Evidence): readonly Guarded[] {
  return followed(evidence, ({ kind, partitionOf }) => partitionOf !== null && (kind === "r" || kind === "p"));
}

function followed(evidence: Evidence, which: (relation: Relation) => boolean): readonly Guarded[] {
  return evidence.before.catalog.relations.filter(which).flatMap((before): readonly Guarded[] => {
    const now = relationNow(evidence, before);
    if (now === undefined) return [];
    const columnNow = (attnum: number) =>
      now.oid === before.oid ? columnOf(now, attnum) : byName(now, columnOf(before, attnum)?.name);
    return [{ before, now, columnNow }];
  });
}

/** A relation by its identity, else what bears its name. */
export function relationNow(evidence: Evidence, before: Relation): Relation | undefined {
  return (
    relationAfter(evidence, before.oid) ??
    evidence.after?.catalog.relations.find((relation) => nameOf(relation) === nameOf(before))
  );
}

function byName(relation: Relation, name: string | null | undefined): Column | undefined {
  return relation.columns.find((column) => column.name === name);
}

/** "public.people", and where it differs, what holds the rows or the name now. */
export function placed({ before, now }: Pick<Guarded, "before" | "now">): string {
  return nameOf(before) === nameOf(now) ? nameOf(before) : `${nameOf(before)} (now ${nameOf(now)})`;
}

export function protection(
  { before }: Pick<Guarded, "before">,
  code: NameIn<"protection">,
  severity: Severity,
  object: string | null,
  words: Pick<Finding, "message" | "remedy">,
): Judgement {
  const name = object === null ? nameOf(before) : `${nameOf(before)}.${object}`;
  return {
    finding: { code: `protection/${code}`, severity, object: name, ...words },
    relation: before.oid,
  };
}

/** Follows an object by identity, else by its name: what was dropped and made again under its name is the same to its users. */
export function counterpart<Item extends { readonly oid: number; readonly name: string }>(
  item: Item,
  now: readonly Item[],
): Item | undefined {
  return now.find((other) => other.oid === item.oid) ?? now.find((other) => other.name === item.name);
}
