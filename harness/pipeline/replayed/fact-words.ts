import type { Fact, FactDifference } from "../../model/schema.ts";

/** How the two sides of a comparison are called: "production" and "the history", or a file's name. */
export interface Sides {
  readonly live: string;
  readonly other: string;
  /** The other one is a reviewed file, and no history. */
  readonly isReviewed?: boolean;
}

/** Facts that say the same in words, first where they hold and then where they do not. */
const inWords: Readonly<Record<string, readonly [holds: string, holdsNot: string]>> = {
  notNull: ["NOT NULL", "nullable"],
  rowSecurity: ["row level security on", "row level security off"],
  forceRowSecurity: ["row level security for the owner too", "row level security not for the owner"],
  valid: ["valid", "invalid"],
  unique: ["unique", "not unique"],
  validated: ["validated", "NOT VALID"],
  permissive: ["permissive", "restrictive"],
  cycle: ["cycles", "does not cycle"],
  strict: ["strict", "not strict"],
  securityDefiner: ["SECURITY DEFINER", "SECURITY INVOKER"],
};

type Where = readonly [live: string, history: string];

/**
 * "type is numeric(10,2) in production, numeric(12,2) in the history"
 *
 * @param where what stands behind a value of either side: "in production"
 */
export function factsOf(
  { facts }: { readonly facts: readonly FactDifference[] },
  where: Where = ["in production", "in the history"],
): string {
  return facts.map((fact) => factWords(fact, where)).join("; ");
}

function factWords({ fact, live, history }: FactDifference, [here, there]: Where): string {
  const words = inWords[fact];
  if (words !== undefined && typeof live === "boolean" && typeof history === "boolean") {
    const [holds, holdsNot] = words;
    return `${live ? holds : holdsNot} ${here}, ${history ? holds : holdsNot} ${there}`;
  }
  const [one, other] = excerpts(shown(live), shown(history));
  const verb = typeof (live ?? history) === "object" ? "are" : "is";
  return `${spaced(fact)} ${verb} ${one} ${here}, ${other} ${there}`;
}

/** "partitionBound" → "partition bound" */
function spaced(fact: string): string {
  return fact.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function shown(fact: Fact | undefined): string {
  if (fact === undefined || fact === null) return "none";
  return (typeof fact === "object" ? fact.join(", ") : String(fact).trim()) || "none";
}

const longest = 160;
/** How much is shown of what both have, before they part. */
const before = 30;

/** Long texts are shown from shortly before where they part. */
function excerpts(one: string, other: string): readonly [string, string] {
  if (Math.max(one.length, other.length) <= longest) return [one, other];
  let parting = 0;
  while (one[parting] === other[parting]) parting += 1;
  const start = Math.max(0, parting - before);
  const cut = (text: string) => {
    const end = start + longest;
    return `${start > 0 ? "…" : ""}${text.slice(start, end)}${text.length > end ? "…" : ""}`;
  };
  return [cut(one), cut(other)];
}
