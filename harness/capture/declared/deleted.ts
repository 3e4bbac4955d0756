import type { Counterexample } from "../../model/declaration.ts";
import { names, type Told, tellApart } from "../apart.ts";
import { from, keyText, ownKey, primaryKey, valueAt, withValues } from "../source.ts";
import { meet, stream } from "../stream.ts";
import type { MeantTable } from "./objects.ts";
import { type Counted, counter, type Measuring, namedBy, noRows, sourceOf } from "./rows.ts";

/** Holds the rows that are gone against those that a predicate chooses. */
export async function measureDeleted(
  measuring: Measuring,
  { old, now, pair }: MeantTable,
  predicate: string,
): Promise<Counted> {
  const before = sourceOf(measuring, "before", old);
  const after = now === null ? null : sourceOf(measuring, "after", now);
  const apart =
    pair === null || after === null ? { before: lostKey(before), after: null } : await tellApart(pair, before, after);
  const { key, shown, expressions } = apart.before;
  const chosen = `(${valueAt(expressions.length)} is true)::text`;
  const rows = stream(
    before.client,
    `select ${[key, ...names(shown, before), chosen].join(", ")}
     from ${withValues(old, [...expressions, predicate], measuring.limit)} order by (${key}) collate "C"`,
  );
  const left =
    after === null || apart.after === null
      ? noRows()
      : stream(
          after.client,
          `select ${apart.after.key} from ${from(after.relation)} t order by (${apart.after.key}) collate "C"`,
        );
  const counts = counter();
  for await (const met of meet(rows, left)) {
    for (const row of met.before) {
      const [meant, gone] = [row.at(-1) === "true", met.after.length === 0];
      counts.add(meant ? 1 : 0, gone ? 1 : 0);
      if (meant !== gone) counts.wrong({ key: namedBy(shown, row), ...kept(!meant, !gone) });
    }
  }
  return counts.counted();
}

/** Whether a row was to be kept, and whether it was. */
export function kept(expected: boolean, found: boolean): Pick<Counterexample, "expected" | "found"> {
  const word = (is: boolean) => (is ? "kept" : "gone");
  return { expected: word(expected), found: word(found) };
}

/** Of a table of which nothing is left: its own key, if only to name its rows. */
function lostKey(before: ReturnType<typeof sourceOf>): Told {
  const shown = primaryKey(before.relation);
  const key = shown.length === 0 ? "t::text" : keyText(before, shown.map(ownKey));
  return { key, shown, expressions: [] };
}
