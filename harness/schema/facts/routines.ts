import type { Routine } from "../../model/catalog.ts";
import type { SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";
import { count } from "../../text/count.ts";

export function routineObject(routine: Routine): SchemaObject {
  const { schema, name, types, kind, returns, language, volatility, strict, securityDefiner, settings } = routine;
  return {
    kind: "routine",
    on: null,
    name: `${shownName(schema, name)}(${types})`,
    facts: {
      kind,
      arguments: routine.arguments,
      returns,
      language,
      volatility,
      strict,
      securityDefiner,
      settings,
      body: `${count(routine.lines, "line")}, sha256 ${routine.digest}`,
    },
  };
}
