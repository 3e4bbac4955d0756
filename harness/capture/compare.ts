import type { Client } from "pg";
import type { Catalog, Column, Oid, Relation } from "../model/catalog.ts";
import type { ColumnComparison, Facts, TableComparison, TablePair } from "../model/evidence.ts";
import { literal } from "../sql/quote.ts";
import { compareKeyed } from "./compare-keyed.ts";
import { compareUnkeyed } from "./compare-unkeyed.ts";
import { settingsOfMigrations } from "./declared/settings.ts";
import { pinned } from "./pinned.ts";
import { columnOf, from, missing, reference, type Source } from "./source.ts";
import { plainPattern, sameType, shownExamples } from "./tally.ts";
import { exactText, printingAsBefore, printingOf } from "./value.ts";

/** One database of a comparison. */
export interface Side {
  readonly client: Client;
  readonly facts: Pick<Facts, "catalog" | "fingerprints">;
  /** The connection is in a transaction already, whose changes are to be compared. */
  readonly inTransaction?: boolean;
}

/** Two columns that are asked whether they hold the same values. */
export interface Task {
  readonly before: Column;
  readonly after: Column;
}

/** Everything that comparing one pair of tables needs. */
export interface Comparing {
  readonly pair: TablePair;
  readonly before: Source & { readonly client: Client };
  readonly after: Source & { readonly client: Client };
  readonly tasks: readonly Task[];
}

/** What walking the rows of two tables gives; columns in the order of the tasks. */
export interface Walked {
  readonly rows: TableComparison["rows"];
  readonly lostExamples: TableComparison["lostExamples"];
  readonly shuffled: number;
  readonly repeated: number;
  readonly columns: readonly ColumnComparison[];
}

/** Values other than NULL per column of `before`, and whether a column holds more than one. */
export interface Counted {
  readonly values: number;
  readonly distinct: number;
}

/** Asks both databases what became of the rows of each pair. Both are read in one snapshot each. */
export async function compare(
  before: Side,
  after: Side,
  pairs: readonly TablePair[],
): Promise<readonly TableComparison[]> {
  const all = async (): Promise<readonly TableComparison[]> => {
    const comparisons: TableComparison[] = [];
    for (const pair of pairs) comparisons.push(await comparePair(before, after, pair));
    return comparisons;
  };
  const settings = pairs.some(({ rekeyed }) => rekeyed !== undefined)
    ? await settingsOfMigrations(before.client)
    : null;
  const read = async () => {
    if (settings !== null) await before.client.query(settings);
    return all();
  };
  const inBefore = () => pinned(before.client, read, before.inTransaction);
  return pinned(after.client, inBefore, after.inTransaction);
}

async function comparePair(before: Side, after: Side, pair: TablePair): Promise<TableComparison> {
  const comparing = prepare(before, after, pair);
  const counted = await count(comparing);
  const gone = await showGone(comparing, counted);
  if (pair.rekeyed === undefined && unchanged(before.facts, after.facts, comparing)) {
    const walked = asItWas(before.facts, comparing, counted);
    return { pair, ...walked, columns: [...walked.columns, ...gone] };
  }
  const keyed = pair.identity === null ? null : await compareKeyed(comparing, counted);
  if (keyed !== null && (keyed.rows.lost === 0 || !isMadeAnew(pair))) {
    return { pair, ...keyed, columns: [...keyed.columns, ...gone] };
  }
  const walked = await compareUnkeyed(comparing, counted);
  return { pair: { ...pair, identity: null }, ...walked, columns: [...walked.columns, ...gone] };
}

/** A key that was dropped and made anew may number other rows: then it does not tell what became of the old ones. */
function isMadeAnew({ role, identity, rekeyed }: TablePair): boolean {
  return (
    rekeyed === undefined &&
    role === "survivor" &&
    (identity?.before.some((attnum, place) => attnum !== identity.after[place]) ?? false)
  );
}

function prepare(before: Side, after: Side, pair: TablePair): Comparing {
  const old = relationOf(before.facts.catalog, pair.before);
  const now = relationOf(after.facts.catalog, pair.after);
  const tasks = pair.columns.flatMap((match) => {
    const asked = [match.survivor, match.successor, ...match.candidates].filter((attnum) => attnum !== null);
    return asked.map((attnum) => ({ before: columnOf(old, match.before), after: columnOf(now, attnum) }));
  });
  return {
    pair,
    tasks,
    before: { client: before.client, relation: old, printing: printingOf(before.facts.catalog) },
    after: {
      client: after.client,
      relation: now,
      printing: printingAsBefore(before.facts.catalog, after.facts.catalog),
    },
  };
}

