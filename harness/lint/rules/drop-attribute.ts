import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropAttribute: Rule = {
  code: "drop-attribute",
  title: "An attribute of a composite type is dropped",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "Every column of the composite type loses that part of each of its values, in whatever table it stands.",
  remedy:
    "If this was a rename, write RENAME ATTRIBUTE. Else copy the part to a column of its own first, and drop it in a later migration.",
  flags: ["alter type address drop attribute street", "alter type app.address drop attribute if exists street cascade"],
  permits: [
    "alter type address rename attribute street to road",
    "create type address as (street text, town text); alter type address drop attribute street",
    "alter type address add attribute country text",
  ],
  judge(action, before) {
    if (action.does !== "drop" || action.kind !== "attribute" || before.isFresh(action.object)) return [];
    const message = `DROP ATTRIBUTE takes ${shown(action.object)} out of every value of the type.`;
    return [{ object: action.object, message }];
  },
};
