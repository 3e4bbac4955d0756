import type { ColumnCoverage, Evidence, StatementEffect } from "../model/evidence.ts";
import { type Check, count, type Judgement, placeOf } from "./check.ts";
import { holdsRows } from "./identity.ts";

/** Every column held rows that could have shown a loss; a DELETE or UPDATE found rows to touch. */
export const coverageSuffices: Check = (evidence) => [
  ...nothing(evidence),
  ...columns(evidence),
  ...statements(evidence),
];

/** Where no table stands yet, nothing can be lost; and nothing was shown either. */
function nothing({ before, split }: Parameters<Check>[0]): readonly Judgement[] {
  if (before.catalog.relations.some(holdsRows)) return [];
  return [
    finding("error", "coverage/nothing-to-lose", split.candidate[0]?.id ?? "", {
      message:
        "No table stands before the candidate, so there was nothing that it could have lost, and nothing is proven.",
      remedy: "Choose a later candidate (--candidate ID); for a first migration, there is nothing to verify yet.",
    }),
  ];
}

function columns({ coverage }: Parameters<Check>[0]): readonly Judgement[] {
  const empty = new Map(coverage.filter((column) => column.rows === 0).map((column) => [tableOf(column), column]));
  const perTable = [...empty].map(([table, { note, because }]) =>
    finding(note ? "note" : "error", "coverage/table-empty", table, {
      message: `No row could be placed, so nothing about this table is proven${because === null ? "" : ` (${because})`}.`,
      remedy: "Give a seed set with rows that the table accepts.",
    }),
  );
  const perColumn = coverage
    .filter((column) => !column.covered && !column.note && !empty.has(tableOf(column)))
    .map((column) =>
      finding("error", "coverage/column", `${tableOf(column)}.${column.column}`, {
        message: `Not covered: ${column.missing.join("; ")}${column.because === null ? "" : ` (${column.because})`}.`,
        remedy: "Give a seed set with such values for this column.",
      }),
    );
  return [...perTable, ...perColumn];
}

function tableOf({ schema, table }: ColumnCoverage): string {
  return `${schema}.${table}`;
}

function statements(evidence: Evidence): readonly Judgement[] {
  return evidence.effects.flatMap((effect) => {
    if (effect.rows === 0)
      return [idle(effect, "without-rows", "touched no row, so what it does to data is not shown")];
    if (!isIdle(evidence, effect)) return [];
    return [
      idle(
        effect,
        "without-effect",
        `touched ${count(effect.rows, "row")} and changed no value, so what it does to data is not shown`,
      ),
    ];
  });
}

/** An UPDATE that left every value of its table as it was, and had no new column to fill. */
function isIdle({ before, comparisons, matching }: Evidence, { change, schema, table }: StatementEffect): boolean {
  const named = before.catalog.relations.filter(
    (old) => old.name === table && (schema === null || old.schema === schema),
  );
  const [relation] = named;
  if (change !== "update" || named.length !== 1 || relation === undefined) return false;
  if (matching?.added.columns.some((column) => column.relation === relation.oid)) return false;
  const compared = comparisons.find(({ pair }) => pair.before === relation.oid && pair.role === "survivor");
  if (compared === undefined || compared.rows.lost + compared.shuffled > 0) return false;
  return compared.columns.every(({ changed, filled, converted }) => changed + filled + converted === 0);
}

function idle({ statement, change }: StatementEffect, what: string, words: string): Judgement {
  return {
    finding: {
      code: `coverage/statement-${what}`,
      severity: "warning",
      object: statement.migration,
      message: `This ${change.toUpperCase()} ${words}.`,
      at: placeOf(statement),
      remedy: "Give a seed set with rows that it is meant for.",
    },
    relation: null,
  };
}

function finding(
  severity: "error" | "note",
  code: string,
  object: string,
  words: { message: string; remedy: string },
): Judgement {
  return { finding: { code, severity, object, ...words }, relation: null };
}
