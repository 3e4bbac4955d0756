import { cascadesFrom } from "../reading/cascade.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropSchema: Rule = {
  code: "drop-schema",
  title: "A schema is dropped with its tables",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "CASCADE takes every table of the schema with all rows, those that another team or an extension put there among them, without naming one.",
  remedy:
    "Drop or move the tables by name, then DROP SCHEMA without CASCADE: the server refuses it while anything is left in it.",
  flags: [
    "drop schema app cascade",
    "drop schema if exists app, reporting cascade",
    "create schema app; create table app.people (id int); -- before\ndrop schema app cascade",
    "create schema app; create type app.mood as enum ('calm'); create table people (mood app.mood); -- before\ndrop schema app cascade",
    "create table teams (id int); -- before\ndrop schema app cascade",
    "create schema app; create extension citext schema app; create table people (email app.citext); -- before\ndrop schema app cascade",
  ],
  permits: [
    "create schema code; create table people (id int); create function code.f() returns int language sql as 'select 1'; -- before\ndrop schema code cascade",
    "drop schema app",
    "create schema staging; create table staging.rows (id int); drop schema staging cascade",
    "alter schema app rename to core",
  ],
  judge(action, before) {
    const object = cascadesFrom(action, ["schema"], before);
    if (object === null || before.isBare(object)) return [];
    return [{ object, message: `DROP SCHEMA … CASCADE throws away every table in ${shown(object)}.` }];
  },
};
