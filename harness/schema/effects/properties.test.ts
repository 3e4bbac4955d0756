import fc from "fast-check";
import { expect, test } from "vitest";
import type { Effect, Schema, SchemaObject } from "../../model/schema.ts";
import { runs } from "../../runs.fixture.ts";
import { anyObject, anySchema, schemaWith } from "../arbitrary.fixture.ts";
import { type Chains, chains, compareSchemas, keyOf } from "../index.ts";

const options = { numRuns: runs(400) };

/** Makes an object or sets its facts, or drops it. */
interface Deed {
  readonly drops: boolean;
  readonly object: SchemaObject;
}
type Migration = readonly Deed[];

const nameless = anyObject.filter(({ kind }) => !["constraint", "index", "sequence"].includes(kind));

function migrations(object: fc.Arbitrary<SchemaObject>): fc.Arbitrary<readonly Migration[]> {
  const deed = fc.record({ drops: fc.boolean(), object });
  return fc.array(fc.array(deed, { maxLength: 3 }), { minLength: 1, maxLength: 8 });
}

function applied(schema: Schema, migration: Migration): Schema {
  const objects = new Map(schema.objects.map((object) => [keyOf(object), object]));
  for (const { drops, object } of migration) {
    if (drops) objects.delete(keyOf(object));
    else objects.set(keyOf(object), object);
  }
  return schemaWith([...objects.values()]);
}

/** The states before and after each migration. */
function statesOf(start: Schema, all: readonly Migration[]): readonly Schema[] {
  const states = [start];
  for (const migration of all) states.push(applied(states.at(-1) ?? start, migration));
  return states;
}

function chainsOf(states: readonly Schema[]): Chains {
  const made = chains();
  for (const [index, state] of states.entries()) made.add(index === 0 ? null : String(index), state);
  return made;
}

function real(live: Schema, history: Schema): number {
  return compareSchemas(live, history).filter(({ noise }) => noise === null).length;
}

test("after some of the migrations, those that alone touch what they touch are told exactly", () => {
  let judged = 0;
  fc.assert(
    fc.property(anySchema, migrations(nameless), fc.infiniteStream(fc.boolean()), (start, all, choice) => {
      const states = statesOf(start, all);
      const chosen = all.map(() => choice.next().value === true);
      const live = all.filter((_, index) => chosen[index]).reduce(applied, start);
      const effects = chainsOf(states)
        .effects(live)
        .migrations.map(({ effect }) => effect);
      for (const [index, migration] of all.entries()) {
        const keys = new Set(migration.map(({ object }) => keyOf(object)));
        const isAlone = all.every((one, at) => at === index || one.every(({ object }) => !keys.has(keyOf(object))));
        if (!isAlone) continue;
        judged++;
        const changes = compareSchemas(states[index] ?? start, states[index + 1] ?? start);
        // Labels in another order are no evidence.
        const isSeen = changes.some(({ noise }) => noise !== "label-order");
        const expected: Effect = chosen[index] ? "in-effect" : "no-effect";
        expect(effects[index]).toBe(isSeen ? expected : "unseen");
      }
    }),
    options,
  );
  expect(judged).toBeGreaterThan(options.numRuns / 4);
});

test("a database that stands anywhere in its history is never said to lie", () => {
  fc.assert(
    fc.property(anySchema, migrations(anyObject), fc.nat(), (start, all, choice) => {
      const states = statesOf(start, all);
      const stands = choice % states.length;
      const live = states[stands] ?? start;
      const { migrations: effects, nearest } = chainsOf(states).effects(live);
      const wrong = effects.filter(({ effect }, index) =>
        (index < stands ? ["no-effect", "part"] : ["in-effect", "part"]).includes(effect),
      );
      expect(wrong).toEqual([]);
      expect(nearest.differences).toBe(0);
      expect(real(live, states[Number(nearest.after ?? 0)] ?? start)).toBe(0);
    }),
    options,
  );
});

test("no state is nearer than the nearest", () => {
  fc.assert(
    fc.property(anySchema, migrations(nameless), anySchema, (start, all, live) => {
      const states = statesOf(start, all);
      const { nearest } = chainsOf(states).effects(live);
      const distances = states.map((state) => real(live, state));
      expect(nearest.differences).toBe(Math.min(...distances));
      expect(Number(nearest.after ?? 0)).toBe(distances.lastIndexOf(nearest.differences));
    }),
    options,
  );
});

test("each state can be had again, and what made a difference changed that object", () => {
  let blamed = 0;
  fc.assert(
    fc.property(anySchema, migrations(anyObject), anySchema, (start, all, live) => {
      const states = statesOf(start, all);
      const made = chainsOf(states);
      expect(states.map((_, index) => made.after(index === 0 ? null : String(index)))).toEqual(states);
      for (const difference of compareSchemas(live, states.at(-1) ?? start)) {
        const migration = made.madeBy(difference);
        const renamed = difference.facts.find(({ fact }) => fact === "name")?.history;
        const key = keyOf({ ...difference.object, ...(typeof renamed === "string" ? { name: renamed } : {}) });
        const deeds = all[Number(migration) - 1] ?? [];
        if (migration === null) continue;
        blamed += 1;
        expect(deeds.map(({ object }) => keyOf(object))).toContain(key);
      }
    }),
    options,
  );
  expect(blamed).toBeGreaterThan(options.numRuns / 4);
});
