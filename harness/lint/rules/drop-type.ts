import { cascadesFrom } from "../reading/cascade.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropType: Rule = {
  code: "drop-type",
  title: "A type is dropped with its columns",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "CASCADE drops every column of the type, in whatever table it stands, with all its values.",
  remedy:
    "First change the columns to another type (ALTER COLUMN … TYPE text USING …), then DROP TYPE without CASCADE: the server refuses it while a column still needs it.",
  flags: [
    "drop type mood cascade",
    "drop type if exists app.mood cascade",
    "create table people (id int); create type mood as enum ('calm'); -- before\ndrop type if exists mood cascade",
  ],
  permits: [
    "create table people (id int); -- before\ndrop type if exists mood cascade",
    "drop type mood",
    "alter table people alter column mood type text; drop type mood; create type mood as enum ('calm')",
    "create type scratch as enum ('a'); drop type scratch cascade",
  ],
  judge(action, before) {
    const object = cascadesFrom(action, ["type"], before);
    if (object === null) return [];
    return [{ object, message: `DROP TYPE … CASCADE throws away every column of the type ${shown(object)}.` }];
  },
};
