import type { Column, Relation } from "../../model/catalog.ts";
import type { Expectation } from "../../model/declaration.ts";
import { readsColumn } from "../../sql/expressions.ts";
import { identifier, isMeant } from "../../sql/quote.ts";
import { declaredKey, foundKey, joined, names, type Told, tellApart } from "../apart.ts";
import { columnOf, from, primaryKey, reference, valueAt, withValues } from "../source.ts";
import { meet, stream, type Texts } from "../stream.ts";
import { columnIn, isProblem, type MeantTable, type Problem, tableMeant } from "./objects.ts";
import { type Counted, counter, deletedOf, type Measuring, namedBy, sourceOf } from "./rows.ts";
import { expectedOf, foundText } from "./values.ts";

type MovedTo = Extract<Expectation, { kind: "movedTo" }>;

/** A column, where its values went, and by what an old row finds its row there. */
interface Move extends MeantTable {
  readonly column: Column;
  readonly there: { readonly relation: Relation; readonly column: Column };
}

/** Holds the values of an old column against those of where they went. */
export async function measureMoved(measuring: Measuring, expectation: MovedTo): Promise<Counted | Problem> {
  const move = moveMeant(measuring, expectation);
  if (isProblem(move)) return move;
  const before = sourceOf(measuring, "before", move.old);
  const after = sourceOf(measuring, "after", move.there.relation);
  const paths = (await keyThatMoves(measuring, move, expectation)) ?? (await pathsOf(measuring, move, expectation));
  if (isProblem(paths)) return paths;
  const { expressions, shown } = paths.before;
  const place = expressions.length;
  const value = expectation.becomes ?? identifier(move.column.name);
  const expected = await expectedOf(before, value, place, move.there.column, after.printing);
  const gone = deletedOf(measuring, move.old);
  const mayGo = gone.length === 0 ? "false" : `(${valueAt(place + 1)}) is true`;
  const old = stream(
    before.client,
    `select ${[paths.before.key, ...names(shown, before), expected.text, expected.unheld, `(${mayGo})::text`].join(", ")}
     from ${withValues(move.old, [...expressions, value, ...gone], measuring.limit)} order by (${paths.before.key}) collate "C"`,
  );
  const found = foundText(reference(move.there.column), move.there.column, after.printing);
  const now = stream(
    after.client,
    `select ${paths.after}, ${found} from ${from(move.there.relation)} t order by (${paths.after}) collate "C"`,
  );
  const [counts, happened] = [counter(), hasHappened(measuring, move)];
  // Of equal rows that found one, nobody could say how many they were.
  const isBag = move.pair === null && shown.length === 0;
  for await (const met of meet(old, now)) {
    for (const [place, row] of met.before.entries()) {
      const isMissed = expectation.key !== null && row.at(-1) !== "true";
      if (isMissed || met.after.length > 0) judge(row, met.after, isBag && place > 0);
    }
  }
  return counts.counted();

  function judge(row: Texts, rows: readonly Texts[], isTaken: boolean): void {
    const [wanted = null, unheld = null] = row.slice(shown.length + 1);
    const values = rows.map(([, text]) => text ?? null);
    const right =
      wanted === null
        ? values.every((text) => text === null)
        : unheld === null && !isTaken && values.length === 1 && values[0] === wanted;
    if (wanted !== null) counts.add(1, happened ? 1 : 0);
    if (right) return;
    const other = values.find((text) => text !== wanted) ?? null;
    const many = values.length > 1 && wanted !== null ? `${values.length} rows` : null;
    const none = values.length === 0 ? "no row" : isTaken ? "the row of another one" : null;
    counts.wrong({ key: namedBy(shown, row), expected: unheld ?? wanted, found: many ?? none ?? other });
  }
}

function moveMeant(measuring: Measuring, { object, to, key }: MovedTo): Move | Problem {
  const source = columnIn(measuring.before, object);
  if (source === null) return { problem: `before the candidate there is no column ${object}` };
  const there = columnIn(measuring.after, to);
  if (there === null) return { problem: `after the candidate there is no column ${to}` };
  const table = tableMeant(measuring, `${source.relation.schema}.${source.relation.name}`);
  if (isProblem(table)) return table;
  if (key === null && table.now?.oid !== there.relation.oid) {
    return { problem: `${to} is in another table: "key" is to say which row of it belongs to an old one` };
  }
  return { ...table, column: source.column, there };
}

/** Where the old row stays, what it no longer holds cannot show which row there is its own. */
async function keyThatMoves({ declared }: Measuring, { old, pair }: Move, { key }: MovedTo): Promise<Problem | null> {
  if (pair === null || key === null) return null;
  const moving = old.columns.filter(({ name }) =>
    declared.some(
      (one) => one.kind === "movedTo" && one.key !== null && isMeant(one.object, [old.schema, old.name, name]),
    ),
  );
  for (const [column, expression] of Object.entries(key)) {
    for (const { name } of moving) {
      if (!(await readsColumn(expression, old.name, name))) continue;
      return {
        problem: `${JSON.stringify(column)} is made of ${name}, which moves: that a value is there does not show which row it belonged to`,
      };
    }
  }
  return null;
}

/** How an old row finds its row there: by the key that is declared, or as the same row of the same table. */
async function pathsOf(
  measuring: Measuring,
  { old, pair, there }: Move,
  { key }: MovedTo,
): Promise<{ readonly before: Told; readonly after: string } | Problem> {
  const before = sourceOf(measuring, "before", old);
  const after = sourceOf(measuring, "after", there.relation);
  if (key === null) {
    if (pair === null || pair.identity === null) {
      return { problem: "the table has no key by which its rows could be followed" };
    }
    const apart = await tellApart(pair, before, after);
    return { before: apart.before, after: apart.after.key };
  }
  const columns: Column[] = [];
  for (const name of Object.keys(key)) {
    const column = there.relation.columns.find((candidate) => candidate.name === name);
    if (column === undefined)
      return { problem: `${there.relation.schema}.${there.relation.name} has no column ${name}` };
    columns.push(column);
  }
  const expressions = Object.values(key);
  const values = await declaredKey(before, after, expressions, columns);
  const own = pair?.identity?.before.map((attnum) => columnOf(old, attnum)) ?? primaryKey(old);
  return {
    before: { key: joined(values.map(({ text }) => text)), shown: own, expressions },
    after: foundKey(after, columns),
  };
}

/** Whether the candidate took the values from where they were, or wrote anything where they are said to be. */
function hasHappened({ sides }: Measuring, { old, pair, column, there }: Move): boolean {
  const [then, now] = [sides.before.facts, sides.after.facts];
  const match = pair?.columns.find(({ before }) => before === column.attnum);
  if (pair === null || match === undefined || match.survivor === null) return true;
  const digest = (of: typeof then, relation: number, attnum: number) =>
    JSON.stringify([of.fingerprints[relation]?.rows, of.fingerprints[relation]?.columns[attnum]]);
  if (digest(then, old.oid, column.attnum) !== digest(now, pair.after, match.survivor)) return true;
  const { relation } = there;
  const was = then.catalog.relations.find(({ oid }) => oid === relation.oid);
  if (was === undefined || was.columns.every(({ attnum }) => attnum !== there.column.attnum)) return true;
  return digest(then, relation.oid, there.column.attnum) !== digest(now, relation.oid, there.column.attnum);
}
