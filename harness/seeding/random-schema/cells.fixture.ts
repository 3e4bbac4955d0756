import { identifier, literal, qualified } from "../../sql/quote.ts";
import { type NamePlan, named } from "./names.fixture.ts";
import type { ColumnPlan, TypePlan } from "./plan.fixture.ts";
import { type CheckPlan, checks, type Family, volatile } from "./types.fixture.ts";

export interface CellType {
  readonly sql: string;
  readonly family: Family;
  readonly given: string | null;
  readonly capacity: number;
  readonly keyed: boolean;
  /** The server's own query for a foreign key finds no operator for domains over arrays, enums and the like. */
  readonly referable: boolean;
  readonly length: number;
  /** A domain in it that takes no NULL. */
  readonly required: boolean;
}

/** A column as it will be. */
export interface Cell {
  readonly name: string;
  readonly type: CellType;
  /** What stands behind the type. */
  readonly clause: string;
  readonly required: boolean;
  readonly capacity: number;
  /** Nothing but its type limits it. */
  readonly free: boolean;
  readonly generated: boolean;
  /** Has more than one value wherever the columns that it is computed from do. */
  readonly known: boolean;
}

/** What the schema has so far. */
export interface World {
  readonly taken: Set<string>;
  readonly types: string[];
}

export const integer: CellType = {
  sql: "integer",
  family: "whole",
  given: "7",
  capacity: Number.POSITIVE_INFINITY,
  keyed: true,
  referable: true,
  length: 0,
  required: false,
};
export const text: CellType = { ...integer, sql: "text", family: "text", given: "'none'", length: 10_000 };

function fitting({ family, length }: CellType, number: number): CheckPlan | null {
  const usable = checks[family].filter(({ room = 0 }) => family !== "text" || room <= length);
  return usable[number % usable.length] ?? null;
}

export function typeOf(plan: TypePlan, schema: string, world: World): CellType {
  const name = (): string => qualified({ schema, name: named(plan.name, world.taken) });
  let type: CellType;
  if ("labels" in plan.base) {
    type = { ...integer, sql: name(), family: "enum", capacity: plan.base.labels.length, given: null };
    world.types.push(`create type ${type.sql} as enum (${plan.base.labels.map(literal).join(", ")})`);
    type = { ...type, given: literal(plan.base.labels[0] ?? "") };
  } else if ("subtype" in plan.base) {
    type = { ...integer, sql: name(), family: "range", given: "'empty'" };
    world.types.push(
      `create type ${type.sql} as range (subtype = ${plan.base.subtype}, multirange_type_name = ${name()})`,
    );
  } else {
    type = { capacity: Number.POSITIVE_INFINITY, length: 10_000, required: false, referable: true, ...plan.base };
  }
  for (const wrap of plan.wraps) type = wrapped(type, wrap, plan, name, world);
  return type;
}

// Nor for arrays of types with a modifier.
const modified = /\)$|^interval /;
const polymorphic: ReadonlySet<string> = new Set(["array", "enum", "range"]);

function wrapped(
  type: CellType,
  wrap: TypePlan["wraps"][number],
  plan: TypePlan,
  name: () => string,
  world: World,
): CellType {
  const plenty = { capacity: Number.POSITIVE_INFINITY, required: false };
  if (wrap === "array")
    return type.sql.endsWith("[]")
      ? type
      : {
          ...type,
          ...plenty,
          sql: `${type.sql}[]`,
          family: "array",
          given: "'{}'",
          referable: !modified.test(type.sql),
        };
  const sql = name();
  if (wrap === "composite") {
    world.types.push(`create type ${sql} as (a ${type.sql}, "b c" text)`);
    return { ...type, ...plenty, sql, family: "other", given: null, referable: false };
  }
  const check = wrap === "checked domain" ? fitting(type, plan.check) : null;
  const rest = check !== null ? ` check (${check.sql("value")})` : wrap === "required domain" ? " not null" : "";
  world.types.push(`create domain ${sql} as ${type.sql}${rest}`);
  const required = type.required || wrap === "required domain" || check?.filled === true;
  const referable = type.referable && !polymorphic.has(type.family) && !/multirange/.test(type.sql);
  return { ...type, sql, required, referable, capacity: Math.min(type.capacity, check?.capacity ?? type.capacity) };
}

/** @param earlier cells that a generated one may be computed from */
export function cellOf(
  plan: ColumnPlan,
  schema: string,
  taken: Set<string>,
  world: World,
  earlier: readonly Cell[] = [],
): Cell {
  const source = earlier.filter(({ generated }) => !generated).at(-1);
  if (plan.fill === "generated" && source !== undefined) return generatedCell(plan.name, taken, source);
  const type = typeOf(plan.type, schema, world);
  const name = named(plan.name, taken);
  const check = plan.check === null ? null : fitting(type, plan.check);
  const changing = plan.type.wraps.length === 0 ? volatile[type.family] : undefined;
  const initial = plan.fill === "volatile" ? changing : plan.fill === "constant" ? type.given : undefined;
  const clause = [
    initial === undefined || initial === null ? "" : ` default ${initial}`,
    plan.required ? " not null" : "",
    check === null ? "" : ` check (${check.sql(identifier(name))})`,
  ];
  return {
    name,
    type,
    clause: clause.join(""),
    required: plan.required || type.required || check?.filled === true,
    capacity: Math.min(type.capacity, check?.capacity ?? type.capacity),
    free: check === null,
    generated: false,
    known: true,
  };
}

const derivations: Partial<Readonly<Record<Family, readonly [type: string, make: (cell: string) => string]>>> = {
  text: ["text", (cell) => `upper(${cell}::text)`],
  whole: ["bigint", (cell) => `${cell}::bigint + 1`],
  boolean: ["boolean", (cell) => `not ${cell}`],
  json: ["text", (cell) => `${cell} ->> 'name'`],
};

function generatedCell(plan: NamePlan, taken: Set<string>, source: Cell): Cell {
  const name = named(plan, taken);
  const [sql, make] = derivations[source.type.family] ?? ["boolean", (cell: string) => `${cell} is null`];
  const flag = sql === "boolean";
  const clause = ` generated always as (${make(identifier(source.name))}) stored`;
  const known = !flag || source.type.family === "boolean" ? source.capacity > 1 : !source.required;
  const type = {
    ...(sql === "text" ? text : integer),
    sql,
    family: flag ? "boolean" : sql === "text" ? "text" : "whole",
  } as const;
  return {
    name,
    type,
    clause,
    required: true,
    capacity: flag ? 2 : source.capacity,
    free: false,
    generated: true,
    known,
  };
}

/** A cell with nothing but a type and what stands behind it. */
export function plainCell(name: string, type: CellType, clause = "", required = /not null/.test(clause)): Cell {
  return { name, type, clause, required, capacity: type.capacity, free: true, generated: false, known: true };
}
