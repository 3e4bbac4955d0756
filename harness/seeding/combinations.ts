import type { Atom } from "./atoms.ts";
import type { Axis } from "./axis.ts";
import type { Text } from "./judge.ts";
import type { Random } from "./random.ts";

/** Cells whose values have an order and distances. */
export interface Line {
  readonly axis: Axis;
  readonly positions: readonly number[];
}

/** Accepted combinations with one part changed: they are likelier to be accepted than new ones. */
export function varied(
  atoms: readonly Atom[],
  accepted: readonly (readonly Text[])[],
  count: number,
  random: Random,
): readonly (readonly Text[])[] {
  const made: (readonly Text[])[] = [];
  for (let at = 0; at < count && accepted.length > 0; at++) {
    const start = random.pick(accepted);
    const changed = random.below(atoms.length);
    let from = 0;
    const parts = atoms.map((atom, which) => {
      from += atom.positions.length;
      return which === changed || atom.distinct ? drawn(atom, random) : start.slice(from - atom.positions.length, from);
    });
    if (parts.includes(null)) break;
    made.push(parts.flatMap((part) => part ?? []));
  }
  return made;
}

/** Combinations with one cell moved close to another: a check on their distance accepts hardly any others. */
export function neared(
  combinations: readonly (readonly Text[])[],
  positions: readonly number[],
  lines: readonly Line[],
  random: Random,
): readonly (readonly Text[])[] {
  if (lines.length === 0) return [];
  return combinations.flatMap((tuple) => {
    const line = random.pick(lines);
    const [moved, fixed] = random.shuffled(line.positions).map((position) => positions.indexOf(position));
    const from = fixed === undefined ? null : line.axis.parse(tuple[fixed] ?? "");
    if (from === null) return [];
    // From a microsecond to a day, from one to billions.
    const distance = (line.axis.steps[0] ?? 1n) * BigInt(1 + random.below(9)) * 10n ** BigInt(random.below(11));
    const to = random.next() < 0.5 ? from - distance : from + distance;
    if (to < line.axis.least || to > line.axis.most) return [];
    return [tuple.map((text, at) => (at === moved ? line.axis.print(to) : text))];
  });
}

function drawn(atom: Atom, random: Random): readonly Text[] | null {
  if (atom.distinct) return atom.draw(0);
  const chance = random.next();
  if (chance < 0.35 && atom.suggested.length > 0) return random.pick(atom.suggested);
  return chance > 0.75 && atom.planted.length > 0 ? random.pick(atom.planted) : atom.draw(0);
}

// Checks that tell kinds of rows apart want several of their columns NULL at once, or nearly all.
const sparseness = [0, 0.4, 0.8];

/** The cells of one of the atoms. */
export interface Fixed {
  readonly which: number;
  readonly cells: readonly Text[];
}

/** The atom's tuple of NULLs; null where it may not be left open. */
function blank({ planted }: Atom): readonly Text[] | null {
  return planted.find((tuple) => tuple.every((text) => text === null)) ?? null;
}

/**
 * Tuples over the cells of all atoms, each put together anew; fewer than `count` where an atom has no more.
 * @param fixed what one of the atoms has in all of them
 */
export function combine(
  atoms: readonly Atom[],
  count: number,
  random: Random,
  fixed?: Fixed,
): readonly (readonly Text[])[] {
  const made: (readonly Text[])[] = [];
  for (let at = 0; at < count; at++) {
    const open = sparseness[at % sparseness.length] as number;
    const parts = atoms.map((atom, which) => {
      if (fixed?.which === which) return fixed.cells;
      return (open > 0 && random.next() < open ? blank(atom) : null) ?? drawn(atom, random);
    });
    if (parts.includes(null)) break;
    made.push(parts.flatMap((part) => part ?? []));
  }
  return made;
}
