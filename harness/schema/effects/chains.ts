import type { Effects, Schema, SchemaDifference, SchemaObject } from "../../model/schema.ts";
import { sameFact } from "../fact.ts";
import { keyOf } from "../names.ts";
import { essence } from "../pair.ts";
import { effectsOf } from "./evidence.ts";
import { distance, nearestState } from "./nearest.ts";
import { tracesOf } from "./traces.ts";
import { objectsAt, states, type Version, type Versions } from "./versions.ts";

/** What a history makes, migration by migration: one schema, and what every migration changed of it. */
export interface Chains {
  /** The first state is the one before all migrations, and its migration is null. */
  add(migration: string | null, schema: Schema): void;
  /** What a live schema shows of each migration that was added. */
  effects(live: Schema): Effects;
  /** The schema after a migration; undefined where it was not added. */
  after(migration: string | null): Schema | undefined;
  /** The migration that left what the history has, or took away what it has not; null where none did. */
  madeBy(difference: SchemaDifference): string | null;
}

export function chains(): Chains {
  const known = states();
  const migrations: (string | null)[] = [];
  let postgres = 0;
  return {
    add: (migration, schema) => {
      known.add(schema);
      migrations.push(migration);
      postgres = schema.postgres;
    },
    effects: (live) => {
      const named = byKeysOf(known.versions, live);
      const nearest = nearestState(known.versions, migrations.length, named, live.postgres === postgres);
      return {
        migrations: effectsOf(
          tracesOf(known.versions, named),
          migrations.flatMap((migration) => migration ?? []),
        ),
        nearest: { after: migrations[nearest] ?? null, differences: distance(live, known.versions, nearest, postgres) },
      };
    },
    after: (migration) => {
      const state = migrations.indexOf(migration);
      return state === -1 ? undefined : { postgres, objects: objectsAt(known.versions, state) };
    },
    madeBy: (difference) => {
      const at = madeAt(known.versions.get(keyInHistory(difference)) ?? [], difference);
      return migrations[at ?? 0] ?? null;
    },
  };
}

/** Live objects by the keys that they have in the history: names that are by-products may be others there. */
function byKeysOf(versions: Versions, { objects }: Schema): ReadonlyMap<string, SchemaObject> {
  const essences = new Map([...versions].map(([key, known]) => [key, essencesOf(known)]));
  const named = new Map<string, SchemaObject>();
  const isSettled = (object: SchemaObject) => {
    const alike = essence(object);
    return alike === null || essences.get(keyOf(object))?.has(alike) === true;
  };
  for (const object of objects) if (isSettled(object)) named.set(keyOf(object), object);
  const free = [...essences].filter(([key]) => !named.has(key));
  const others = new Map(free.flatMap(([key, known]) => [...known].map((alike) => [alike, key] as const)));
  for (const object of objects) {
    if (isSettled(object)) continue;
    const key = others.get(essence(object) ?? "") ?? keyOf(object);
    // One that has no place in the history any more is in production only.
    named.set(named.has(key) ? `${keyOf(object)}\0live` : key, object);
  }
  return named;
}

function essencesOf(versions: readonly Version[]): ReadonlySet<string> {
  return new Set(versions.flatMap(({ object }) => (object === null ? [] : (essence(object) ?? []))));
}

function keyInHistory({ object, facts }: SchemaDifference): string {
  const name = facts.find(({ fact }) => fact === "name")?.history;
  return keyOf(typeof name === "string" ? { ...object, name } : object);
}

/** The state from which on the history is as it is where it differs. */
function madeAt(versions: readonly Version[], { side, facts }: SchemaDifference): number | null {
  if (side !== "differs") return since(versions, ({ object }) => (object === null) === (side === "only-live"));
  const states = facts.map(({ fact, history }) =>
    since(
      versions,
      ({ object }) => object !== null && (fact === "name" || sameFact(fact, object.facts[fact], history)),
    ),
  );
  return Math.max(...states.map((state) => state ?? 0));
}

/** The first state of the last ones that hold; null where none does. */
function since(versions: readonly Version[], holds: (version: Version) => boolean): number | null {
  const last = versions.findLastIndex(holds);
  const before = versions.slice(0, last + 1).findLastIndex((version) => !holds(version));
  return versions[before + 1]?.at ?? null;
}
