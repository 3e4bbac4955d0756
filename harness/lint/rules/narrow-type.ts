import { addedHere } from "../reading/deploy.ts";
import { lossThrough } from "../reading/losses.ts";
import { shown } from "../reading/objects.ts";
import { typeNamed } from "../reading/types.ts";
import { castsIn, plainCastOf } from "../reading/using.ts";
import type { Rule } from "../rule.ts";

export const narrowType: Rule = {
  code: "narrow-type",
  title: "A column gets a type that holds less",
  about: "lossy",
  severity: "warning",
  settledBy: ["survival", "candidate"],
  harm: "A type that holds less rounds or cuts values in silence, or one value that does not fit refuses the deploy; changing it back restores nothing.",
  remedy:
    "Look at what does not fit (SELECT … WHERE value::new_type::old_type IS DISTINCT FROM value). Keep the wider type with a CHECK, or fill a second column and compare before the first one goes.",
  flags: [
    "create table people (name text); -- before\nalter table people alter column name type varchar(20)",
    "create table sums (amount numeric(12,4)); -- before\nalter table sums alter column amount type numeric(12,2)",
    "create table sums (amount bigint); -- before\nalter table sums alter column amount type int",
    "create table logs (at timestamptz); -- before\nalter table logs alter column at type date using at::date",
    "create table logs (doc json); -- before\nalter table logs alter column doc type jsonb",
    "alter table people alter column name type varchar(20)",
    "create table people (zip text); -- before\nalter table people alter column zip type int using zip::int",
    "create table sums (amount double precision); -- before\nalter table sums alter column amount type numeric",
    "create table sums (amount numeric); -- before\nalter table sums alter column amount type numeric using amount::numeric(10,2)",
    "create table people (note text); -- before\nalter table people alter column note type text using note::varchar(80)",
    "create table flags (bits bit(8)); -- before\nalter table flags alter column bits type bit(4) using bits::bit(4)",
    "create domain weight as numeric(10,3); create table items (w weight); -- before\nalter table items alter column w type numeric(10,1)",
    "create table codes (code varchar(9)); -- before\nalter table codes alter column code type char(9)",
    "create table bills (amount numeric(9,3)); -- before\nalter table bills alter column amount type money",
  ],
  permits: [
    "create table people (name varchar(20)); -- before\nalter table people alter column name type varchar(255)",
    "create table people (name varchar(20)); -- before\nalter table people alter column name type text",
    "create table sums (amount int); -- before\nalter table sums alter column amount type bigint",
    "create table sums (amount numeric(10,2)); -- before\nalter table sums alter column amount type numeric(14,4)",
    "create table sums (amount int); -- before\nalter table sums alter column amount type numeric(12,2)",
    "create table people (id uuid); -- before\nalter table people alter column id type varchar(36)",
    "create table logs (at timestamp); -- before\nalter table logs alter column at type timestamptz",
    "alter table people alter column name type text",
    "alter table people alter column mood type text; drop type mood; create type mood as enum ('calm'); alter table people alter column mood type mood using mood::mood",
    "create table notes (note text); alter table notes alter column note type varchar(20)",
  ],
  judge(action, before) {
    if (action.does !== "change-type" || before.isFresh(action.object)) return [];
    if (!plainCastOf(action.using, action.object.part ?? "") || addedHere(action.object, before) !== null) return [];
    const was = before.typeOf(action.object);
    const way = [...castsIn(action.using), action.type].map(typeNamed);
    const loss = lossThrough(was === null ? null : typeNamed(was), way);
    if (loss === null) return [];
    const change = was === null ? `to ${action.type}` : `from ${was} to ${action.type}`;
    return [{ object: action.object, message: `${shown(action.object)} goes ${change}: ${loss}.` }];
  },
};
