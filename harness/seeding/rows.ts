import { setImmediate } from "node:timers/promises";
import type { Refusal } from "../model/seed.ts";
import type { Atom } from "./atoms.ts";
import { agree } from "./companions.ts";
import { nameOf } from "./given.ts";
import type { Text } from "./judge.ts";
import type { Key } from "./keys.ts";
import type { TablePlan } from "./plan.ts";
import { type Due, plantingsOf } from "./plantings.ts";
import type { Random } from "./random.ts";
import type { SelfReference } from "./references.ts";

export type Row = readonly Text[];

/** Cells that a row must have, by position. */
export type Given = ReadonlyMap<number, Text>;

/** Makes the rows of one table, one after the other. */
export interface RowMaker {
  /** Asks the server for what the next `count` rows take. */
  prepare(count: number): Promise<void>;
  /**
   * Up to `count` rows, after `prepare`; fewer when a key has no values left. It lets other work go on between
   * the rows and asks the server nothing. They may point to each other and to what was stored before the call.
   * `plain` leaves out what must appear, but for what a row that was not made or not taken should have shown.
   */
  make(count: number, plain: boolean): Promise<readonly Row[]>;
  /** A row around cells that someone else chose; null where a key has no values left. */
  complete(given: Given): Promise<Row | null>;
  /** Of the rows that were sent, only the accepted ones may be pointed to from now on. */
  stored(sent: readonly Row[], accepted: readonly Row[]): void;
  /** How many tuples that must appear still wait for a row of their own. */
  owed(): number;
  /** Why rows could not be made: the key that leaves no room for them; null where none ended. */
  ended(): Refusal | null;
  /** Whether something that must appear does not go with the rest of the table. */
  failed(): boolean;
}

// Rows that later rows may point to, and rows in vain after which a key counts as used up.
const remembered = 2000;
const vain = 300;
const redraws = 12;
// Rows made without a pause.
const breath = 100;
const nothing: Given = new Map();

export function rowMaker(plan: TablePlan, random: Random): RowMaker {
  const plantings = plantingsOf(plan, random);
  const known: Row[] = [];
  let fresh: Row[] = [];
  let full: Key | null = null;
  const usedUp = ({ positions }: Atom): "used up" => {
    full = plan.keys.over(positions);
    return "used up";
  };
  const draw = (atom: Atom, attempt: number, due: Due): readonly Text[] | null => {
    const cells = atom.draw(attempt);
    if (cells !== null || !atom.distinct) return cells;
    const early = plantings.early(atom);
    if (early !== null) due.set(atom, early);
    return early;
  };
  /** @param due what the row must show; grows by what it shows before its time */
  const attempt = (due: Due, given: Given): Row | "conflict" | "used up" => {
    const row: Text[] = new Array<Text>(plan.columns.length).fill(null);
    const fixed = new Set<number>();
    for (const atom of plan.atoms) {
      const planted = due.get(atom);
      const cells = planted ?? draw(atom, 0, due);
      if (cells === null) return usedUp(atom);
      place(row, atom, cells, given);
      if (planted !== undefined) for (const position of atom.positions) fixed.add(position);
    }
    for (let again = 0; again <= redraws; again++) {
      for (const reference of plan.selfReferences)
        point(row, reference, given, fresh.length > 0 ? [known, fresh] : [known], random);
      const astray = plan.selfReferences.find((reference) => leadsNowhere(row, reference));
      const broken = astray === undefined ? plan.keys.conflict(row) : null;
      if (astray === undefined && broken === null) return settle(row, plan, fixed, given);
      const wrong = astray?.targets ?? broken?.positions ?? [];
      const touching = plan.atoms.filter((atom) => atom.positions.some((position) => wrong.includes(position)));
      const movable = touching.filter((atom) => again > 6 || !atom.positions.some((position) => fixed.has(position)));
      for (const atom of movable) {
        const cells = draw(atom, again + 1, due);
        if (cells === null) return usedUp(atom);
        place(row, atom, cells, given);
      }
      full = broken ?? full;
    }
    return "conflict";
  };
  const keep = (row: Row): Row => {
    plan.keys.enter(row);
    if (known.length + fresh.length < remembered) fresh.push(row);
    return row;
  };
  const prepare = async (count: number): Promise<void> => {
    for (const atom of plan.atoms) await atom.refill?.(count);
  };
  return {
    prepare,
    async make(count, plain) {
      fresh = [];
      if (!plain) plantings.spread(count);
      const made: Row[] = [];
      let failed = 0;
      while (made.length < count && failed < vain) {
        if (made.length % breath === breath - 1) await setImmediate();
        const due = plantings.next(plain);
        const row = attempt(due, nothing);
        if (typeof row === "string") {
          plantings.missed(due);
          failed++;
          if (row === "used up" && plain) break;
        } else {
          plantings.carried(row, due);
          made.push(keep(row));
        }
      }
      return made;
    },
    async complete(given) {
      await prepare(1);
      const due: Due = new Map();
      const row = attempt(due, given);
      if (typeof row === "string") return null;
      plantings.carried(row, due);
      return keep(row);
    },
    stored(sent, accepted) {
      for (const row of plantings.settled(sent, accepted)) plan.keys.leave(row);
      if (plan.selfReferences.length > 0) known.push(...accepted.slice(0, remembered - known.length));
    },
    owed: plantings.owed,
    failed: plantings.failed,
    ended: () => (full === null ? null : noRoom(plan, full)),
  };
}

