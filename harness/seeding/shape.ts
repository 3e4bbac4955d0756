import type { ColumnShape } from "../model/seed.ts";
import { undressed, type ValueType } from "./types.ts";
import type { Values } from "./values/values.ts";

const textual: ReadonlySet<string> = new Set(["text", "varchar", "citext", "bpchar"]);
const filler = " lorem ipsum dolor sit amet";
// Distinct values that are made ahead; a column that needs more takes its series.
const most = 5000;

/** The number of distinct values that a shape asks of so many rows; null where it does not say. */
export function distinctOf(shape: ColumnShape | null, rows: number): number | null {
  const distinct = shape?.distinct ?? null;
  if (distinct === null || distinct === 0) return null;
  return Math.max(1, Math.round(distinct > 0 ? distinct : -distinct * rows));
}

/** As many ordinary values, and as wide ones, as the shape says. Awkward values stay as they are. */
export function shaped(values: Values, shape: ColumnShape | null, rows: number, type: ValueType): Values {
  if (shape === null) return values;
  const base = undressed(type);
  const wide = shape.width !== null && textual.has(base.name) ? widened(values, shape.width, base.length) : values;
  const distinct = Math.min(distinctOf(shape, rows) ?? wide.pool.length, most);
  const { nth } = wide;
  const more =
    nth === null ? [] : Array.from({ length: Math.max(0, distinct - wide.pool.length) }, (_, at) => nth(at) ?? "");
  return { ...wide, pool: [...wide.pool, ...more.filter((text) => text !== "")].slice(0, distinct) };
}

/** Texts brought to about the width: short ones filled up, long ones cut. Those of the series are only filled up, to stay distinct. */
function widened({ witnesses, pool, nth }: Values, width: number, limit: number | null): Values {
  const goal = Math.min(width, limit ?? width);
  const padded = (text: string): string => (text + filler.repeat(Math.ceil(goal / filler.length))).slice(0, goal);
  const cut = (text: string): string => padded(text).trimEnd();
  return {
    witnesses,
    pool: [...new Set(pool.map(cut))].filter((text) => text !== ""),
    nth:
      nth === null
        ? null
        : (at) => {
            const text = nth(at);
            return text === null || text.length >= goal ? text : cut(text);
          },
  };
}
