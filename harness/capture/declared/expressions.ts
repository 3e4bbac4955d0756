import type { Expectation } from "../../model/declaration.ts";

/** The SQL over the old row that an expectation is written in. */
export function expressionsOf(expectation: Expectation): readonly string[] {
  switch (expectation.kind) {
    case "becomes":
      return [expectation.expression];
    case "deleted":
      return [expectation.predicate];
    case "movedTo":
      return [...Object.values(expectation.key ?? {}), ...(expectation.becomes === null ? [] : [expectation.becomes])];
    case "rekeyed":
      return Object.values(expectation.key);
  }
}
