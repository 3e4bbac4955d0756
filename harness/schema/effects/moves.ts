import type { SchemaObject } from "../../model/schema.ts";
import type { Versions } from "./versions.ts";

/**
 * What went with one table and came with another by the same migration, as by a rename: it was there before, and whether
 * it is there now says nothing of that migration.
 */
export interface Moves {
  /** Whether the object came or went so with that state. */
  has(key: string, at: number): boolean;
  /** Whether what went so from there stands in a live schema, wherever it came to. */
  stands(key: string, at: number, live: ReadonlyMap<string, SchemaObject>): boolean;
}

/** One object of a table that a state shows for the first time, or no more. */
interface Change {
  readonly key: string;
  readonly at: number;
  readonly object: SchemaObject;
  readonly arrives: boolean;
}

export function movesIn(versions: Versions): Moves {
  const changes = changesIn(versions);
  const gone = new Map(changes.flatMap((one) => (one.arrives ? [] : [[nameOf(one), one] as const])));
  const come = new Map(changes.flatMap((one) => (one.arrives ? [[nameOf(one), one] as const] : [])));
  const moves = changes.filter((one) => gone.has(nameOf(one)) && come.has(nameOf(one)));
  const from = new Map(moves.flatMap((one) => (one.arrives ? [] : [[moveOf(one), come.get(nameOf(one))] as const])));
  const all = new Set(moves.map(moveOf));
  const stands: Moves["stands"] = (key, at, live) => {
    const arrived = from.get(moveOf({ key, at }));
    if (arrived === undefined) return false;
    if (live.has(arrived.key)) return true;
    const next = moves.find((one) => one.key === arrived.key && one.at > at && !one.arrives);
    return next !== undefined && stands(next.key, next.at, live);
  };
  return { has: (key, at) => all.has(moveOf({ key, at })), stands };
}

function moveOf({ key, at }: Pick<Change, "key" | "at">): string {
  return `${at}\0${key}`;
}

/** The same for what goes and what comes under one name by one migration. */
function nameOf({ at, object: { kind, name } }: Change): string {
  return `${at}\0${kind}\0${name}`;
}

/** Changes of what stands on a table that comes or goes with it. */
function changesIn(versions: Versions): readonly Change[] {
  const tables = new Set<string>();
  const parts: Change[] = [];
  for (const [key, known] of versions) {
    for (const [place, { at, object }] of known.entries()) {
      const before = known[place - 1]?.object ?? null;
      const changed = object ?? before;
      if (place === 0 || changed === null || (object !== null && before !== null)) continue;
      const arrives = before === null;
      if (changed.on === null) tables.add(`${at} ${arrives} ${changed.name}`);
      else parts.push({ key, at, object: changed, arrives });
    }
  }
  return parts.filter(({ at, arrives, object }) => tables.has(`${at} ${arrives} ${object.on}`));
}
