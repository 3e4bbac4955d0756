import { cascadesFrom } from "../reading/cascade.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropExtension: Rule = {
  code: "drop-extension",
  title: "An extension is dropped with its columns",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "CASCADE drops every column of the extension's types (citext, geometry, vector, hstore), and indexes and defaults that call it.",
  remedy:
    "First change the columns to a built-in type, then DROP EXTENSION without CASCADE: the server refuses it while anything still needs it.",
  flags: ["drop extension citext cascade", "drop extension if exists postgis, hstore cascade"],
  permits: [
    "drop extension citext",
    "create extension pg_trgm; drop extension pg_trgm cascade",
    "alter extension citext update",
  ],
  judge(action, before) {
    const object = cascadesFrom(action, ["extension"], before);
    if (object === null) return [];
    const message = `DROP EXTENSION … CASCADE throws away every column of a type of ${shown(object)}.`;
    return [{ object, message }];
  },
};
