import type { Atom } from "./atoms.ts";
import type { Text } from "./judge.ts";
import type { TablePlan } from "./plan.ts";
import type { Random } from "./random.ts";
import type { Row } from "./rows.ts";

/** Which tuple of which atom a row must show. */
export type Due = Map<Atom, readonly Text[]>;

/** What must appear in a table's rows, and where: a tuple whose row was not made or not taken gets a row of its own. */
export interface Plantings {
  /** Spreads what must appear over the `rows` that are made first; does nothing when asked again. */
  spread(rows: number): void;
  /** What the next row must show. @param plain only what an earlier row should have shown */
  next(plain: boolean): Due;
  /** A tuple of the atom that waits for a later row, and waits no more; null where none does. */
  early(atom: Atom): readonly Text[] | null;
  /** No row could be made for these. */
  missed(due: Due): void;
  /** The row was made for these; one that it does not show is owed. */
  carried(row: Row, due: Due): void;
  /** What rows that were sent and not accepted should have shown is owed. @returns those rows */
  settled(sent: readonly Row[], accepted: readonly Row[]): readonly Row[];
  /** How many tuples are owed. */
  owed(): number;
  /** Whether some tuple is given up. */
  failed(): boolean;
}

// A tuple that so many rows could not show does not go with the rest of the table.
const chances = 3;

export function plantingsOf(plan: TablePlan, random: Random): Plantings {
  let schedule: Schedule | null = null;
  let index = 0;
  const waiting: Due[] = [];
  const under = new Map<Row, Due>();
  const tries = new Map<readonly Text[], number>();
  const owe = (atom: Atom, cells: readonly Text[]): void => {
    const made = (tries.get(cells) ?? 0) + 1;
    tries.set(cells, made);
    if (made <= chances) waiting.push(new Map([[atom, cells]]));
  };
  const missed = (due: Due): void => {
    for (const [atom, cells] of due) owe(atom, cells);
  };
  return {
    spread(rows) {
      schedule ??= scheduled(plan, rows, random);
    },
    next: (plain) => (plain ? undefined : schedule?.get(index++)) ?? waiting.shift() ?? new Map(),
    early(atom) {
      for (const [at, due] of schedule ?? []) {
        const cells = at < index ? undefined : due.get(atom);
        if (cells !== undefined && due.delete(atom)) return cells;
      }
      const at = waiting.findIndex((due) => due.has(atom));
      return at < 0 ? null : (waiting.splice(at, 1)[0]?.get(atom) ?? null);
    },
    missed,
    carried(row, due) {
      if (due.size === 0) return;
      under.set(row, due);
      for (const [atom, cells] of due) {
        if (!atom.positions.every((position, at) => row[position] === cells[at])) owe(atom, cells);
      }
    },
    settled(sent, accepted) {
      if (under.size === 0) return [];
      const taken = new Set(accepted);
      return sent.filter((row) => {
        const due = under.get(row);
        under.delete(row);
        if (due === undefined || taken.has(row)) return false;
        missed(due);
        return true;
      });
    },
    owed: () => waiting.length,
    failed: () => [...tries.values()].some((made) => made > chances),
  };
}

/** By row, counted from 0. */
type Schedule = ReadonlyMap<number, Due>;

/**
 * By row, which tuple of which atom is planted there, within the `rows` that are made first: the first of them answer what a statement asks of several columns
 * at once, then every atom spreads its own over the next ones by its own chance.
 */
function scheduled(plan: TablePlan, rows: number, random: Random): Schedule {
  const found = new Map<number, Map<Atom, readonly Text[]>>();
  for (const atom of plan.atoms) {
    const answers = new Map<number, readonly Text[]>();
    for (const [row, cells] of plan.conjunctions.entries()) {
      const tuple = answerOf(atom, cells);
      if (tuple !== undefined && !(atom.distinct && [...answers.values()].includes(tuple))) answers.set(row, tuple);
    }
    const rest = atom.planted.filter((tuple) => !(atom.distinct && [...answers.values()].includes(tuple)));
    const zone = Math.max(rest.length, Math.min(rows - plan.conjunctions.length, 50, rest.length * 3));
    const places = random.shuffled(Array.from({ length: zone }, (_, at) => at + plan.conjunctions.length));
    for (const [at, cells] of rest.entries()) answers.set(places[at] as number, cells);
    for (const [row, cells] of answers) found.set(row, (found.get(row) ?? new Map()).set(atom, cells));
  }
  return found;
}

/** The tuple of an atom that answers a statement; undefined where it does not read the atom, or nothing does. */
function answerOf({ positions, planted }: Atom, cells: ReadonlyMap<number, string>): readonly Text[] | undefined {
  if (!positions.some((position) => cells.has(position))) return undefined;
  return planted.find((tuple) =>
    positions.every((position, at) => !cells.has(position) || tuple[at] === cells.get(position)),
  );
}
