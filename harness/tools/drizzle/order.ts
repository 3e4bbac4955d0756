import type { Finding } from "../../model/finding.ts";
import { damageOf } from "../files/codes.ts";
import type { Named } from "../files/migrations.ts";

/** A developer's clock may be a little ahead of the one that checks. */
const clockSkew = 60 * 60 * 1000;

/** What an existing database skips in silence, since Drizzle only runs what is later than the last row of its ledger. */
export function orderDamage(named: readonly Named[]): readonly Finding[] {
  const found: Finding[] = [];
  let latest: Named | undefined;
  for (const one of named) {
    if (latest !== undefined && one.when <= latest.when) {
      const message =
        `${one.tag} is not later than ${latest.tag}, which stands before it (\`when\` ${one.when} and ${latest.when}): ` +
        "a database that already has the other one skips it in silence";
      const remedy = `Raise its \`when\` in the journal above ${latest.when} if no database has run it yet.`;
      found.push(damageOf("order", one.tag, message, one.namedAt, remedy));
    } else latest = one;
  }
  return found;
}

/** A migration of tomorrow puts the bar so high that those of today do not run. */
export function futureDamage(named: readonly Named[], now: number): readonly Finding[] {
  return named.flatMap((one) => {
    if (one.when <= now + clockSkew) return [];
    const message = `${one.tag} is dated ${dateOf(one.when)}, which is still to come: a database that has it skips every migration generated until then`;
    const remedy = "Set its `when` to the time at which it was written, if no database has run it yet.";
    return damageOf("when-in-future", one.tag, message, one.namedAt, remedy);
  });
}

function dateOf(when: number): string {
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? String(when) : date.toISOString();
}

export function duplicateTags(named: readonly Named[]): readonly Finding[] {
  const seen = new Set<string>();
  return named.flatMap(({ tag, namedAt }) => {
    if (!seen.has(tag)) {
      seen.add(tag);
      return [];
    }
    const message = `the journal names ${tag} more than once: its file runs each time`;
    return damageOf("duplicate-tag", tag, message, namedAt, "Remove the entry that is too many.");
  });
}

/** Two branches that took the same number: one of their snapshots has overwritten the other. */
export function duplicatePrefixes(named: readonly Named[], layout: "journal" | "folders"): readonly Finding[] {
  const first = new Map<string, string>();
  return named.flatMap(({ tag, namedAt }) => {
    const prefix = /^\d+/.exec(tag)?.[0] ?? null;
    const other = prefix === null ? undefined : first.get(prefix);
    if (prefix !== null && other === undefined) first.set(prefix, tag);
    if (other === undefined || other === tag) return [];
    const effect =
      layout === "journal" ? "both would have the same snapshot" : "only their names say which one runs first";
    const remedy =
      "Generate the later one again: delete what drizzle-kit wrote for it, then run `drizzle-kit generate`.";
    return damageOf("duplicate-prefix", tag, `${tag} has the number of ${other}: ${effect}`, namedAt, remedy);
  });
}
