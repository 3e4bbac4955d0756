import type { Client } from "pg";
import type { Atom } from "./atoms.ts";
import type { Axis } from "./axis.ts";
import { compute, judge, type Shape, type Text } from "./judge.ts";
import type { Random } from "./random.ts";

export interface Line {
  readonly axis: Axis;
  readonly positions: readonly number[];
}

/** What binds the cells of several atoms. */
export interface Bond {
  readonly shape: Shape;
  /** The cells that the shape's columns come from. */
  readonly positions: readonly number[];
  /** Expressions of which none may be false. */
  readonly checks: readonly string[];
  /** Columns that a check fixes to an expression over the others: computed, since no chance would find them. */
  readonly fixed: readonly { readonly position: number; readonly expression: string }[];
  /** Groups of cells of one type whose values lie on a line and may be moved on it. */
  readonly lines: readonly Line[];
  /** Expressions of which one must be true, each wanted about equally often: the partitions. */
  readonly strata: readonly string[];
  /** Cells of keys in which even NULL may not repeat. */
  readonly strict: ReadonlySet<number>;
}

// Tuples kept for columns that may repeat; rounds of trying until then.
const enough = 400;
const rounds = 6;

/**
 * Joins atoms that checks or partition bounds bind: their combinations are tried on the server, and
 * only those that it accepts are drawn. Where it accepts none, rows are made anyway, so that the
 * refusal can be reported in the server's words.
 */
export async function bindAtoms(
  client: Client,
  atoms: readonly Atom[],
  bond: Bond,
  random: Random,
  wanted: number,
): Promise<Atom> {
  const positions = atoms.flatMap((atom) => atom.positions);
  const distinct = atoms.some((atom) => atom.distinct);
  const bins: (readonly Text[])[][] = (bond.strata.length === 0 ? ["all"] : bond.strata).map(() => []);
  const cursors = bins.map(() => 0);
  const supply = (): number => bins.reduce((sum, bin, at) => sum + bin.length - (cursors[at] as number), 0);
  let refused: readonly (readonly Text[])[] = [];

  const used = atoms.map(() => new Set<string>());
  const strict = atoms.map((atom) => atom.positions.some((position) => bond.strict.has(position)));
  const sift = async (combined: readonly (readonly Text[])[]): Promise<readonly (readonly Text[] | null)[]> => {
    const combinations = await fix(client, combined, positions, bond);
    const kept: (readonly Text[] | null)[] = combined.map(() => null);
    for (const [at, bin] of (await verdicts(client, combinations, positions, bond)).entries()) {
      const tuple = combinations[at] as readonly Text[];
      const parts = split(atoms, tuple);
      if (bin === null || parts.some((part, which) => used[which]?.has(part))) continue;
      for (const [which, part] of parts.entries())
        if (atoms[which]?.distinct && (strict[which] || !holdsNull(part))) used[which]?.add(part);
      bins[bin]?.push(tuple);
      kept[at] = tuple;
    }
    return kept;
  };
  const top = async (goal: number): Promise<void> => {
    for (let round = 0; round < rounds && (supply() < goal || bins.some((bin) => bin.length === 0)); round++) {
      const count = Math.min(2000, Math.max(600, (goal - supply()) * 2));
      const made = [...combine(atoms, count >> 1, random), ...varied(atoms, bins.flat(), count >> 1, random)];
      if (made.length === 0) break;
      made.push(...neared(made.slice(0, count >> 2), positions, bond.lines, random));
      const kept = await sift(made);
      if (kept.every((tuple) => tuple === null)) refused = made;
    }
    // They are drawn from the front, one after the other.
    for (const [at, bin] of bins.entries())
      if (distinct) bin.push(...alternating(byNulls(bin.splice(cursors[at] ?? 0))));
  };
  const planted = await plant(atoms, sift, random);
  // What is planted is not drawn again where no tuple may repeat.
  if (distinct) for (const [at, bin] of bins.entries()) bins[at] = bin.filter((tuple) => !planted.includes(tuple));
  await top(distinct ? wanted : enough);
  const kinds = bins.map(byNulls);
  return {
    positions,
    suggested: [],
    planted: [...bins.flatMap((bin) => (distinct ? [] : bin.slice(0, 2))), ...planted],
    distinct,
    draw() {
      const full = bins.flatMap((bin, at) => ((distinct ? (cursors[at] as number) : 0) < bin.length ? [at] : []));
      if (full.length === 0) return refused.length === 0 || planted.length > 0 ? null : random.pick(refused);
      const chosen = random.pick(full);
      const bin = bins[chosen] as (readonly Text[])[];
      return distinct
        ? (bin[(cursors[chosen] as number)++ % bin.length] as readonly Text[])
        : random.pick(random.pick(kinds[chosen] ?? [bin]));
    },
    ...(distinct ? { refill: top } : {}),
  };
}

