import type { Column } from "../model/catalog.ts";
import type { ColumnComparison, Example } from "../model/evidence.ts";
import { type Cast, castForward, judgeCasts } from "./casts.ts";
import type { Comparing, Counted, Task, Walked } from "./compare.ts";
import { from, reference, rowText } from "./source.ts";
import { meet, stream, type Texts } from "./stream.ts";
import { sameType, shownExamples } from "./tally.ts";
import { exactText } from "./value.ts";

type Side = Comparing["before"];

const noCast = "no value could be cast to the new type and found again";

/** Texts of one kind (whole rows, or a column's values) that only one side has, with how often. */
interface Difference {
  /** There before, and not after. */
  readonly missing: ReadonlyMap<string, number>;
  /** There after, and not before. */
  readonly extra: ReadonlyMap<string, number>;
  /** Of the extra ones, those that also stood before: rows that were multiplied. */
  readonly repeated: number;
}

/**
 * Compares two tables without a key as bags of rows: first whole rows over the columns that live on,
 * then, where they differ, the values of each column, so that the column can be named.
 */
export async function compareUnkeyed(comparing: Comparing, counted: ReadonlyMap<number, Counted>): Promise<Walked> {
  const living = comparing.tasks.filter((task) => livesOn(comparing, task));
  const rows = { before: await count(comparing.before), after: await count(comparing.after) };
  const whole = await difference(comparing, living);
  const lost = whole.extra.size === 0 ? size(whole.missing) : Math.max(0, rows.before - rows.after);
  const moved = Math.min(size(whole.missing) - lost, size(whole.extra));
  const columns: ColumnComparison[] = [];
  for (const task of comparing.tasks) columns.push(await compareColumn(comparing, task, counted, lost, moved > 0));
  const named = columns.some(
    (column) => living.some((task) => task.before.attnum === column.before) && column.changed > 0,
  );
  const swapped = moved > 0 && !named ? await onlyDiffering(comparing, living) : null;
  return {
    rows: { ...rows, lost },
    lostExamples: lost > 0 ? [...whole.missing.keys()].slice(0, shownExamples).map((row) => ({ row })) : [],
    repeated: Math.min(whole.repeated, Math.max(0, rows.after - rows.before)),
    shuffled: moved > 0 && !named && swapped === null ? moved : 0,
    columns: columns.map((column) =>
      swapped !== null && column.before === swapped.before.attnum && column.after === swapped.after.attnum
        ? { ...column, changed: moved, examples: examples(whole) }
        : column,
    ),
  };
}

/** The columns by which whole rows can be told apart: followed by identity, and of the same type. */
function livesOn({ pair }: Comparing, task: Task): boolean {
  const match = pair.columns.find((candidate) => candidate.before === task.before.attnum);
  const followed = match?.survivor ?? match?.successor;
  return followed === task.after.attnum && sameType(task.before, task.after);
}

async function count(side: Side): Promise<number> {
  const { rows } = await side.client.query<{ n: string }>(`select count(*) as n from ${from(side.relation)} t`);
  return Number(rows[0]?.n);
}

async function difference(comparing: Comparing, tasks: readonly Task[]): Promise<Difference> {
  return bagDifference(
    bag(
      comparing.before,
      rowText(
        comparing.before,
        tasks.map((task) => task.before),
      ),
    ),
    bag(
      comparing.after,
      rowText(
        comparing.after,
        tasks.map((task) => task.after),
      ),
    ),
  );
}

async function bagDifference(before: AsyncIterator<Texts>, after: AsyncIterator<Texts>): Promise<Difference> {
  const missing = new Map<string, number>();
  const extra = new Map<string, number>();
  let repeated = 0;
  for await (const met of meet(before, after)) {
    const surplus = Number(met.before[0]?.[1] ?? 0) - Number(met.after[0]?.[1] ?? 0);
    if (surplus > 0) missing.set(met.key, surplus);
    if (surplus < 0) extra.set(met.key, -surplus);
    if (surplus < 0 && met.before.length > 0) repeated -= surplus;
  }
  return { missing, extra, repeated };
}

