import type { Fact, SchemaObject } from "../../model/schema.ts";
import { isList, sameValue } from "../fact.ts";
import { nameOf } from "../names.ts";
import { movesIn } from "./moves.ts";
import type { Version, Versions } from "./versions.ts";

/** What a migration did to an object. */
export interface Deed {
  readonly object: SchemaObject;
  /** "column public.users.email", "drop of …", "type of …" */
  readonly text: string;
  /** It made or dropped the object. */
  readonly whole: boolean;
}

export interface Step {
  /** The number of the state that shows it first. */
  readonly at: number;
  /** Null for state 0, and where another trace shows the same. */
  readonly deed: Deed | null;
  /** The object only went along with its table, and is lost: there is no telling since when. */
  readonly isMove: boolean;
}

/** One thing that can be seen of an object, through the states of a history. */
export interface Trace {
  /** Where its value changed; the first is state 0. */
  readonly steps: readonly Step[];
  /** The steps, by their place, after which the value is what the live schema has; none where it never was. */
  readonly candidates: readonly number[];
  /** For what is to be seen of an object that the live schema lacks: the state that made the object first. */
  readonly madeAt: number | null;
}

/** All that can be seen of a history in a live schema; what never changed is left out. */
export function tracesOf(versions: Versions, live: ReadonlyMap<string, SchemaObject>): readonly Trace[] {
  const moves = movesIn(versions);
  return [...versions].flatMap(([key, known]) => {
    if (known.length < 2) return [];
    const asMove = (step: Step): Step =>
      moves.has(key, step.at) ? { ...step, deed: null, isMove: !moves.stands(key, step.at, live) } : step;
    return tracesOfOne(known, live.get(key) ?? null).map((trace) => ({ ...trace, steps: trace.steps.map(asMove) }));
  });
}

function tracesOfOne(versions: readonly Version[], live: SchemaObject | null): readonly Trace[] {
  const existence = trace(versions, {
    of: (object) => object !== null,
    live: live !== null,
    deed: (object, before) => (object === null ? dropped(before) : made(object)),
  });
  const objects = [...versions.flatMap(({ object }) => object ?? []), ...(live === null ? [] : [live])];
  const facts = [...new Set(objects.flatMap((object) => Object.keys(object.facts)))];
  const traces = facts.flatMap((fact) => tracesOfFact(versions, live, fact, elementsOf(objects, fact)));
  if (live !== null) return [existence, ...traces];
  const madeAt = versions.find(({ object }) => object !== null)?.at ?? 0;
  return [existence, ...traces.map(({ steps }): Trace => ({ steps, candidates: [], madeAt }))];
}

/** Every element of a list is told for itself: two migrations may each add a label. */
function tracesOfFact(
  versions: readonly Version[],
  live: SchemaObject | null,
  fact: string,
  elements: readonly string[],
): readonly Trace[] {
  const traceOf = (value: (object: SchemaObject) => Fact | undefined, what: string) => {
    const of = (object: SchemaObject | null) => (object === null ? undefined : value(object));
    return trace(versions, {
      of,
      live: of(live),
      deed: (object, before) => {
        // That it went is told by its existence.
        if (object === null) return null;
        return before === null ? made(object) : { object, text: `${what} of ${shown(object)}`, whole: false };
      },
    });
  };
  if (elements.length === 0) return [traceOf(({ facts }) => facts[fact], fact)];
  return elements.map((element) =>
    traceOf(({ facts }) => listOf(facts[fact]).includes(element), `${fact.replace(/s$/, "")} ${element}`),
  );
}

interface Value {
  of(object: SchemaObject | null): Fact | undefined;
  readonly live: Fact | undefined;
  deed(object: SchemaObject | null, before: SchemaObject | null): Deed | null;
}

function trace(versions: readonly Version[], value: Value): Trace {
  const changes = versions
    .map(({ at, object }, place) => ({ at, object, before: versions[place - 1]?.object ?? null }))
    .filter(({ object, before }, place) => place === 0 || !sameValue(value.of(object), value.of(before)));
  return {
    steps: changes.map(({ at, object, before }, place) => ({
      at,
      deed: place === 0 ? null : value.deed(object, before),
      isMove: false,
    })),
    candidates: changes.flatMap(({ object }, place) => (sameValue(value.of(object), value.live) ? [place] : [])),
    madeAt: null,
  };
}

function elementsOf(objects: readonly SchemaObject[], fact: string): readonly string[] {
  return [...new Set(objects.flatMap(({ facts }) => listOf(facts[fact])))];
}

function listOf(fact: Fact | undefined): readonly string[] {
  return isList(fact) ? fact : [];
}

function made(object: SchemaObject): Deed {
  return { object, text: shown(object), whole: true };
}

function dropped(object: SchemaObject | null): Deed | null {
  return object === null ? null : { object, text: `drop of ${shown(object)}`, whole: true };
}

function shown(object: SchemaObject): string {
  return `${object.kind} ${nameOf(object)}`;
}