/** Tuples by which of their cells are NULL: a kind of row that few combinations happen upon is drawn as often as the others. */
function byNulls(tuples: readonly (readonly Text[])[]): readonly (readonly (readonly Text[])[])[] {
  const kinds = new Map<string, (readonly Text[])[]>();
  for (const tuple of tuples) {
    const kind = tuple.map((text) => (text === null ? "0" : "1")).join("");
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [tuple]);
    else same.push(tuple);
  }
  return [...kinds.values()];
}

/** One of each kind in turn. */
function alternating<Item>(kinds: readonly (readonly Item[])[]): readonly Item[] {
  const longest = Math.max(0, ...kinds.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => kinds.flatMap((kind) => kind.slice(at, at + 1))).flat();
}

/** Puts the computed values into their cells; where they cannot be computed, the cells stay as they are. */
async function fix(
  client: Client,
  combinations: readonly (readonly Text[])[],
  positions: readonly number[],
  bond: Bond,
): Promise<readonly (readonly Text[])[]> {
  if (bond.fixed.length === 0) return combinations;
  const places = bond.positions.map((position) => positions.indexOf(position));
  const rows = combinations.map((tuple) => places.map((place) => tuple[place] ?? null));
  const found = await compute(
    client,
    bond.shape,
    rows,
    bond.fixed.map(({ expression }) => expression),
  );
  return combinations.map((tuple, at) => {
    const values = found[at] ?? null;
    return tuple.map((text, place) => {
      const which = bond.fixed.findIndex(({ position }) => position === positions[place]);
      return which < 0 || values === null ? text : (values[which] ?? null);
    });
  });
}

/** Per combination the number of its stratum, or null when it is refused. */
async function verdicts(
  client: Client,
  combinations: readonly (readonly Text[])[],
  positions: readonly number[],
  bond: Bond,
): Promise<readonly (number | null)[]> {
  const places = bond.positions.map((position) => positions.indexOf(position));
  const rows = combinations.map((tuple) => places.map((place) => tuple[place] ?? null));
  const expressions = [
    ...bond.checks.map((check) => `(${check}) is not false`),
    ...bond.strata.map((one) => `(${one}) is true`),
  ];
  const answers = await judge(client, bond.shape, rows, expressions);
  return answers.map((answer) => {
    if (answer === null || !answer.slice(0, bond.checks.length).every(Boolean)) return null;
    const stratum = answer.slice(bond.checks.length).indexOf(true);
    return bond.strata.length === 0 ? 0 : stratum < 0 ? null : stratum;
  });
}

// Combinations with each value that must appear. One that comes once and is not accepted is tried with more.
const partners = 8;
const more = 40;

/** For each value that must appear, the first combination with it that is accepted. */
async function plant(
  atoms: readonly Atom[],
  sift: (combined: readonly (readonly Text[])[]) => Promise<readonly (readonly Text[] | null)[]>,
  random: Random,
): Promise<readonly (readonly Text[])[]> {
  const wanted = atoms.flatMap(({ planted }, which) => planted.map((cells) => ({ which, cells })));
  const found = await matched(wanted, partners);
  const again = wanted.filter((one) => atoms[one.which]?.distinct && !found.has(one));
  return [...found.values(), ...(await matched(again, more)).values()];

  async function matched(some: readonly Fixed[], count: number): Promise<ReadonlyMap<Fixed, readonly Text[]>> {
    const tried = some.flatMap((one) => combine(atoms, count, random, one).map((tuple) => ({ one, tuple })));
    const kept = await sift(tried.map(({ tuple }) => tuple));
    const first = new Map<Fixed, readonly Text[]>();
    for (const [at, { one }] of tried.entries()) {
      const tuple = kept[at] ?? null;
      if (tuple !== null && !first.has(one)) first.set(one, tuple);
    }
    return first;
  }
}

function holdsNull(part: string): boolean {
  return (JSON.parse(part) as readonly Text[]).includes(null);
}

function split(atoms: readonly Atom[], tuple: readonly Text[]): readonly string[] {
  let from = 0;
  return atoms.map((atom) => {
    from += atom.positions.length;
    return JSON.stringify(tuple.slice(from - atom.positions.length, from));
  });
}

/** Accepted combinations with one part changed: they are likelier to be accepted than new ones. */
function varied(
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
function neared(
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
interface Fixed {
  readonly which: number;
  readonly cells: readonly Text[];
}

/** The atom's tuple of NULLs; null where it may not be left open. */
function blank({ planted }: Atom): readonly Text[] | null {
  return planted.find((tuple) => tuple.every((text) => text === null)) ?? null;
}

function combine(atoms: readonly Atom[], count: number, random: Random, fixed?: Fixed): readonly (readonly Text[])[] {
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