function relationOf(catalog: Catalog, oid: Oid): Relation {
  const relation = catalog.relations.find((candidate) => candidate.oid === oid);
  if (relation === undefined) throw missing(`relation ${oid}`);
  return relation;
}

async function count({ before, pair }: Comparing): Promise<ReadonlyMap<number, Counted>> {
  const columns = pair.columns.map((match) => ({ match, column: columnOf(before.relation, match.before) }));
  if (columns.length === 0) return new Map();
  const items = columns.map(({ match, column }) => {
    const text = exactText(reference(column), column, before.printing);
    const distinct = `case when min(${text} collate "C") = max(${text} collate "C") then 1 else 2 end`;
    return `count(${reference(column)})::text, ${match.candidates.length > 0 ? distinct : "0"}`;
  });
  const { rows } = await before.client.query<(string | number)[]>({
    text: `select ${items.join(", ")} from ${from(before.relation)} t`,
    rowMode: "array",
  });
  const counts = rows[0] ?? [];
  return new Map(
    columns.map(({ match }, place) => [
      match.before,
      { values: Number(counts[2 * place]), distinct: Number(counts[2 * place + 1]) },
    ]),
  );
}

/** Columns of which nothing is left to compare with: some of what they held is shown. */
async function showGone(
  { before, pair }: Comparing,
  counted: ReadonlyMap<number, Counted>,
): Promise<readonly ColumnComparison[]> {
  const shown: ColumnComparison[] = [];
  for (const match of pair.columns) {
    if (match.survivor !== null || match.successor !== null) continue;
    const column = columnOf(before.relation, match.before);
    const key = (pair.identity?.before ?? []).map((attnum) => columnOf(before.relation, attnum));
    const texts = [...key, column].map((item) => exactText(reference(item), item, before.printing));
    const { rows } = await before.client.query<(string | null)[]>({
      text: `select ${texts.join(", ")} from ${from(before.relation)} t where ${reference(column)} is distinct from null
        order by ${texts.map((text) => `(${text}) collate "C" !~ ${literal(plainPattern)}`).join(", ")},
          ${texts.map((text) => `(${text}) collate "C"`).join(", ")} limit ${shownExamples}`,
      rowMode: "array",
    });
    const { values, distinct } = counted.get(match.before) ?? { values: 0, distinct: 0 };
    shown.push({
      ...untouched(match.before, null, values, distinct),
      changed: values,
      nulled: values,
      examples: rows.map((row) => ({
        key: Object.fromEntries(key.map((item, place) => [item.name, row[place] ?? null])),
        before: row[key.length] ?? null,
        after: null,
      })),
    });
  }
  return shown;
}

export function untouched(before: number, after: number | null, values: number, distinct: number): ColumnComparison {
  return {
    before,
    after,
    values,
    distinct,
    changed: 0,
    nulled: 0,
    filled: 0,
    converted: 0,
    castProblem: null,
    duplicateKeys: 0,
    examples: [],
  };
}

/** The same columns of the same types with the same fingerprint: nothing has to be asked again. */
function unchanged(before: Side["facts"], after: Side["facts"], { pair, tasks, after: now }: Comparing): boolean {
  const old = before.fingerprints[pair.before];
  const current = after.fingerprints[pair.after];
  if (pair.role !== "survivor" || old === undefined || current === undefined) return false;
  if (now.printing.labels.size > 0 || now.printing.attributes.size > 0) return false;
  if (pair.columns.some((match) => match.survivor === null || match.successor !== null)) return false;
  return (
    old.rows === current.rows &&
    old.whole === current.whole &&
    tasks.every(
      (task) =>
        sameType(task.before, task.after) && old.columns[task.before.attnum] === current.columns[task.after.attnum],
    )
  );
}

function asItWas(before: Side["facts"], { pair, tasks }: Comparing, counted: ReadonlyMap<number, Counted>): Walked {
  const rows = before.fingerprints[pair.before]?.rows ?? 0;
  return {
    rows: { before: rows, after: rows, lost: 0 },
    lostExamples: [],
    shuffled: 0,
    repeated: 0,
    columns: tasks.map((task) =>
      untouched(task.before.attnum, task.after.attnum, counted.get(task.before.attnum)?.values ?? 0, 0),
    ),
  };
}
