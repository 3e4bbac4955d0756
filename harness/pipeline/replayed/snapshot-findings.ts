import type { Finding } from "../../model/finding.ts";
import type { SchemaDifference, SchemaKind } from "../../model/schema.ts";
import { nameOf, wholes } from "../../schema/index.ts";
import { count, firstOf } from "../../text/count.ts";
import { factsOf } from "./fact-words.ts";

/**
 * What snapshots of a tool hold of which objects; null for all there is to know. Everything else can only be made by
 * SQL that people write.
 */
const inSnapshots: Partial<Readonly<Record<SchemaKind, readonly string[] | null>>> = {
  schema: null,
  enum: null,
  table: ["rowSecurity"],
  column: ["type", "notNull", "default", "generated", "identity"],
  constraint: null,
  index: null,
  policy: null,
  sequence: null,
  view: null,
  "materialized view": null,
};

/**
 * How what migrations leave differs from what the last snapshot says.
 *
 * @param differences "live" is what the migrations leave
 * @param file the snapshot, for people
 */
export function snapshotFindings(differences: readonly SchemaDifference[], file: string): readonly Finding[] {
  const real = wholes(differences.filter(({ noise }) => noise === null)).map(({ whole }) => whole);
  const known = real.filter(isInSnapshots);
  const byHand = real.filter((one) => !isInSnapshots(one));
  return [...known.map(differs), ...(byHand.length === 0 ? [] : [beyond(byHand, file)])];
}

/** A snapshot that could not be compared with anything. */
export function unusable(file: string, why: string): Finding {
  return {
    code: "history/snapshot-unusable",
    severity: "warning",
    object: file,
    message: `the last snapshot was not compared with what the migrations leave: ${why}`,
    at: { file, line: 1, column: 1 },
    remedy:
      "Mend the snapshot if `check` says more of it. If it needs what only SQL by hand or a provider makes, make a stand-in in holdfast/preamble.sql beside the migrations.",
  };
}

function isInSnapshots({ object, side, facts }: SchemaDifference): boolean {
  const known = inSnapshots[object.kind];
  if (known === undefined) return false;
  return known === null || side !== "differs" || facts.some(({ fact }) => known.includes(fact));
}

function differs(difference: SchemaDifference): Finding {
  const { object, side } = difference;
  const what = `${object.kind} ${nameOf(object)}`;
  const finding = { code: "history/snapshot-differs", object: nameOf(object) } as const;
  switch (side) {
    // What SQL by hand makes beside the schema in the code is no mistake.
    case "only-live":
      return {
        ...finding,
        severity: "warning",
        message: `the migrations make ${what}, and the last snapshot does not have it: drizzle-kit does not know that it is there`,
        remedy:
          "Nothing, if SQL by hand makes it on purpose. Else drop it in a migration by hand (`drizzle-kit generate --custom`); do not edit old migrations.",
      };
    case "only-history":
      return {
        ...finding,
        severity: "error",
        message: `the last snapshot has ${what}, and no migration makes it: drizzle-kit takes it for there and will never write it`,
        remedy:
          "Make it in a migration by hand (`drizzle-kit generate --custom`, which keeps the snapshot as it is); do not edit old migrations.",
      };
    case "differs":
      return {
        ...finding,
        severity: "error",
        message: `${what} is not what the last snapshot says: ${factsOf(difference, ["by the migrations", "in the snapshot"])}`,
        remedy:
          "Bring it to what the schema in the code says in a migration by hand (`drizzle-kit generate --custom`); do not edit old migrations.",
      };
  }
}

function beyond(others: readonly SchemaDifference[], file: string): Finding {
  const names = others.map(({ object }) => `${object.kind} ${nameOf(object)}`);
  return {
    code: "history/beyond-snapshot",
    severity: "note",
    object: file,
    message: `SQL by hand makes or changes ${count(others.length, "object")} in a way that no snapshot holds: ${firstOf(names)}`,
    remedy: "Nothing needs to be done. `drizzle-kit push` and `pull` do not see them; `holdfast drift` does.",
  };
}
