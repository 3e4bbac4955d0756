import { cascadesFrom } from "../reading/cascade.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropDomain: Rule = {
  code: "drop-domain",
  title: "A domain is dropped with its columns",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "CASCADE drops every column of the domain, in whatever table it stands, with all its values.",
  remedy:
    "First change the columns to the type below the domain (ALTER COLUMN … TYPE …), then DROP DOMAIN without CASCADE: the server refuses it while a column still needs it.",
  flags: ["drop domain email cascade", "drop domain if exists app.email cascade"],
  permits: [
    "drop domain email",
    "create domain scratch as text; drop domain scratch cascade",
    "alter domain email drop constraint email_check",
  ],
  judge(action, before) {
    const object = cascadesFrom(action, ["domain"], before);
    if (object === null) return [];
    return [{ object, message: `DROP DOMAIN … CASCADE throws away every column of the domain ${shown(object)}.` }];
  },
};
