import { names, tellApart } from "../apart.ts";
import { from, reference, type Source, withValues } from "../source.ts";
import { meet, stream, type Texts } from "../stream.ts";
import type { Followed } from "./objects.ts";
import { type Counted, counter, type Measuring, namedBy, sourceOf } from "./rows.ts";
import { expectedOf, foundText } from "./values.ts";

/** Holds what an expression makes of each old row against a column of the same row now. */
export async function measureBecomes(measuring: Measuring, followed: Followed, expression: string): Promise<Counted> {
  const before = sourceOf(measuring, "before", followed.old);
  const after = sourceOf(measuring, "after", followed.now);
  const apart = await tellApart(followed.pair, before, after);
  const { shown, expressions } = apart.before;
  const place = expressions.length;
  const expected = await expectedOf(before, expression, place, followed.after, after.printing);
  const old = stream(
    before.client,
    `select ${[apart.before.key, ...names(shown, before), expected.text, expected.unheld, formerly(followed, before)].join(", ")}
     from ${withValues(followed.old, [...expressions, expression], measuring.limit)} order by (${apart.before.key}) collate "C"`,
  );
  const found = foundText(reference(followed.after), followed.after, after.printing);
  const now = stream(
    after.client,
    `select ${apart.after.key}, ${found} from ${from(followed.now)} t order by (${apart.after.key}) collate "C"`,
  );
  const counts = counter();
  for await (const met of meet(old, now)) {
    for (const row of met.before) {
      if (met.after.length > 0) judge(row, met.after);
    }
  }
  return counts.counted();

  function judge(row: Texts, rows: readonly Texts[]): void {
    const [wanted = null, unheld = null, former = null] = row.slice(shown.length + 1);
    const values = rows.map(([, value]) => value ?? null);
    const value = values.find((candidate) => candidate === wanted) ?? values[0] ?? null;
    counts.add(1, isRetyped(followed) || former !== value ? 1 : 0);
    if (unheld !== null || value !== wanted) {
      counts.wrong({ key: namedBy(shown, row), expected: unheld ?? wanted, found: value });
    }
  }
}

function formerly({ before, after }: Followed, { printing }: Source): string {
  if (before === null) return "null::text";
  // Where the length alone was changed, values are spelt as those of now.
  const spelt = before.typeOid === after.typeOid ? { ...after, name: before.name } : before;
  return foundText(reference(before), spelt, printing);
}

/** Every row has another value then, whatever it prints: what is new was not there, and another type gives another value. */
function isRetyped({ before, after }: Followed): boolean {
  return before === null || before.typeOid !== after.typeOid;
}
