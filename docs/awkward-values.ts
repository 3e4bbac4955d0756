import { writeFileSync } from "node:fs";
import { fakerOf, randomOf } from "../harness/seeding/random.ts";
import type { ValueType } from "../harness/seeding/types.ts";
import { arrayValues, multirangeValues, rangeValues, rowValues } from "../harness/seeding/values/composed.ts";
import { families } from "../harness/seeding/values/families.ts";
import { type Awkward, chosen, type Made, type Source } from "../harness/seeding/values/values.ts";

const random = randomOf(1, "docs");
const source: Source = {
  name: "value",
  default: null,
  random,
  faker: fakerOf(random),
  indexed: false,
  extremes: "all",
  rules: { types: new Map(), columns: new Map() },
  size: 40,
};

const bare: Omit<ValueType, "sql" | "name"> = {
  kind: "base",
  length: null,
  precision: null,
  scale: 0,
  labels: [],
  inner: null,
  attributes: [],
  checks: [],
  notNull: false,
};

/** By pg_type.typname, in the order of the page; with a modifier where it decides the values. */
const types: readonly (Partial<ValueType> & Pick<ValueType, "sql" | "name">)[] = [
  { sql: "text, varchar, name", name: "text" },
  { sql: "varchar(20)", name: "varchar", length: 20 },
  { sql: "citext", name: "citext" },
  { sql: "char(4)", name: "bpchar", length: 4 },
  { sql: '"char"', name: "char" },
  { sql: "smallint", name: "int2" },
  { sql: "integer", name: "int4" },
  { sql: "bigint", name: "int8" },
  { sql: "numeric", name: "numeric" },
  { sql: "numeric(6,2)", name: "numeric", precision: 6, scale: 2 },
  { sql: "money", name: "money" },
  { sql: "real", name: "float4" },
  { sql: "double precision", name: "float8" },
  { sql: "boolean", name: "bool" },
  { sql: "date", name: "date" },
  { sql: "timestamp", name: "timestamp" },
  { sql: "timestamptz", name: "timestamptz" },
  { sql: "time", name: "time" },
  { sql: "timetz", name: "timetz" },
  { sql: "interval", name: "interval" },
  { sql: "uuid", name: "uuid" },
  { sql: "bytea", name: "bytea" },
  { sql: "json", name: "json" },
  { sql: "jsonb", name: "jsonb" },
  { sql: "jsonpath", name: "jsonpath" },
  { sql: "xml", name: "xml" },
  { sql: "hstore", name: "hstore" },
  { sql: "ltree", name: "ltree" },
  { sql: "inet", name: "inet" },
  { sql: "cidr", name: "cidr" },
  { sql: "macaddr", name: "macaddr" },
  { sql: "bit(3)", name: "bit", length: 3 },
  { sql: "varbit(5)", name: "varbit", length: 5 },
  { sql: "point, and the other shapes", name: "point" },
  { sql: "tsvector", name: "tsvector" },
  { sql: "tsquery", name: "tsquery" },
  { sql: "pg_lsn", name: "pg_lsn" },
  { sql: "vector(3)", name: "vector", length: 3 },
];

/** The page as it is committed: a table of awkward values for each type. */
export function awkwardValues(): string {
  const plain = types.map((type) => section(type.sql, made(type).awkward));
  const numbers = chosen(made({ sql: "numeric(6,2)", name: "numeric", precision: 6, scale: 2 }), "all");
  const dates = chosen(made({ sql: "date", name: "date" }), "all");
  const range: ValueType = { ...bare, sql: "daterange", name: "daterange", kind: "range", inner: type("date") };
  const ranges = rangeValues(range, dates, source);
  return [
    head,
    ...plain,
    section("arrays, here of numeric(6,2)", arrayValues(numbers, null, source, true).awkward),
    section("ranges, here of date", ranges.awkward),
    section("multiranges, here of date", multirangeValues(chosen(ranges, "all")).awkward),
    section("composite types, here of numeric(6,2) and date", rowValues([numbers, dates], source, true).awkward),
    foot,
  ].join("\n\n");
}

const head = `# Awkward values

<!-- Written by docs/awkward-values.ts: npm run docs -->

What holdfast places in a column of each type, once at least per column as far as constraints allow, and what each value is known to
break. Beside them stand NULL, ordinary values by the column's name, and duplicates where no key forbids them. What the schema keeps out
is in the report; [a rule in the config](config.md#values-that-production-cannot-hold) keeps out what production cannot hold.

Where a candidate fails on values marked **extreme**, it is judged again without them, and the report says so in a warning.`;

const foot = `## enums, domains, other types

Every label of an enum. For a domain the values of its base type that it accepts. For a type that holdfast does not know, whatever the server
takes of a list of common inputs.
`;

function made(partial: Partial<ValueType> & Pick<ValueType, "sql" | "name">): Made {
  const family = families[partial.name];
  return family === undefined ? { awkward: [], pool: [], nth: null } : family({ ...bare, ...partial }, source);
}

function type(name: string): ValueType {
  return { ...bare, sql: name, name };
}

function section(title: string, awkward: readonly Awkward[]): string {
  const rows = awkward
    .filter(({ values }) => values.length > 0)
    .map(
      ({ values, breaks, beyond }) => `| ${values.map(shown).join(" ")} | ${beyond ? "**extreme** " : ""}${breaks} |`,
    );
  return [`## ${title}`, "", "| values | break |", "| --- | --- |", ...rows].join("\n");
}

const longest = 90;

/** As a string of JavaScript, so that blanks and signs without a shape can be told apart. */
function shown(text: string): string {
  const whole = [...text];
  const start = whole.slice(0, longest).join("");
  const escaped = JSON.stringify(start).replace(
    /[\p{Cc}\p{Cf}\p{M}\u00a0]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const code = `\`${escaped.replaceAll("|", "\\|")}\``;
  return whole.length > longest ? `${code} … (${whole.length} characters)` : code;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(new URL("awkward-values.md", import.meta.url), awkwardValues());
