import type { Column } from "../model/catalog.ts";
import type { ColumnComparison, Example } from "../model/evidence.ts";
import { type Apart, names, tellApart } from "./apart.ts";
import type { Comparing, Counted, Task, Walked } from "./compare.ts";
import { from, reference, rowKey, type Source, withKey, withValues } from "./source.ts";
import { type Met, meet, stream } from "./stream.ts";
import { shownExamples, type Tally, tally } from "./tally.ts";
import { exactText, hashClass, valueHash } from "./value.ts";

/** Rows per bucket, about: what is fetched for one differing row in a large table. */
const bucketRows = 1000;
const maxBuckets = 65_536;

/** One side's way of asking. */
interface Asked extends Source {
  readonly client: Comparing["before"]["client"];
  readonly apart: Apart;
  readonly column: (task: Task) => Column;
}

/**
 * Compares two tables row by row, by their key: first digests of buckets of rows on both sides, then
 * only the rows of buckets that differ, walked in the order of their keys. Memory stays flat.
 */
export async function compareKeyed(comparing: Comparing, counted: ReadonlyMap<number, Counted>): Promise<Walked> {
  const { tasks } = comparing;
  const apart = await tellApart(comparing.pair, comparing.before, comparing.after);
  const before = { ...comparing.before, apart: apart.before, column: (task: Task) => task.before };
  const after = { ...comparing.after, apart: apart.after, column: (task: Task) => task.after };
  const mask = bucketMask(await rowCount(before));
  const old = await digests(before, after, tasks, mask);
  const now = await digests(after, before, tasks, mask);
  const buckets = [...new Set([...old.keys(), ...now.keys()])].filter((bucket) =>
    differ(old.get(bucket), now.get(bucket)),
  );
  const differing = new Set(
    tasks.filter((_, place) => buckets.some((b) => old.get(b)?.[place + 1] !== now.get(b)?.[place + 1])),
  );
  const tallies = new Map([...differing].map((task) => [task, tallyOf(comparing, task)]));
  const lost: Record<string, string | null>[] = [];
  let lostRows = 0;
  let repeated = 0;
  if (buckets.length > 0) {
    const where = buckets.length > mask / 2 ? null : { mask, buckets };
    const walk = meet(rows(before, [...differing], where), rows(after, [...differing], where));
    for await (const met of walk) {
      if (met.before.length > 0) repeated += Math.max(0, met.after.length - met.before.length);
      lostRows += await judge(met, before.apart.shown, [...tallies.values()], lost);
    }
  }
  const columns: ColumnComparison[] = [];
  // One after the other: the last casts of each share one connection.
  for (const task of tasks) columns.push(await finish(task, tallies.get(task) ?? tallyOf(comparing, task), counted));
  return {
    rows: { before: total(old), after: total(now), lost: lostRows },
    lostExamples: lost,
    shuffled: 0,
    repeated,
    columns,
  };
}

function tallyOf({ before, after }: Comparing, task: Task): Tally {
  return tally({ before: { ...before, column: task.before }, after: { ...after, column: task.after } });
}

async function finish(task: Task, counting: Tally, counted: ReadonlyMap<number, Counted>) {
  const { values, distinct } = counted.get(task.before.attnum) ?? { values: 0, distinct: 0 };
  return counting.finish(values, distinct);
}

async function rowCount(side: Asked): Promise<number> {
  const { rows } = await side.client.query<{ n: string }>(`select count(*) as n from ${from(side.relation)} t`);
  return Number(rows[0]?.n);
}

function bucketMask(rows: number): number {
  const buckets = 2 ** Math.ceil(Math.log2(Math.max(1, rows / bucketRows)));
  return Math.min(buckets, maxBuckets) - 1;
}

/** Bucket to row count and, in the order of the tasks, the sum of the values' hashes. */
type Digests = ReadonlyMap<number, readonly string[]>;

async function digests(side: Asked, other: Asked, tasks: readonly Task[], mask: number): Promise<Digests> {
  const sums = tasks.map((task) => {
    const column = side.column(task);
    const asText = hashClass(column, side.printing) !== hashClass(other.column(task), other.printing);
    return `, sum(${valueHash(reference(column), column, side.printing, rowKey, asText)})::text`;
  });
  const { rows } = await side.client.query<[number, ...string[]]>({
    text: `select (${rowKey} & ${mask})::int, count(*)::text ${sums.join("")}
      from ${hashed(side)} group by 1`,
    rowMode: "array",
  });
  return new Map(rows.map(([bucket, ...digest]) => [bucket, digest]));
}

/** The FROM item whose rows `t` carry their key's hash. */
function hashed({ relation, apart }: Asked): string {
  return withKey(withValues(relation, apart.expressions), apart.hash);
}

function differ(old: readonly string[] | undefined, now: readonly string[] | undefined): boolean {
  return old === undefined || now === undefined || old.some((digest, place) => digest !== now[place]);
}

function total(digests: Digests): number {
  return [...digests.values()].reduce((sum, digest) => sum + Number(digest[0]), 0);
}

function rows(side: Asked, tasks: readonly Task[], where: { mask: number; buckets: readonly number[] } | null) {
  const { key, shown } = side.apart;
  const values = tasks.map((task) => exactText(reference(side.column(task)), side.column(task), side.printing));
  const chosen = where === null ? "" : `where (${rowKey} & ${where.mask})::int = any('{${where.buckets.join()}}')`;
  return stream(
    side.client,
    `select ${[key, ...names(shown, side), ...values].join(", ")}
     from ${hashed(side)} ${chosen}
     order by (${key}) collate "C"`,
  );
}

/** @returns how many rows of this key are lost */
async function judge(
  met: Met,
  key: readonly Column[],
  tallies: readonly Tally[],
  lost: Record<string, string | null>[],
): Promise<number> {
  const [before] = met.before;
  if (before === undefined) return 0;
  const named: Example["key"] = Object.fromEntries(key.map(({ name }, place) => [name, before[place + 1] ?? null]));
  const [first, only] = [key.length + 1, 1];
  const same = met.after.find((row) => row.slice(only).every((value, place) => value === before[first + place]));
  const after = same ?? met.after[0];
  if (after === undefined) {
    if (lost.length < shownExamples) lost.push(named);
    return 1;
  }
  for (const [place, counting] of tallies.entries()) {
    await counting.add(named, before[first + place] ?? null, after[only + place] ?? null);
  }
  return 0;
}
