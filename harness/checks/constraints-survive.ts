import type { Constraint, Relation } from "../model/catalog.ts";
import type { Evidence } from "../model/evidence.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { type Check, columnOf, heirs, type Judgement, nameOf, relationAfter } from "./check.ts";
import { type Guarded, guarded, placed, protection } from "./protection.ts";

/** What kept wrong rows out still does: keys, foreign keys and checks. Warnings, since no value is lost by it. */
export const constraintsSurvive: Check = (evidence) =>
  guarded(evidence)
    // A partition is held to what its root is held to.
    .filter(({ before }) => before.partitionOf === null)
    .flatMap((table) => [
      ...table.before.constraints.flatMap((constraint) => judge(evidence, table, constraint)),
      ...uniqueIndexes(table),
    ]);

function judge(evidence: Evidence, table: Guarded, before: Constraint): readonly Judgement[] {
  const { now } = table;
  const rivals = now.constraints.filter((other) => other.kind === before.kind);
  const stands =
    rivals.find((other) => other.oid === before.oid) ?? rivals.find((other) => alike(evidence, table, before, other));
  if (stands !== undefined) {
    return [
      ...validated(table, before, stands),
      ...nullsKeptApart(table, before, stands),
      ...leftBehind(evidence, table, stands),
    ];
  }
  // A column that is gone takes its constraints along; that it is gone is said already.
  if (before.columns.some((attnum) => table.columnNow(attnum) === undefined)) return [];
  const otherwise = rivals.find((other) => isNew(table, other) && covers(evidence, table, before, other));
  if (otherwise !== undefined) {
    return [
      protection(table, "constraint-changed", "warning", before.name, {
        message: `${before.name} on ${placed(table)} does something else when a row that it points at is deleted: ${before.definition} → ${otherwise.definition}.`,
        remedy: "Check that no rows are deleted, emptied or kept that are not meant to be.",
      }),
      ...validated(table, before, otherwise),
      ...leftBehind(evidence, table, otherwise),
    ];
  }
  const namesake = rivals.find((other) => other.name === before.name);
  if (namesake === undefined || isKey(before)) {
    return [
      protection(table, "constraint-lost", "warning", before.name, {
        message: `${placed(table)} lost ${before.name}: ${before.definition}.`,
        remedy: "Add it again, or make sure that something else keeps wrong rows out.",
      }),
    ];
  }
  // A new type rewrites the texts of the checks on its column.
  if (retyped(table, before)) return [];
  return [
    protection(table, "constraint-changed", "warning", before.name, {
      message: `${before.name} on ${placed(table)} asks for something else: ${before.definition} → ${namesake.definition}.`,
      remedy: "Check that it still keeps out what it is meant to keep out.",
    }),
  ];
}

function validated(table: Guarded, before: Constraint, stands: Constraint): readonly Judgement[] {
  if (isEnforced(before) && !isEnforced(stands)) {
    return [
      protection(table, "constraint-not-validated", "warning", before.name, {
        message: `${stands.name} on ${nameOf(table.now)} is NOT ENFORCED: no row is held to it.`,
        remedy: `Have it enforced again: ALTER TABLE ${qualified(table.now)} ALTER CONSTRAINT ${identifier(stands.name)} ENFORCED for a foreign key; a check is dropped and added again.`,
      }),
    ];
  }
  if (!before.validated || stands.validated) return [];
  return [
    protection(table, "constraint-not-validated", "warning", before.name, {
      message: `${stands.name} on ${nameOf(table.now)} is NOT VALID: old rows are not held to it.`,
      remedy: `ALTER TABLE ${qualified(table.now)} VALIDATE CONSTRAINT ${identifier(stands.name)}, in a later migration.`,
    }),
  ];
}

/** From PostgreSQL 18 on, a foreign key or a check may be no more than a remark. */
function isEnforced({ definition }: Constraint): boolean {
  return !definition.endsWith(" NOT ENFORCED");
}