/** Texts with how often they stand in the table, in the order of their bytes; NULL is left out. */
function bag(side: Side, text: string): AsyncIterator<Texts> {
  return stream(
    side.client,
    `select text, count(*)::text from (select (${text}) collate "C" as text from ${from(side.relation)} t) t
     where text is not null group by text order by text`,
  );
}

function size(texts: ReadonlyMap<string, number>): number {
  return [...texts.values()].reduce((sum, times) => sum + times, 0);
}

/**
 * Compares one column's values as a bag. A lost row takes its values along: only what goes beyond
 * the lost rows has changed. Where no row was rewritten at all, a difference is made by lost rows alone.
 */
async function compareColumn(
  comparing: Comparing,
  task: Task,
  counted: ReadonlyMap<number, Counted>,
  lostRows: number,
  rewritten: boolean,
): Promise<ColumnComparison> {
  const { values, distinct } = counted.get(task.before.attnum) ?? { values: 0, distinct: 0 };
  const found = await columnDifference(comparing, task);
  const judged = sameType(task.before, task.after)
    ? { found, converted: 0, problem: null }
    : await cast(comparing, task, found);
  const surplus = Math.max(0, size(judged.found.missing) - lostRows);
  const changed = livesOn(comparing, task) && !rewritten ? 0 : surplus;
  return {
    before: task.before.attnum,
    after: task.after.attnum,
    values,
    distinct,
    changed,
    nulled: Math.min(changed, found.newNulls),
    filled: Math.min(found.newValues, size(found.extra)),
    converted: judged.converted,
    castProblem: judged.problem,
    duplicateKeys: 0,
    examples: changed > 0 ? examples(judged.found) : [],
  };
}

interface ColumnDifference extends Difference {
  readonly newNulls: number;
  readonly newValues: number;
}

async function columnDifference({ before, after }: Comparing, task: Task): Promise<ColumnDifference> {
  const found = await bagDifference(
    bag(before, exactText(reference(task.before), task.before, before.printing)),
    bag(after, exactText(reference(task.after), task.after, after.printing)),
  );
  const surplusNulls = (await nulls(after, task.after)) - (await nulls(before, task.before));
  return { ...found, newNulls: Math.max(0, surplusNulls), newValues: Math.max(0, -surplusNulls) };
}

async function nulls(side: Side, column: Column): Promise<number> {
  const { rows } = await side.client.query<{ n: string }>(
    `select count(*) filter (where ${reference(column)} is not distinct from null) as n from ${from(side.relation)} t`,
  );
  return Number(rows[0]?.n);
}

/** Takes out of a difference what a change of type explains without loss. */
async function cast(comparing: Comparing, task: Task, found: ColumnDifference) {
  const missing = new Map(found.missing);
  const extra = new Map(found.extra);
  const sides: Cast = {
    before: { ...comparing.before, column: task.before },
    after: { ...comparing.after, column: task.after },
  };
  const changes = (await castForward(sides, [...missing.keys()])).filter((change) => extra.has(change.after));
  const verdicts = await judgeCasts(sides, changes);
  let converted = 0;
  for (const [place, { before, after }] of changes.entries()) {
    const times = missing.get(before) ?? 0;
    const left = (extra.get(after) ?? 0) - times;
    if (!verdicts[place]?.lossless || left < 0) continue;
    converted += times;
    missing.delete(before);
    extra.set(after, left);
  }
  return { found: { missing, extra }, converted, problem: missing.size > 0 && changes.length === 0 ? noCast : null };
}

/** Every column holds what it held, but rows do not: the one column without which all rows are as before. */
async function onlyDiffering(comparing: Comparing, living: readonly Task[]): Promise<Task | null> {
  for (const task of living) {
    const others = await difference(
      comparing,
      living.filter((other) => other !== task),
    );
    if (others.missing.size === 0 && others.extra.size === 0) return task;
  }
  return null;
}

function examples(found: Pick<Difference, "missing" | "extra">): readonly Example[] {
  const after = [...found.extra.keys()];
  return [...found.missing.keys()]
    .slice(0, shownExamples)
    .map((before, place) => ({ key: {}, before, after: after[place] ?? null }));
}
