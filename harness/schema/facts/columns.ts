import type { Column } from "../../model/catalog.ts";
import type { SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";
import type { Context } from "./context.ts";

export function columnObject(on: string, column: Column, context: Context): SchemaObject {
  return {
    kind: "column",
    on,
    name: shownName(column.name),
    facts: {
      type: column.type,
      notNull: column.notNull,
      default: shownDefault(column, context),
      generated: column.generated,
      identity: column.identity,
      collation: column.collation,
    },
  };
}

const draw = /\bnextval\('(?:[^']|'')*'::regclass\)/g;

/** The name of a column's own sequence says nothing: it stays when the table is renamed. */
function shownDefault({ default: text, sequence }: Column, { fedBy }: Context): string | null {
  if (text === null || sequence === null || fedBy(sequence) === null) return text;
  return text.match(draw)?.length === 1 ? text.replace(draw, "nextval(<own>)") : text;
}
