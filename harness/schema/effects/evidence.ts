import type { Effect, MigrationEffect } from "../../model/schema.ts";
import type { Deed, Trace } from "./traces.ts";

/** What speaks for and against one migration. */
interface Evidence {
  readonly there: Deed[];
  /** Not there, but a later step of the same thing is: it was changed again, or never ran. */
  readonly passed: Deed[];
  readonly absent: Deed[];
}

/** How much of each migration is there. The first is what leads from state 0 to state 1. */
export function effectsOf(traces: readonly Trace[], migrations: readonly string[]): readonly MigrationEffect[] {
  const evidence = withLacking(evidenceIn(settled(traces)), traces);
  return migrations.map((migration, index): MigrationEffect => {
    const found = evidence.get(index + 1);
    if (found === undefined) return { migration, effect: "unseen", there: [], absent: [] };
    const effect = effectOf(found);
    const there = found.there.length === 0 && effect === "in-effect" ? found.passed : found.there;
    return { migration, effect, there: textsOf(there), absent: textsOf(found.absent) };
  });
}

function effectOf({ there, passed, absent }: Evidence): Effect {
  if (there.length > 0) return absent.length > 0 ? "part" : "in-effect";
  if (absent.length > 0) return "no-effect";
  return passed.length > 0 ? "in-effect" : "unknown";
}

/** By the number of the state. */
function evidenceIn(traces: readonly Trace[]): ReadonlyMap<number, Evidence> {
  const evidence = new Map<number, Evidence>();
  for (const { steps, candidates } of traces) {
    const [first, last] = [candidates[0], candidates.at(-1)];
    for (const [place, { at, deed }] of steps.entries()) {
      if (place === 0) continue;
      const found = evidence.get(at) ?? { there: [], passed: [], absent: [] };
      evidence.set(at, found);
      // A value that the history never had, or had on both sides of the step, tells nothing.
      if (deed === null || first === undefined || last === undefined) continue;
      if (first === place) found.there.push(deed);
      else if (first > place) found.passed.push(deed);
      else if (last < place) found.absent.push(deed);
    }
  }
  return evidence;
}

/**
 * What a migration without effect did not make, no later one has changed. Where the object was made and is gone, it is not
 * the later one's doing.
 */
function withLacking(evidence: ReadonlyMap<number, Evidence>, traces: readonly Trace[]): ReadonlyMap<number, Evidence> {
  const without = new Set([...evidence].flatMap(([at, found]) => (effectOf(found) === "no-effect" ? [at] : [])));
  for (const { steps, madeAt } of traces) {
    if (madeAt === null || !without.has(madeAt)) continue;
    for (const { at, deed } of steps) if (deed !== null) evidence.get(at)?.absent.push(deed);
  }
  return evidence;
}

/**
 * Takes away the candidates that what is known of other things rules out: what a migration without effect would have
 * left, and what one in effect would have changed. Each thing that is settled may settle others.
 */
function settled(traces: readonly Trace[]): readonly Trace[] {
  const evidence = [...evidenceIn(traces)];
  const ran = numbers(evidence.filter(([, { there, absent }]) => there.length > 0 && absent.length === 0));
  const without = numbers(
    evidence.filter(([, { there, passed, absent }]) => absent.length > 0 && there.length + passed.length === 0),
  );
  const narrowed = traces.map((trace) => narrow(trace, ran, without));
  return narrowed.every((trace, index) => trace === traces[index]) ? traces : settled(narrowed);
}

function numbers(evidence: readonly (readonly [number, Evidence])[]): ReadonlySet<number> {
  return new Set(evidence.map(([at]) => at));
}

function narrow(trace: Trace, ran: ReadonlySet<number>, without: ReadonlySet<number>): Trace {
  const { steps, candidates } = trace;
  if (candidates.length < 2) return trace;
  const left = candidates.filter((place) => {
    const isRuledOut = (from: number, to: number, by: ReadonlySet<number>) =>
      steps.slice(from, to).some(({ at, isMove }) => !isMove && by.has(at));
    return !isRuledOut(place, place + 1, without) && !isRuledOut(place + 1, steps.length, ran);
  });
  return left.length === 0 || left.length === candidates.length ? trace : { ...trace, candidates: left };
}

/** Without what goes with something that is named as well. */
function textsOf(deeds: readonly Deed[]): readonly string[] {
  const whole = new Set(deeds.flatMap(({ whole, object }) => (whole && object.on === null ? [object.name] : [])));
  const outer = deeds.filter(({ object }) => object.on === null || !whole.has(object.on));
  return [...new Set(outer.map(({ text }) => text))];
}
