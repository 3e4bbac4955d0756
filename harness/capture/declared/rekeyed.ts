import type { Expectation, Measured } from "../../model/declaration.ts";
import type { TablePair } from "../../model/evidence.ts";
import { spokenKey } from "../../text/key.ts";
import { declaredKey, foundKey, joined, names } from "../apart.ts";
import { columnOf, from, primaryKey, reference, type Source, valueAt, withValues } from "../source.ts";
import { meet, stream, type Texts } from "../stream.ts";
import { type Ground, isProblem, type MeantTable, type Problem, tableMeant } from "./objects.ts";
import { type Counted, counter, deletedOf, type Measuring, namedBy, sourceOf } from "./rows.ts";
import { foundText } from "./values.ts";

/** The pairs of which a declared key holds are compared by it from now on. */
export function underDeclaredKeys(ground: Ground, measured: readonly Measured[]): readonly TablePair[] {
  const keys = new Map<TablePair, TablePair>();
  for (const { expectation, problem, wrong, rows } of measured) {
    if (expectation.kind !== "rekeyed" || problem !== null || wrong > 0 || rows === 0) continue;
    const meant = keyMeant(ground, expectation.object, expectation.key);
    if (isProblem(meant) || meant.pair === null) continue;
    const { old, pair } = meant;
    const before = pair.identity?.before ?? primaryKey(old).map(({ attnum }) => attnum);
    const identity = { before, after: meant.columns.map(({ attnum }) => attnum) };
    keys.set(pair, { ...pair, identity, rekeyed: Object.values(expectation.key) });
  }
  return ground.pairs.map((pair) => keys.get(pair) ?? pair);
}

/** Holds the key that expressions make of each old row against the rows of now: each finds one, and none two. */
export async function measureRekeyed(
  measuring: Measuring,
  { object, key }: Extract<Expectation, { kind: "rekeyed" }>,
): Promise<Counted | Problem> {
  const meant = keyMeant(measuring, object, key);
  if (isProblem(meant)) return meant;
  const { old, now, pair, columns } = meant;
  if (now === null || pair === null) return { problem: `the table ${object} is gone` };
  const before = sourceOf(measuring, "before", old);
  const after = sourceOf(measuring, "after", now);
  const expressions = Object.values(key);
  const values = await declaredKey(before, after, expressions, columns);
  const text = joined(values.map((value) => value.text));
  const unheld = values.map((value) => value.unheld);
  const shown = (pair.identity?.before ?? []).map((attnum) => columnOf(old, attnum));
  const gone = deletedOf(measuring, old);
  const rows = stream(
    before.client,
    `select ${[text, ...names(shown, before), `coalesce(${unheld.join(", ")}, null)`, formerKey(meant, before)].join(", ")}
     from ${withValues(old, [...expressions, ...gone], measuring.limit)}
     ${gone.length === 0 ? "" : `where (${valueAt(expressions.length)}) is not true`} order by (${text}) collate "C"`,
  );
  const current = foundKey(after, columns);
  const found = stream(after.client, `select ${current} from ${from(now)} t order by (${current}) collate "C"`);
  const counts = counter();
  for await (const met of meet(rows, found)) {
    for (const [place, row] of met.before.entries()) judge(row, met.before[place - 1], met.after.length);
  }
  return counts.counted();

  function judge(row: Texts, other: Texts | undefined, bearers: number): void {
    const [lossy = null, former = null] = row.slice(shown.length + 1);
    counts.add(1, former === row[0] ? 0 : 1);
    const example = { key: namedBy(shown, row), expected: lossy ?? row[0] ?? null };
    if (lossy !== null || row[0] === null || bearers === 0) counts.wrong({ ...example, found: null });
    else if (other !== undefined)
      counts.wrong({ ...example, found: `also that of ${spokenKey(namedBy(shown, other))}` });
    else if (bearers > 1) counts.wrong({ ...example, found: `${bearers} rows` });
  }
}

/** The table, and the columns of now that are to be its key. */
function keyMeant(ground: Ground, object: string, key: Readonly<Record<string, string>>) {
  const table = tableMeant(ground, object);
  if (isProblem(table)) return table;
  const columns = Object.keys(key).map((name) => table.now?.columns.find((column) => column.name === name));
  const missing = Object.keys(key).find((_, place) => columns[place] === undefined);
  if (missing !== undefined) return { problem: `after the candidate ${object} has no column ${missing}` };
  return { ...table, columns: columns.filter((column) => column !== undefined) };
}

/** What the same columns held before, as the key of now is spelt; NULL where one of them is new. */
function formerKey(
  { pair, old, columns }: MeantTable & { columns: readonly Source["relation"]["columns"][number][] },
  before: Source,
) {
  const former = columns.map((column) => {
    const match = pair?.columns.find(({ survivor, successor }) => (survivor ?? successor) === column.attnum);
    const own = old.columns.find(({ attnum }) => attnum === match?.before);
    return own === undefined ? null : foundText(reference(own), own, before.printing);
  });
  return former.includes(null) ? "null::text" : joined(former.map(String));
}
