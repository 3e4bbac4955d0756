import type { Column } from "../model/catalog.ts";
import type { Finding } from "../model/finding.ts";
import { identifier } from "../sql/quote.ts";
import { type Check, columnOf, nameOf } from "./check.ts";
import { outcomes, type TableOutcome } from "./outcomes.ts";

/**
 * A column that is computed as it is read is computed as before. It holds nothing that could be lost, and reading it may
 * fail for a row, so that its expression is compared, not its values.
 */
export const virtualColumnsSurvive: Check = (evidence) =>
  outcomes(evidence).flatMap((table) =>
    table.before.columns.flatMap((column) => {
      const words = column.generated === "virtual" ? judge(table, column) : null;
      if (words === null) return [];
      const finding: Finding = {
        code: "survival/generation-changed",
        severity: "warning",
        object: `${nameOf(table.before)}.${column.name}`,
        ...words,
      };
      return [{ finding, relation: table.before.oid }];
    }),
  );

function judge(table: TableOutcome, column: Column): Pick<Finding, "message" | "remedy"> | null {
  const { before, now } = table;
  if (now === null) return null;
  const current =
    (now.oid === before.oid ? columnOf(now, column.attnum) : undefined) ??
    now.columns.find(({ name }) => name === column.name);
  if (current === undefined) {
    return { message: "The generated column is gone.", remedy: "Check that nobody reads it any more." };
  }
  const remedy = "Check that its readers expect the new expression.";
  if (current.generated === null) {
    return { message: `The generated column is computed no more; it was ${column.default}.`, remedy };
  }
  const names = new Map(table.columns.map(({ column, now }) => [column, now ?? column]));
  if (spelled(column.default ?? "", names) === spelled(current.default ?? "", new Map())) return null;
  return { message: `The generated column is computed otherwise: ${column.default} → ${current.default}.`, remedy };
}

/** An expression in which every column has the name that `names` gives it, and every name stands in quotes. */
function spelled(expression: string, names: ReadonlyMap<string, string>): string {
  const words = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/gu;
  return expression.replaceAll(words, (word) => {
    if (word.startsWith("'")) return word;
    const name = word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word;
    return identifier(names.get(name) ?? name);
  });
}
