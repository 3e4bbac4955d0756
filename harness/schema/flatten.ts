import type { Catalog, Relation } from "../model/catalog.ts";
import type { Schema, SchemaObject } from "../model/schema.ts";
import { shownName } from "../sql/quote.ts";
import { reprintedObjects } from "../sql/reprint.ts";
import { columnsFed, contextOf } from "./facts/context.ts";
import { relationObjects } from "./facts/relations.ts";
import { routineObject } from "./facts/routines.ts";
import { sequenceObject } from "./facts/sequences.ts";
import { typeObjects } from "./facts/types.ts";
import { inOrder } from "./names.ts";

export interface FlattenOptions {
  /** Major version of the server that the catalog was read from. */
  readonly postgres: number;
  /** The role that migrations run as, which has another name elsewhere; null where it is not known. */
  readonly owner: string | null;
  /** Tables that are no part of the schema: ledgers. Their sequences, and schemas that hold nothing else, go with them. */
  leaveOut(relation: Relation): boolean;
}

/** Writes a catalog down without anything that differs between two databases made alike, or between one and its restored dump. */
export function flatten(catalog: Catalog, options: FlattenOptions): Schema {
  const { schemas, extensions, relations, sequences, types, routines } = keep(catalog, options.leaveOut);
  const context = contextOf(catalog, options.owner);
  const objects: readonly SchemaObject[] = [
    ...schemas.map(({ name }) => object("schema", name, {})),
    ...extensions.map(({ name, schema, version }) => object("extension", name, { schema: shownName(schema), version })),
    ...types.flatMap(typeObjects),
    ...relations.flatMap((relation) => relationObjects(relation, context)),
    ...sequences.map((sequence) => sequenceObject(sequence, context)),
    ...routines.map(routineObject),
  ];
  return { postgres: options.postgres, objects: reprintedObjects(objects.toSorted(inOrder)) };
}

function object(kind: "schema" | "extension", name: string, facts: SchemaObject["facts"]): SchemaObject {
  return { kind, on: null, name: shownName(name), facts };
}

function keep(catalog: Catalog, leaveOut: FlattenOptions["leaveOut"]): Omit<Catalog, "largeObjects"> {
  const all = catalog.relations.filter(({ kind }) => kind !== "S");
  const leftOut = all.filter(leaveOut);
  const relations = all.filter((relation) => !leftOut.includes(relation));
  const [fedOut, fed] = [columnsFed(leftOut), columnsFed(relations)];
  const sequences = catalog.sequences.filter(({ oid }) => !fedOut.has(oid) || fed.has(oid));
  // Every table is a type as well.
  const rows = new Set(all.map(({ schema, name }) => shownName(schema, name)));
  const types = catalog.types.filter(({ schema, name }) => !rows.has(shownName(schema, name)));
  const { routines, extensions } = catalog;
  const inUse = new Set([relations, sequences, types, routines, extensions].flat().map(({ schema }) => schema));
  // "public" is there from the beginning.
  const emptied = new Set(
    leftOut.map(({ schema }) => schema).filter((schema) => schema !== "public" && !inUse.has(schema)),
  );
  const schemas = catalog.schemas.filter(({ name }) => !emptied.has(name));
  return { relations, sequences, types, routines, extensions, schemas };
}
