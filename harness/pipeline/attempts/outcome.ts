import type { Sequence } from "../../model/catalog.ts";
import type { AttemptOutcome, Facts } from "../../model/evidence.ts";
import { rowKey } from "../../text/ledger.ts";

/** What a database holds, and the migrations that its ledger claims. */
export interface Standing {
  readonly facts: Facts;
  readonly recorded: ReadonlySet<string>;
}

/**
 * What a way back came to, by what was read before and after it, never by what it says of itself.
 * @param refused something of it was
 */
export function outcomeOf(refused: boolean, live: Standing, now: Standing): AttemptOutcome {
  const isWhole = holdsTheSame(live.facts, now.facts);
  if (refused) return isWhole && isSame(live.facts.ledger, now.facts.ledger) ? "blocked" : "half";
  if (!isWhole) return "reverted";
  if ([...live.recorded].some((migration) => !now.recorded.has(migration))) return "pretended";
  // What was recorded again has another id.
  return isSame(live.facts.ledger.map(rowKey), now.facts.ledger.map(rowKey)) ? "no-op" : "reverted";
}

/** Equal facts are equal rows, key by key. */
function holdsTheSame(live: Facts, now: Facts): boolean {
  return isSame(standing(live), standing(now)) && !someWentBack(live.catalog.sequences, now.catalog.sequences);
}

/** All but the ledger's rows, and how far sequences are: what is rolled back draws from them, too. */
function standing({ catalog, fingerprints, reaches }: Facts): unknown {
  const tables = new Set(catalog.relations.map(({ oid }) => oid));
  return [
    { ...catalog, sequences: catalog.sequences.map(({ next, ...sequence }) => sequence) },
    [...tables].map((oid) => fingerprints[oid]),
    reaches.filter(({ relation }) => tables.has(relation)),
  ];
}

function someWentBack(live: readonly Sequence[], now: readonly Sequence[]): boolean {
  const before = new Map(live.map(({ oid, next }) => [oid, next]));
  return now.some(({ oid, next, increment }) => {
    const former = before.get(oid);
    if (former === undefined || next === null) return false;
    // One that was used up has a next value again.
    return former === null || (BigInt(next) - BigInt(former)) * BigInt(increment) < 0n;
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
