import type { Relation } from "../model/catalog.ts";
import type { CodeIn } from "../model/codes.ts";
import type { Evidence, TableComparison } from "../model/evidence.ts";
import {
  byApproval,
  type Check,
  count,
  heirs,
  type Judgement,
  nameOf,
  relationAfter,
  relationBefore,
  standsNow,
} from "./check.ts";
import { outcomes, type TableOutcome } from "./outcomes.ts";

/** Every table, and every row of it, is still there. */
export const tablesSurvive: Check = (evidence) => [
  ...outcomes(evidence).flatMap((table) => [
    ...tableLost(evidence, table),
    ...rowsLost(evidence, table),
    ...shuffled(table),
    ...multiplied(table),
    ...childrenGone(evidence, table),
  ]),
  ...evidence.comparisons
    .filter((comparison) => comparison.pair.role === "reader")
    .flatMap((c) => nameReused(evidence, c)),
];

function tableLost(evidence: Evidence, { before, now }: TableOutcome): readonly Judgement[] {
  if (now !== null) return [];
  const rows = evidence.before.fingerprints[before.oid]?.rows ?? 0;
  return [
    judgement(before, "survival/table-lost", {
      message: `${nameOf(before)} is gone, with ${count(rows, "row")}.`,
      remedy: `Keep the table, or move its rows first and drop it in a later migration; if the loss is meant, approve it ${byApproval(evidence)}.`,
    }),
  ];
}

function rowsLost(evidence: Evidence, { before, now, comparison }: TableOutcome): readonly Judgement[] {
  if (comparison === null || comparison.rows.lost === 0) return [];
  const { rows } = comparison;
  const detached = detachedPartitions(evidence, before, now);
  if (detached.length > 0) {
    return [
      judgement(before, "survival/rows-detached", {
        message: `${nameOf(before)} lost ${rows.lost} of ${count(rows.before, "row")}: ${detached.join(", ")} no longer belongs to it. The rows still stand there, but nobody who reads ${nameOf(before)} sees them.`,
        remedy: `Keep the partition attached; if the rows are meant to leave the table, approve the loss ${byApproval(evidence)}.`,
      }),
    ];
  }
  return [
    judgement(before, "survival/rows-lost", {
      message: `${nameOf(before)} lost ${rows.lost} of ${count(rows.before, "row")}${examples(comparison)}.`,
      remedy: `Find the statement that removes them: a DELETE, a TRUNCATE, a cascade from another table, or a rebuild that does not copy all rows; if they are meant to go, approve the loss ${byApproval(evidence)}.`,
    }),
  ];
}

function examples({ lostExamples }: TableComparison): string {
  const shown = lostExamples.slice(0, 3).map((key) =>
    Object.entries(key)
      .map(([column, value]) => (column === "row" ? `${value}` : `${column} ${value ?? "NULL"}`))
      .join(", "),
  );
  return shown.length === 0 ? "" : ` (for example ${shown.join("; ")})`;
}

function shuffled({ before, comparison }: TableOutcome): readonly Judgement[] {
  if (comparison === null || comparison.shuffled === 0) return [];
  return [
    judgement(before, "survival/rows-altered", {
      message: `${count(comparison.shuffled, "row")} of ${nameOf(before)} ${comparison.shuffled === 1 ? "is" : "are"} no longer there as they were: values moved between rows. The table has no key by which single rows could be followed.`,
      remedy: "Check which statement rewrites the rows; a primary key would let holdfast name the column.",
    }),
  ];
}

/** A join that finds more than one partner, or an INSERT … SELECT of the table into itself. */
function multiplied({ before, comparison }: TableOutcome): readonly Judgement[] {
  if (comparison === null || comparison.repeated === 0) return [];
  const { finding, relation } = judgement(before, "survival/rows-multiplied", {
    message: `${nameOf(before)} holds ${count(comparison.repeated, "row")} that ${comparison.repeated === 1 ? "repeats" : "repeat"} another: ${comparison.rows.before} before, ${comparison.rows.after} now.`,
    remedy: "Check the join or the INSERT that copies the rows: each old row should come out once.",
  });
  return [{ finding: { ...finding, severity: "warning" }, relation }];
}

