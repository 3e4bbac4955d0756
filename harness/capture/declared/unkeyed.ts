import type { Client } from "pg";
import type { Column, Relation } from "../../model/catalog.ts";
import type { TablePair } from "../../model/evidence.ts";
import { identifier } from "../../sql/quote.ts";
import { columnOf, from, reference, valueAt, withValues } from "../source.ts";
import { type Met, meet, stream, type Texts } from "../stream.ts";
import { exactText } from "../value.ts";
import { kept } from "./deleted.ts";
import { columnFollowed, type Followed, isProblem } from "./objects.ts";
import { type Counted, counter, type Measuring, sourceOf } from "./rows.ts";
import { expectedOf, foundText } from "./values.ts";

/** A table without a key on both sides. */
interface Bags {
  readonly old: Relation;
  readonly now: Relation;
  readonly pair: TablePair;
}

/** A column of now, with SQL for what an old row is to hold there, and for what a row of now holds. */
interface Cell {
  readonly after: Column;
  readonly expected: string;
  readonly found: string;
}

/** Without a key, what is declared of one column is held against whole rows: as many are to stand there as it gives. */
export async function becomesInBags(measuring: Measuring, followed: Followed): Promise<Counted> {
  const { expressions, cells } = await cellsOf(measuring, followed);
  const asked = cells.find(({ after }) => after.attnum === followed.after.attnum);
  const { before } = followed;
  const former =
    before === null || before.typeOid !== followed.after.typeOid
      ? null
      : foundText(reference(before), followed.after, measuring.printing.before);
  const effect = former === null ? "true" : `(${asked?.expected}) collate "C" is distinct from ${former} collate "C"`;
  const columns = {
    before: `min(${asked?.expected}), count(*) filter (where ${effect})`,
    after: `min(${asked?.found})`,
  };
  const [counts, missing, extra] = [counter(), [] as Texts[], [] as Texts[]];
  let [short, surplus] = [0, 0];
  for await (const met of walk(measuring, followed, expressions, cells, columns)) {
    const [old, now] = [met.before[0], met.after[0]];
    const less = timesOf(met.before) - timesOf(met.after);
    counts.add(timesOf(met.before), Number(old?.[3] ?? 0));
    surplus += less;
    if (less > 0) short += less;
    if (less > 0 && old !== undefined) missing.push(old);
    if (less < 0 && now !== undefined) extra.push(now);
  }
  // Rows that went as a whole are another matter.
  const wrong = extra.length === 0 ? 0 : short - Math.max(0, surplus);
  for (const [place, row] of missing.slice(0, wrong).entries()) {
    const example = { key: { row: row[0] ?? null }, expected: row[2] ?? null, found: extra[place]?.[2] ?? null };
    counts.wrong(example, place === 0 ? wrong - Math.min(wrong, missing.length) + 1 : 1);
  }
  return counts.counted();
}

/** Without a key, rows that are alike cannot be told apart: as many are to be gone of them as the predicate chooses. */
export async function deletedInBags(measuring: Measuring, bags: Bags, predicate: string): Promise<Counted> {
  const { expressions, cells } = await cellsOf(measuring, bags);
  const chosen = `count(*) filter (where ${valueAt(expressions.length)} is true)`;
  const counts = counter();
  for await (const met of walk(measuring, bags, [...expressions, predicate], cells, { before: chosen, after: "0" })) {
    const [all, meant] = [timesOf(met.before), Number(met.before[0]?.[2] ?? 0)];
    const gone = Math.max(0, all - timesOf(met.after));
    counts.add(meant, gone);
    const wrong = all === 0 ? 0 : Math.abs(gone - meant);
    if (wrong > 0) counts.wrong({ key: { row: met.key }, ...kept(gone > meant, gone < meant) }, wrong);
  }
  return counts.counted();
}

function timesOf(rows: readonly Texts[]): number {
  return Number(rows[0]?.[1] ?? 0);
}

/** Rows with how often they stand there, and more that is asked of each. */
function walk(
  measuring: Measuring,
  { old, now }: Bags,
  expressions: readonly string[],
  cells: readonly Cell[],
  more: { readonly before: string; readonly after: string },
): AsyncGenerator<Met, void> {
  const query = (texts: readonly string[], rows: string, asked: string) => {
    const text = `(row(${texts.join(", ")})::text) collate "C"`;
    return `select ${text}, count(*)::text, ${asked} from ${rows} group by 1 order by 1`;
  };
  const found = cells.map((cell) => cell.found);
  const expected = cells.map((cell) => cell.expected);
  return meet(
    stream(measuring.sides.before.client, query(expected, withValues(old, expressions, measuring.limit), more.before)),
    stream(measuring.sides.after.client, query(found, `${from(now)} t`, more.after)),
  );
}

/** All that lives on in the rows as it was, and what is declared of the rest. */
async function cellsOf(measuring: Measuring, { old, now, pair }: Bags) {
  const [before, after] = [sourceOf(measuring, "before", old), sourceOf(measuring, "after", now)];
  const declared = measuring.declared.flatMap((one) => {
    const followed = one.kind === "becomes" ? columnFollowed(measuring, one.object) : null;
    const here = followed !== null && !isProblem(followed) && followed.pair.before === pair.before;
    return here && one.kind === "becomes" ? [{ expression: one.expression, column: followed.after }] : [];
  });
  const cells: Cell[] = [];
  for (const [place, { expression, column }] of declared.entries()) {
    const { text, unheld } = await expectedOf(before, expression, place, column, after.printing);
    const found = foundText(reference(column), column, after.printing);
    cells.push({ after: column, expected: `coalesce(${unheld}, ${text})`, found });
  }
  const expressions = declared.map(({ expression }) => expression);
  for (const match of pair.columns) {
    const column = now.columns.find(({ attnum }) => attnum === (match.survivor ?? match.successor));
    const former = columnOf(old, match.before);
    if (column === undefined || cells.some((cell) => cell.after === column)) continue;
    if (column.typeOid === former.typeOid) {
      const expected = exactText(reference(former), former, before.printing);
      cells.push({ after: column, expected, found: exactText(reference(column), column, after.printing) });
    } else if (await isWidened(before.client, former, column)) {
      const place = expressions.push(identifier(former.name)) - 1;
      const { text } = await expectedOf(before, identifier(former.name), place, column, after.printing);
      cells.push({ after: column, expected: text, found: foundText(reference(column), column, after.printing) });
    }
  }
  return { expressions, cells };
}

/** Whether the server turns every value of the one type into one of the other without being asked. */
async function isWidened(client: Client, former: Column, column: Column): Promise<boolean> {
  const { rowCount } = await client.query(
    "select from pg_catalog.pg_cast where castsource = $1 and casttarget = $2 and castcontext = 'i'",
    [former.typeOid, column.typeOid],
  );
  return rowCount !== 0;
}
