import type { Rule } from "./rule.ts";
import { dropColumn } from "./rules/drop-column.ts";

export type { Before, Flag, Rule } from "./rule.ts";

/** Every rule, by the name of its file. */
export const rules: Readonly<Record<string, Rule>> = {
  "drop-column": dropColumn,
};