/** From PostgreSQL 15 on, a unique constraint may take one NULL only. */
function nullsKeptApart(table: Guarded, before: Constraint, stands: Constraint): readonly Judgement[] {
  const takesOne = ({ definition }: Constraint) => definition.startsWith("UNIQUE NULLS NOT DISTINCT ");
  if (!takesOne(before) || takesOne(stands) || stands.kind !== "unique") return [];
  return [
    protection(table, "constraint-changed", "warning", before.name, {
      message: `${before.name} on ${placed(table)} takes any number of NULLs now: ${before.definition} → ${stands.definition}.`,
      remedy: "Add it again as UNIQUE NULLS NOT DISTINCT, or make sure that more than one NULL is meant.",
    }),
  ];
}

/** A foreign key follows the table that it points at when that is set aside, and not the one that takes its name. */
function leftBehind(evidence: Evidence, table: Guarded, { name, references }: Constraint): readonly Judgement[] {
  const pairs = evidence.matching?.pairs ?? [];
  const reader = pairs.find(({ role, before }) => role === "reader" && before === references?.relation);
  const target = reader === undefined ? undefined : relationAfter(evidence, reader.after);
  if (references === null || target === undefined || (target.kind !== "r" && target.kind !== "p")) return [];
  const aside = relationAfter(evidence, references.relation);
  return [
    protection(table, "constraint-changed", "warning", name, {
      message: `${name} on ${placed(table)} points at ${aside === undefined ? "the old table" : nameOf(aside)}, while ${nameOf(target)} is another table now: new rows there cannot be pointed at.`,
      remedy: `Drop it and add it again, so that it points at ${nameOf(target)}.`,
    }),
  ];
}

function isKey({ kind }: Constraint): boolean {
  return kind !== "check" && kind !== "exclusion";
}

function retyped({ before, columnNow }: Guarded, { columns }: Constraint): boolean {
  return columns.some((attnum) => columnOf(before, attnum)?.typeOid !== columnNow(attnum)?.typeOid);
}

/** A constraint made anew protects alike when it covers the same columns in the same way. */
function alike(evidence: Evidence, table: Guarded, before: Constraint, other: Constraint): boolean {
  if (!isKey(before)) {
    const rule = ({ definition }: Constraint) => definition.replace(/ NOT (VALID|ENFORCED)$/, "");
    const stored = table.now.oid === table.before.oid && before.stored !== null && before.stored === other.stored;
    return stored || rule(before) === rule(other);
  }
  return covers(evidence, table, before, other) && before.references?.onDelete === other.references?.onDelete;
}

/** A key over the same columns, and to the same table where it is a foreign one. */
function covers(evidence: Evidence, table: Guarded, before: Constraint, other: Constraint): boolean {
  const old = before.columns.map((attnum) => table.columnNow(attnum)?.name);
  const now = other.columns.map((attnum) => columnName(table.now, attnum));
  if (!isKey(before) || old.join("\0") !== now.join("\0")) return false;
  if (before.references === null || other.references === null) return true;
  return heirs(evidence, before.references.relation).includes(other.references.relation);
}

function isNew({ before }: Guarded, { oid }: Constraint): boolean {
  return before.constraints.every((known) => known.oid !== oid);
}

function columnName(relation: Relation, attnum: number): string | undefined {
  return relation.columns.find((column) => column.attnum === attnum)?.name;
}

/** Unique indexes that are no constraint, partial and expression ones among them, keep duplicates out just as well. */
function uniqueIndexes(table: Guarded): readonly Judgement[] {
  const constrained = new Set(table.before.constraints.map((constraint) => constraint.name));
  const shape = (definition: string) => definition.slice(definition.indexOf(" USING "));
  return table.before.indexes
    .filter((index) => index.unique && !constrained.has(index.name))
    .filter(
      (index) =>
        !table.now.indexes.some(
          (now) =>
            now.oid === index.oid || (now.unique && now.valid && shape(now.definition) === shape(index.definition)),
        ),
    )
    .filter((index) => index.columns.every((attnum) => attnum === 0 || table.columnNow(attnum) !== undefined))
    .map((index) =>
      protection(table, "constraint-lost", "warning", index.name, {
        message: `${placed(table)} lost the unique index ${index.name}: ${index.definition}.`,
        remedy: "Create it again, or make sure that something else keeps duplicates out.",
      }),
    );
}
