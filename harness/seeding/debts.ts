import type { Atom } from "./atoms.ts";
import type { Text } from "./judge.ts";
import type { Row } from "./rows.ts";

/** Which tuple of which atom a row must show. */
export type Due = ReadonlyMap<Atom, readonly Text[]>;

/** Remembers tuples whose row was not made or not taken: each gets a row in which nothing else must appear. */
export interface DebtBook {
  /** What the next row must show. */
  next(): Due;
  /** No row could be made for these. */
  missed(due: Due): void;
  /** The row was made for these; one that it does not show is owed. */
  carried(row: Row, due: Due): void;
  /** What rows that were sent and not accepted should have shown is owed. @returns those rows */
  settled(sent: readonly Row[], accepted: readonly Row[]): readonly Row[];
  left(): number;
  /** Whether some tuple is given up. */
  failed(): boolean;
}

// A tuple that so many rows could not show does not go with the rest of the table.
const chances = 3;
const nothing: Due = new Map();

export function debtBook(): DebtBook {
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
    next: () => waiting.shift() ?? nothing,
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
    left: () => waiting.length,
    failed: () => [...tries.values()].some((made) => made > chances),
  };
}
