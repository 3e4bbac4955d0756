import type { Finding } from "../../../model/finding.ts";
import type { Noise, SchemaDifference } from "../../../model/schema.ts";
import { nameOf } from "../../../schema/index.ts";
import { count, firstOf } from "../../../text/count.ts";
import type { Sides } from "../../replayed/fact-words.ts";

const words: Readonly<Record<Exclude<Noise, "ignored" | "other-major">, readonly [one: string, many: string]>> = {
  "name-of-constraint": ["name of a constraint", "names of constraints"],
  "name-of-index": ["name of an index", "names of indexes"],
  "name-of-sequence": ["name of a sequence", "names of sequences"],
  "label-order": ["order of an enum's labels", "orders of enum labels"],
  "not-valid": ["constraint NOT VALID on one side", "constraints NOT VALID on one side"],
  "extension-version": ["version of an extension", "versions of extensions"],
  options: ["storage option", "storage options"],
};

/** What differs and was not held against anyone, so that nothing is left out unsaid. */
export function harmlessFindings(differences: readonly SchemaDifference[], sides: Sides): readonly Finding[] {
  const of = (noise: Noise) => differences.filter((one) => one.noise === noise);
  const kinds = Object.entries(words).flatMap(([noise, [one, many]]) => {
    const number = of(noise as Noise).length;
    return number === 0 ? [] : [count(number, one, many)];
  });
  return [
    ...(kinds.length === 0 ? [] : [harmless(kinds)]),
    ...(of("other-major").length === 0 ? [] : [otherMajor(of("other-major"), sides)]),
    ...(of("ignored").length === 0 ? [] : [ignored(of("ignored"))]),
  ];
}

function harmless(kinds: readonly string[]): Finding {
  return {
    code: "drift/harmless",
    severity: "note",
    object: "schema",
    message: `Different, and without consequence for what is stored and asked: ${kinds.join(", ")}; --json lists them.`,
    remedy: "Nothing needs to be done, unless a migration that is still to come uses such a name.",
  };
}

function otherMajor(differences: readonly SchemaDifference[], { live, other }: Sides): Finding {
  const names = firstOf(differences.map(({ object }) => `${object.kind} ${nameOf(object)}`));
  return {
    code: "drift/other-major",
    severity: "warning",
    object: "schema",
    message: `The SQL of ${names} reads differently in ${live} and in ${other}, which are of different major versions of PostgreSQL: that may be all, or not.`,
    remedy: "Compare on the same major version: --postgres or --image, with a container runtime.",
  };
}

function ignored(differences: readonly SchemaDifference[]): Finding {
  return {
    code: "drift/ignored",
    severity: "note",
    object: "schema",
    message: `${count(differences.length, "difference")} in what drift.ignore of the config names; --json lists them.`,
    remedy: "Nothing needs to be done, as long as that is meant.",
  };
}
