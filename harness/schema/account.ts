import type { Accounting, Schema, SchemaDifference, SchemaObject } from "../model/schema.ts";
import { isTable, keyOf } from "./names.ts";

/** How many tables, foreign ones among them, and how many columns of the live side are not among its objects. */
export interface LeftOut {
  readonly tables: Left;
  readonly columns: Left;
}

type Left = Omit<Accounting["leftOut"], "ignored">;

/** What became of every table and every column of the live side. A table counts as different where anything on it is. */
export function account(
  differences: readonly SchemaDifference[],
  live: Schema,
  leftOut: LeftOut,
): { readonly tables: Accounting; readonly columns: Accounting } {
  const own = new Map(differences.map((difference) => [keyOf(difference.object), difference]));
  const touched = new Set(differences.filter(({ noise }) => noise === null).map(({ object }) => object.on));
  const sum = (isOne: (object: SchemaObject) => boolean, left: Left): Accounting => {
    const objects = live.objects.filter(isOne);
    const fates = objects.map((object) => fateOf(object, own.get(keyOf(object)), touched));
    const count = (fate: Fate) => fates.filter((one) => one === fate).length;
    const gone = differences.filter(
      ({ object, side, noise }) => side === "only-history" && noise === null && isOne(object),
    );
    return {
      total: objects.length + left.ledgers + left.extensions,
      equal: count("equal"),
      different: count("different"),
      onlyLive: count("onlyLive"),
      onlyHistory: gone.length,
      leftOut: { ...left, ignored: count("ignored") },
    };
  };
  return { tables: sum(isTable, leftOut.tables), columns: sum(({ kind }) => kind === "column", leftOut.columns) };
}

type Fate = "equal" | "different" | "onlyLive" | "ignored";

function fateOf(
  object: SchemaObject,
  difference: SchemaDifference | undefined,
  touched: ReadonlySet<string | null>,
): Fate {
  if (difference?.noise === "ignored") return "ignored";
  if (difference?.side === "only-live") return "onlyLive";
  return difference?.noise === null || (object.on === null && touched.has(object.name)) ? "different" : "equal";
}