const uniqueViolation = "23505";

function noRoom({ relation, columns }: TablePlan, { name, positions }: Key): Refusal {
  const cells = positions.map((position) => columns[position]?.name).join(", ");
  const message = `the unique key "${name}" has no more values that go together for ${cells}`;
  return { constraint: name, refusing: nameOf(relation), sqlstate: uniqueViolation, message };
}

function place(row: Text[], atom: Atom, cells: readonly Text[], given: Given): void {
  for (let at = 0; at < atom.positions.length; at++) {
    const position = atom.positions[at] as number;
    const chosen = given.get(position);
    row[position] = chosen === undefined ? (cells[at] ?? null) : chosen;
  }
}

/** Points a row at an earlier one, so that the rows form trees. */
function point(
  row: Text[],
  reference: SelfReference,
  given: Given,
  earlier: readonly (readonly Row[])[],
  random: Random,
): void {
  const { positions, targets, own, open } = reference;
  if (own.some((position) => given.has(position)) || own.length === 0) return;
  const shared = positions.flatMap((position, at) =>
    own.includes(position) ? [] : [{ position, target: targets[at] as number }],
  );
  if (reference.bound && own.some((position) => row[position] === null)) return;
  const parent = !reference.bound && random.next() < 0.2 ? null : parentOf(row, reference, shared, earlier, random);
  for (const [at, position] of positions.entries()) {
    if (!own.includes(position)) continue;
    if (parent !== null || open.length === 0) row[position] = (parent ?? row)[targets[at] as number] ?? null;
    else if (open.includes(position)) row[position] = null;
  }
}

/** Every row must point, and this one would point at a row whose own cells are NULL. */
function leadsNowhere(row: Row, { own, open }: SelfReference): boolean {
  return open.length === 0 && own.some((position) => row[position] === null);
}

/** An earlier row that agrees with the row in the cells that another key fills; null where none is found soon. */
function parentOf(
  row: Row,
  { targets, open }: SelfReference,
  shared: readonly { readonly position: number; readonly target: number }[],
  earlier: readonly (readonly Row[])[],
  random: Random,
): Row | null {
  const filled = earlier.filter(({ length }) => length > 0);
  for (let tries = 0; tries < 40 && filled.length > 0; tries++) {
    const parent = random.pick(random.pick(filled));
    const whole = open.length > 0 || targets.every((target) => parent[target] !== null);
    if (whole && shared.every(({ position, target }) => parent[target] === row[position])) return parent;
  }
  return null;
}

/** Puts pairs of times in their natural order, and has cells tell of the same person; but for those that were planted or given. */
function settle(row: Text[], plan: TablePlan, fixed: ReadonlySet<number>, given: Given): Row {
  const open = (position: number): boolean => !fixed.has(position) && !given.has(position);
  for (const agreement of plan.agreements) agree(row, agreement, open);
  for (const [first, second] of plan.earlier) {
    if (!open(first) || !open(second)) continue;
    const [start, end] = [row[first] ?? null, row[second] ?? null];
    if (start === null || end === null || start <= end) continue;
    row[first] = end;
    row[second] = start;
  }
  return row;
}
