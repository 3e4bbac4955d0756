import { addedHere } from "../reading/deploy.ts";
import { shown } from "../reading/objects.ts";
import { lossOfUsing, plainCastOf } from "../reading/using.ts";
import type { Rule } from "../rule.ts";

export const lossyUsing: Rule = {
  code: "lossy-using",
  title: "USING writes over what it was made from",
  about: "lossy",
  severity: "warning",
  settledBy: ["survival", "candidate"],
  harm: "USING writes its result over the value that it was made from; where two values give one result, nobody can tell afterwards which it was.",
  remedy:
    "Put the result into a second column, compare, and drop the first one in a later migration; or declare what the column becomes, so that verify checks every row against it.",
  flags: [
    "alter table people alter column name type varchar(20) using left(name, 20)",
    "alter table sums alter column amount type int using round(amount)",
    "alter table people alter column active type boolean using active = 'yes'",
    "alter table people alter column note type text using nullif(note, '')",
    "alter table people alter column verified type boolean using (case when verified is not null then true else false end)",
    "alter table people alter column role type text using 'member'",
  ],
  permits: [
    "alter table people alter column mood type mood using mood::text::mood",
    "alter table logs alter column at type timestamptz using at at time zone 'UTC'",
    "alter table people alter column tags type text[] using array[tags]",
    "alter table people alter column doc type jsonb using to_jsonb(doc)",
    "alter table logs alter column at type timestamptz using to_timestamp(at)",
    "create table people (shown boolean); -- before\nalter table people alter column shown type text using case when shown then 'show' else 'hide' end",
    "create table notes (note text); alter table notes alter column note type text using lower(note)",
  ],
  judge(action, before) {
    if (action.does !== "change-type" || action.using === null || before.isFresh(action.object)) return [];
    const column = action.object.part ?? "";
    if (plainCastOf(action.using, column) || addedHere(action.object, before) !== null) return [];
    const loss = lossOfUsing(action.using, column, before.typeOf(action.object));
    if (loss === null) return [];
    return [{ object: action.object, message: `USING ${action.using} on ${shown(action.object)}: ${loss}.` }];
  },
};
