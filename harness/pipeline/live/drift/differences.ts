import type { Finding } from "../../../model/finding.ts";
import { type SchemaDifference, type SchemaObject, schemaKinds } from "../../../model/schema.ts";
import { nameOf, schemaOf, wholes } from "../../../schema/index.ts";
import { count } from "../../../text/count.ts";
import { factsOf, type Sides } from "../../replayed/fact-words.ts";
import { harmlessFindings } from "./harmless.ts";

/** A difference, and the migration that made what the history has; null where that is not known. */
export type Traced = SchemaDifference & { readonly migration: string | null };

/** Which migration made what the history has is only asked where something of it differs. */
export async function trace(
  differences: readonly SchemaDifference[],
  held: { trace(): Promise<(difference: SchemaDifference) => string | null> },
): Promise<readonly Traced[]> {
  const isAsked = ({ side, noise }: SchemaDifference) => side !== "only-live" && noise === null;
  if (!differences.some(isAsked)) return differences.map((one) => ({ ...one, migration: null }));
  const madeBy = await held.trace();
  return differences.map((one) => ({ ...one, migration: isAsked(one) ? madeBy(one) : null }));
}

/**
 * What two schemas differ in, as findings: a schema that one side does not know at all is one of them, and a table with
 * all that stands on it.
 */
export function driftFindings(differences: readonly Traced[], sides: Sides): readonly Finding[] {
  const real = differences.filter(({ noise }) => noise === null);
  const unknown = real.filter(({ object, side }) => object.kind === "schema" && side === "only-live");
  const isIn = ({ object, side }: Traced, schema: string) => side === "only-live" && schemaOf(object) === schema;
  const rest = real.filter((one) => !unknown.some(({ object }) => isIn(one, object.name)));
  return [
    ...[
      ...unknown.map(({ object: { name } }) => unknownSchema(name, objectsOf(real, name, isIn), sides)),
      ...wholes(rest).map(({ whole, parts }) => found(whole, parts, sides)),
    ].map((finding) => (sides.isReviewed === true ? { ...finding, remedy: ofReviewed(sides) } : finding)),
    ...harmlessFindings(differences, sides),
  ];
}

function ofReviewed({ other }: Sides): string {
  return `If that is meant, write ${other} again by \`holdfast snapshot\`, and let it be reviewed; if not, take it back by a migration.`;
}

function objectsOf(
  real: readonly Traced[],
  schema: string,
  isIn: (one: Traced, schema: string) => boolean,
): readonly SchemaObject[] {
  return real.filter((one) => isIn(one, schema) && one.object.kind !== "schema").map(({ object }) => object);
}

function unknownSchema(name: string, objects: readonly SchemaObject[], sides: Sides): Finding {
  const what = objects.length === 0 ? "nothing in it" : counted(objects);
  return {
    code: "drift/unknown-schema",
    severity: "error",
    object: name,
    message: `schema (${what}): in ${sides.live} only.`,
    remedy: `If a provider sets it up, make a stand-in in holdfast/preamble.sql beside the migrations, or let the config pass over it: drift: { ignore: [${JSON.stringify(name)}] }.`,
  };
}

/** "2 tables, 5 columns" */
function counted(objects: readonly SchemaObject[]): string {
  const kinds = schemaKinds.filter((kind) => objects.some((one) => one.kind === kind));
  const plural = { index: "indexes", policy: "policies" } as Readonly<Record<string, string>>;
  return kinds.map((kind) => count(objects.filter((one) => one.kind === kind).length, kind, plural[kind])).join(", ");
}

function found({ object, side, migration, facts }: Traced, parts: readonly SchemaObject[], sides: Sides): Finding {
  const what = `${object.kind}${parts.length === 0 ? "" : ` (${counted(parts)})`}`;
  const severity = "error";
  if (side === "only-live") {
    return {
      code: "drift/only-live",
      severity,
      object: nameOf(object),
      message: `${what}: in ${sides.live} only.`,
      remedy: `Nothing rebuilds it. If it is to stay, write a migration that makes it where it is missing (IF NOT EXISTS); if not, one that drops it.`,
    };
  }
  if (side === "only-history") {
    return {
      code: "drift/only-history",
      severity,
      object: nameOf(object),
      message: `${what}: in ${sides.other} only${migration === null ? "" : `, made by ${migration}`}.`,
      remedy: "Find out what took it away or never made it; bring it back by a new migration.",
    };
  }
  const since = migration === null ? "" : ` (since ${migration})`;
  const isBroken = facts.some(({ fact, live }) => fact === "valid" && live === false);
  return {
    code: "drift/differs",
    severity,
    object: nameOf(object),
    message: `${what}: ${factsOf({ facts }, [`in ${sides.live}`, `in ${sides.other}`])}${since}.`,
    remedy: isBroken
      ? "Building the index was broken off, and no query uses it: REINDEX INDEX CONCURRENTLY, on that database."
      : "Bring both to the same by a new migration, whichever of them is right.",
  };
}
