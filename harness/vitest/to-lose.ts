import type { Report, ReportedColumn } from "../model/report.ts";
import { count } from "../text/count.ts";
import { type Found, find, unusable } from "./lookup.ts";
import { describe, nameOf, type Outcome, tell } from "./words.ts";

/** How much must be lost, exactly: values other than NULL of a column, or rows of a table. */
export interface Loss {
  readonly values?: number;
  readonly rows?: number;
}

/** What a found object lost. */
interface Lost {
  readonly any: boolean;
  readonly number: number;
  readonly of: string;
}

/**
 * A column lost values, or a table rows. What stood in lost rows is lost to each of their columns too, while `values`
 * counts over the rows that live on.
 *
 * @throws {HarnessError} kind "input": an unknown object, or a count that does not fit it.
 */
export function toLose(report: Report, object: string, loss: Loss, isNot: boolean): Outcome {
  const found = find(report, object);
  const wanted = wantedCount(found, loss, isNot);
  const lost = found.column === null ? lostRows(found) : lostValues(found, found.column);
  const pass = lost.any && (wanted === null || wanted === lost.number);
  const is = lost.any ? `lost ${lost.number} of ${lost.of}` : `lost nothing of ${lost.of}`;
  const wish = pass ? "it was not to lose any" : `it was to lose ${wanted === null ? "some" : `exactly ${wanted}`}`;
  return { pass, message: () => tell(`${nameOf(found)} ${is}; ${wish}.`, describe(report, found)) };
}

function lostRows({ table }: Found): Lost {
  return {
    any: table.rows.lost > 0 || table.now === null,
    number: table.rows.lost,
    of: count(table.rows.before, "row"),
  };
}

function lostValues(found: Found, column: ReportedColumn): Lost {
  const any = losesValues(column) || found.table.rows.lost > 0;
  return { any, number: column.lost, of: count(column.values, "value") };
}

/** An approved loss is still one. */
function losesValues({ outcome, now, lost }: ReportedColumn): boolean {
  return outcome === "lost" || outcome === "altered" || (outcome === "approved" && (lost > 0 || now === null));
}

function wantedCount(found: Found, { values, rows }: Loss, isNot: boolean): number | null {
  const [fitting, other] = found.column === null ? [rows, values] : [values, rows];
  if (other !== undefined) {
    const words = found.column === null ? "is a table, which loses rows" : "is a column, which loses values";
    throw unusable(
      "input/wrong-count",
      `${nameOf(found)} ${words}.`,
      found.column === null ? "Give { rows: n }." : "Give { values: n }.",
    );
  }
  if (fitting === undefined) return null;
  if (!isNot) return fitting;
  // Behind .not, a count would let every other number of lost values pass.
  throw unusable("input/count-behind-not", ".not.toLose takes no count.", "Leave the count out, or leave .not out.");
}
