import type { Sequence } from "../../model/catalog.ts";
import type { SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";
import type { Context } from "./context.ts";

/** A sequence without its position. */
export function sequenceObject(sequence: Sequence, { fedBy }: Context): SchemaObject {
  const { oid, schema, name, start, increment, min, max, cycle, owned } = sequence;
  return {
    kind: "sequence",
    on: null,
    name: shownName(schema, name),
    facts: { start, increment, min, max, cycle, owned, feeds: fedBy(oid) },
  };
}
