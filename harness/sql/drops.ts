import { looseActionReader } from "./actions/index.ts";
import type { Step } from "./step.ts";
import { stepsOf } from "./steps.ts";

export type { Dropped, Made, Named, Step } from "./step.ts";

/**
 * Reads statements in order for what they do to what holds data: tables, columns, types, attributes, schemas, and all
 * rows of a table. A table that is made also stands for each of its columns that the text names.
 *
 * Looks into DO blocks, and into functions that earlier statements made where they are called. A step "unknown" stands
 * for drops whose objects the text does not name, or that cannot be parsed.
 */
export function stepReader(): (statement: { readonly sql: string }) => Promise<readonly Step[]> {
  const read = looseActionReader();
  return async (statement) => (await read(statement)).flatMap(stepsOf);
}
