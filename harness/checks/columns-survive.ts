import type { Trigger } from "../model/catalog.ts";
import type { Example } from "../model/evidence.ts";
import type { Finding, Severity } from "../model/finding.ts";
import { qualified } from "../sql/quote.ts";
import { spokenKey, spokenValue } from "../text/key.ts";
import { literally } from "../text/literally.ts";
import { byApproval, type Check, columnOf, count, type Judgement, nameOf } from "./check.ts";
import { type ColumnOutcome, outcomes, type TableOutcome } from "./outcomes.ts";

/** Every column still gives every row the value that it gave before. */
export const columnsSurvive: Check = (evidence) => {
  const approval = byApproval(evidence);
  return outcomes(evidence).flatMap((table) => table.columns.flatMap((column) => judge(table, column, approval)));
};

function judge(table: TableOutcome, column: ColumnOutcome, approval: string): readonly Judgement[] {
  const found = [...main(table, column, approval), ...reused(table, column), ...duplicateKeys(column)];
  return found.map((finding) => ({
    finding: { ...finding, object: `${nameOf(table.before)}.${column.column}` },
    relation: table.before.oid,
  }));
}

type Words = Omit<Finding, "object">;

function main(table: TableOutcome, column: ColumnOutcome, approval: string): readonly Words[] {
  if (column.derived) return derived(column);
  if (column.outcome === "lost")
    return [column.values === 0 ? lostEmpty(column, approval) : lost(table, column, approval)];
  if (column.outcome === "altered") return [altered(table, column, approval)];
  if (column.outcome === "filled") return [filled(column)];
  return [];
}

function lost(table: TableOutcome, column: ColumnOutcome, approval: string): Words {
  const readded = column.comparison.after !== null;
  const how = readded
    ? `${column.lost} of ${count(column.values, "value")} lost: the column was dropped and made again`
    : `${count(column.values, "value")} lost: the column is gone`;
  return {
    code: "survival/column-lost",
    severity: "error",
    message: `${how}${shown(column.comparison.examples)}.`,
    remedy: readded
      ? "Do not drop what you re-create: take the DROP COLUMN out of the migration, or rename the column (ALTER TABLE … RENAME COLUMN)."
      : `If this was a rename, write ALTER TABLE ${qualified(table.before)} RENAME COLUMN; else copy the values first and drop the column in a later migration, or approve the loss ${approval}.`,
  };
}

function lostEmpty(column: ColumnOutcome, approval: string): Words {
  return {
    code: "survival/column-lost",
    severity: "error",
    message: `The column ${column.column} is gone; no row held a value in it, so what production would lose is not known.`,
    remedy: `Keep the column, or approve the loss ${approval}.`,
  };
}

function altered(table: TableOutcome, column: ColumnOutcome, approval: string): Words {
  const { comparison } = column;
  const retyped =
    columnOf(table.before, comparison.before)?.type !== columnOf(table.now ?? undefined, comparison.after)?.type;
  const types = `${columnOf(table.before, comparison.before)?.type} → ${columnOf(table.now ?? undefined, comparison.after)?.type}`;
  const trigger = writer(table, column);
  const by = trigger === null ? "" : ` The trigger ${trigger.name} writes this column.`;
  if (retyped && comparison.castProblem !== null) {
    return {
      code: "survival/conversion-unproven",
      severity: "error",
      message: `${types}: for ${column.lost} of ${count(column.values, "value")} it is not shown that nothing was lost (${comparison.castProblem})${shown(comparison.examples)}.${by}`,
      remedy: `Keep the old column until the new one is proven, or approve the change ${approval}.`,
    };
  }
  return {
    code: "survival/values-altered",
    severity: "error",
    message: `${retyped ? `${types} changed` : "Changed"} ${column.lost} of ${count(column.values, "value")}${shown(comparison.examples)}.${by}`,
    remedy: retyped
      ? "Choose a type that holds every value, or write the new values into a new column and keep the old one."
      : "Take the statement that rewrites the values out of the migration, or write the result into a new column.",
  };
}

function filled(column: ColumnOutcome): Words {
  return {
    code: "survival/values-filled",
    severity: "warning",
    message: `${count(column.comparison.filled, "NULL")} became a value.`,
    remedy: 'Check that nobody tells "unknown" from the new value; NULLs cannot be told apart again.',
  };
}

/** A column that Postgres computes loses nothing of its own; that it is computed otherwise is worth a look. */
function derived(column: ColumnOutcome): readonly Words[] {
  if (column.comparison.changed === 0 && column.comparison.filled === 0) return [];
  return [
    {
      code: "survival/generation-changed",
      severity: "warning",
      message: `The generated column gives other values in ${count(column.comparison.changed + column.comparison.filled, "row")}${shown(column.comparison.examples)}.`,
      remedy: "Check that its readers expect the new expression.",
    },
  ];
}

function reused(table: TableOutcome, column: ColumnOutcome): readonly Words[] {
  if (column.reused === null) return [];
  const { comparison, exchange } = column.reused;
  const severity: Severity = exchange ? "warning" : "error";
  return [
    {
      code: "survival/name-reused",
      severity,
      message: `The name ${column.column} now belongs to another column of ${nameOf(table.now ?? table.before)}, which gives ${count(comparison.changed + comparison.filled, "row")} another value${shown(comparison.examples)}; the old values live on as ${column.now}.`,
      remedy: exchange
        ? "Two columns exchanged their names: make sure that every reader is deployed together with this."
        : "Give the new column a name of its own, so that old readers fail loudly instead of reading wrong values.",
    },
  ];
}

function duplicateKeys(column: ColumnOutcome): readonly Words[] {
  if (column.comparison.duplicateKeys === 0) return [];
  return [
    {
      code: "survival/duplicate-keys-lost",
      severity: "warning",
      message: `json → jsonb dropped duplicate keys in ${count(column.comparison.duplicateKeys, "value")}.`,
      remedy: "Check that no reader relies on the dropped duplicates; jsonb keeps the last one.",
    },
  ];
}

/** An enabled BEFORE UPDATE row trigger whose function assigns the column. */
function writer({ before }: TableOutcome, column: ColumnOutcome): Trigger | null {
  const [row, beforeEvent, update] = [1, 2, 16];
  const assigns = new RegExp(`\\bnew\\s*\\.\\s*"?${literally(column.column)}"?\\s*:?=`, "i");
  const fires = (trigger: Trigger) => (trigger.type & (row | beforeEvent | update)) === (row | beforeEvent | update);
  return before.triggers.find((t) => t.enabled !== "disabled" && fires(t) && assigns.test(t.source)) ?? null;
}

/** " (id 17: Ann → NULL)", for the first example. */
function shown(examples: readonly Example[]): string {
  const [first] = examples;
  if (first === undefined) return "";
  const key = spokenKey(first.key);
  return ` (${key === "" ? "" : `${key}: `}${spokenValue(first.before)} → ${spokenValue(first.after)})`;
}