/** Who reads a table reads the tables that inherit from it; one that no longer does takes its rows along. */
function childrenGone(evidence: Evidence, { before, now }: TableOutcome): readonly Judgement[] {
  if (now === null) return [];
  return evidence.before.catalog.relations
    .filter((child) => child.inherits.includes(before.oid))
    .flatMap((child) => {
      const rows = evidence.before.fingerprints[child.oid]?.rows ?? 0;
      const stands = standsNow(evidence, child.oid);
      const parents = heirs(evidence, before.oid);
      if (rows === 0 || stands === undefined || above(evidence, stands).some((oid) => parents.includes(oid))) return [];
      return [
        judgement(before, "survival/rows-detached", {
          message: `${nameOf(before)} lost ${count(rows, "row")}: ${nameOf(child)} no longer inherits from it. The rows still stand there, but nobody who reads ${nameOf(before)} sees them.`,
          remedy: `Let the table inherit again; if the rows are meant to leave, approve the loss ${byApproval(evidence)}.`,
        }),
      ];
    });
}

/** Everything that shows a table's rows as its own, by inheritance or as partitions. */
function above(evidence: Evidence, relation: Relation): readonly number[] {
  const direct = [...relation.inherits, ...(relation.partitionOf === null ? [] : [relation.partitionOf])];
  return direct.flatMap((oid) => {
    const parent = relationAfter(evidence, oid);
    return parent === undefined ? [] : [oid, ...above(evidence, parent)];
  });
}

function nameReused(evidence: Evidence, comparison: TableComparison): readonly Judgement[] {
  const before = relationBefore(evidence, comparison.pair.before);
  const reader = relationAfter(evidence, comparison.pair.after);
  const survivor = relationAfter(evidence, comparison.pair.before);
  if (before === undefined || reader === undefined || survivor === undefined) return [];
  const asked = comparison.pair.columns.filter((match) => match.successor !== null);
  // What is gone from the old table, too, is a finding about that column.
  const missing = before.columns
    .filter(({ attnum }) => survivor.columns.some((column) => column.attnum === attnum))
    .filter(({ attnum }) =>
      comparison.pair.columns.some((match) => match.before === attnum && match.successor === null),
    )
    .map(({ name }) => name);
  const differing = comparison.columns.filter((column) => column.after !== null && column.changed > 0);
  const same = comparison.rows.lost === 0 && comparison.shuffled === 0 && differing.length === 0;
  if (asked.length > 0 && missing.length === 0 && same) return [];
  return [
    judgement(before, "survival/name-reused", {
      message: `The name ${nameOf(before)} now belongs to another ${reader.kind === "v" ? "view" : "table"}, which gives ${comparison.rows.after} of ${count(comparison.rows.before, "row")}${comparison.rows.lost > 0 ? ` (${comparison.rows.lost} missing)` : ""}${missing.length > 0 ? ` without ${missing.join(", ")}` : ""}; the old rows live on as ${nameOf(survivor)}, where nobody who reads the old name sees them.`,
      remedy: "Copy the rows into the new table, or put a view with the old rows in the old name's place.",
    }),
  ];
}

/** Partitions that held the tree's rows before and live on outside it. */
function detachedPartitions(evidence: Evidence, before: Relation, now: Relation | null): readonly string[] {
  const old = evidence.before.catalog.relations;
  const current = evidence.after?.catalog.relations ?? [];
  const below = (relations: readonly Relation[], root: number): readonly Relation[] =>
    relations
      .filter((relation) => relation.partitionOf === root)
      .flatMap((relation) => [relation, ...below(relations, relation.oid)]);
  const still = new Set(now === null ? [] : below(current, now.oid).map((relation) => relation.oid));
  return below(old, before.oid)
    .filter((partition) => current.some((relation) => relation.oid === partition.oid) && !still.has(partition.oid))
    .map(nameOf);
}

function judgement(table: Relation, code: CodeIn<"survival">, words: { message: string; remedy: string }): Judgement {
  return {
    finding: { code, severity: "error", object: nameOf(table), ...words },
    relation: table.oid,
  };
}
