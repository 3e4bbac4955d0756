import { types } from "node:util";
import type { Faker } from "@faker-js/faker";
import { HarnessError } from "../model/error.ts";
import type { Cell, ColumnValues, GivenRow, NeverRule, SeedSet } from "../model/seed.ts";
import { type Check, expected, fields, isObject, list, type Place, record, refusal, within } from "../text/shape.ts";

const cell: Check<Cell> = (value, at) => {
  if (Array.isArray(value)) return list(cell)(value, at);
  if (!isCell(value)) throw expected(at, "a text, a number, a boolean, a Date, null, a list, or an object", value);
  return value;
};

function isCell(value: unknown): value is Exclude<Cell, readonly Cell[]> {
  if (value === null || ["string", "number", "bigint", "boolean"].includes(typeof value)) return true;
  if (types.isDate(value)) return !Number.isNaN(value.getTime());
  return isObject(value) || types.isUint8Array(value);
}

export const rows: Check<readonly GivenRow[]> = list(record(cell));

/** A function is held to giving values when it is called: its mistakes are the config's, with their place. */
export const columnValues: Check<ColumnValues> = (value, at) => {
  if (typeof value === "function") {
    return (faker) => called(() => value(faker), at, cell);
  }
  if (!Array.isArray(value) || value.length === 0) {
    throw expected(at, "a list of values, or a function such as (faker) => faker.person.firstName()", value);
  }
  return list(cell)(value, at);
};

export const seedSet: Check<SeedSet> = (value, at) => {
  const given = fields(value, at);
  if (typeof given.name !== "string") throw expected(within(at, "name"), "a text", given.name);
  if (!hasRows(value)) throw expected(within(at, "rows"), "a function such as (faker) => rows", given.rows);
  return {
    name: given.name,
    rows: (faker) => called(() => value.rows(faker), within(at, "rows"), record(rows)),
  };
};

function hasRows(value: unknown): value is { rows(faker: Faker): unknown } {
  return typeof value === "object" && value !== null && "rows" in value && typeof value.rows === "function";
}

/** What the user's function gives, checked. */
function called<Value>(call: () => unknown, at: Place, check: Check<Value>): Value {
  return check(made(), { ...at, path: `${at.path}()` });

  function made(): unknown {
    try {
      return call();
    } catch (error) {
      if (error instanceof HarnessError) throw error;
      throw refusal(at, `throws: ${error instanceof Error ? error.message : String(error)}`, "Correct the function.");
    }
  }
}

/** By the name of a type or a column. */
export const never: Check<Readonly<Record<string, readonly NeverRule[]>>> = (value, at) => {
  const rules = record(list(rule))(value, at);
  // A column's name has two dots at least; only of a column can NULL be ruled out.
  const type = Object.keys(rules).find((name) => name.split(".").length < 3 && rules[name]?.includes(null));
  if (type !== undefined) {
    throw refusal(
      within(at, type),
      "rules NULL out of a type, which only a column can be without",
      'Name the column: "schema.table.column": [null].',
    );
  }
  return rules;
};

const rule: Check<NeverRule> = (value, at) => {
  if (value === null || typeof value === "string" || types.isRegExp(value)) return value;
  throw expected(at, "a text as PostgreSQL prints the value, a RegExp, or null", value);
};
