import { isEmptied } from "../reading/deploy.ts";
import { shown, tableOf } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const rewriteForDefault: Rule = {
  code: "rewrite-for-default",
  title: "A default that rewrites the table",
  about: "deploy",
  severity: "warning",
  settledBy: [],
  harm: "A value of its own for each row makes the server write the whole table and its indexes anew, while nobody reads or writes it.",
  remedy:
    "Nothing on a small table. On a large one add the column without a default, SET DEFAULT for new rows, and fill old rows in batches. A constant, or now(), rewrites nothing.",
  flags: [
    "alter table people add column token uuid not null default gen_random_uuid()",
    "alter table people add column number bigserial",
    "alter table people add column full_name text generated always as (first || last) stored",
    "alter table people add column id bigint generated always as identity",
  ],
  permits: [
    "alter table people add column active boolean not null default true",
    "alter table people add column made_at timestamptz not null default now()",
    "create table notes (note text); alter table notes add column id bigserial",
    "alter table people alter column token set default gen_random_uuid()",
    "alter table people add column note text",
  ],
  judge(action, before) {
    if (action.does !== "add-column" || before.isFresh(tableOf(action.object))) return [];
    if (isEmptied(tableOf(action.object), before)) return [];
    const why = reasons[action.default];
    if (why === undefined) return [];
    const message = `Adding ${shown(action.object)} writes every row of the table anew: ${why}.`;
    return [{ object: action.object, message }];
  },
};

const reasons: Readonly<Record<string, string>> = {
  volatile: "its default gives each row another value",
  identity: "each row gets a number",
  stored: "its expression is computed for each row",
};
