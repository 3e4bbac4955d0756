import { addedHere } from "../reading/deploy.ts";
import { lossThrough } from "../reading/losses.ts";
import { shown } from "../reading/objects.ts";
import { isRewritten, typeNamed } from "../reading/types.ts";
import { castsIn, lossOfUsing, plainCastOf } from "../reading/using.ts";
import type { Rule } from "../rule.ts";

export const rewriteForType: Rule = {
  code: "rewrite-for-type",
  title: "A type that rewrites the table",
  about: "deploy",
  severity: "warning",
  settledBy: [],
  harm: "No value is lost, but the server writes the whole table and its indexes anew, while nobody reads or writes it.",
  remedy:
    "Nothing on a small table. On a large one add a column of the new type, fill it in batches while a trigger keeps it up to date, and swap the names in a later migration.",
  flags: [
    "create table sums (amount int); -- before\nalter table sums alter column amount type bigint",
    "create table people (id uuid); -- before\nalter table people alter column id type text",
    "create table sums (amount numeric(10,2)); -- before\nalter table sums alter column amount type numeric(14,4)",
  ],
  permits: [
    "create table people (name varchar(20)); -- before\nalter table people alter column name type text",
    "create table sums (amount numeric(10,2)); -- before\nalter table sums alter column amount type numeric(14,2)",
    "create table logs (at timestamp); -- before\nalter table logs alter column at type timestamptz",
    "create table notes (n int); alter table notes alter column n type bigint",
    "create table sums (amount int); -- before\nalter table sums add column note text; alter table sums alter column amount set default 0",
  ],
  judge(action, before) {
    if (action.does !== "change-type" || before.isFresh(action.object)) return [];
    const column = action.object.part ?? "";
    const written = before.typeOf(action.object);
    const [was, is] = [written === null ? null : typeNamed(written), typeNamed(action.type)];
    const told = plainCastOf(action.using, column)
      ? lossThrough(was, [...castsIn(action.using).map(typeNamed), is]) !== null
      : lossOfUsing(action.using ?? "", column, written) !== null;
    if (told || addedHere(action.object, before) !== null || !isRewritten(was, is)) return [];
    const message = `${shown(action.object)} goes from ${written} to ${action.type}: every row of the table is written anew.`;
    return [{ object: action.object, message }];
  },
};
