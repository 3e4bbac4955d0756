import { joinedColumns } from "./joined.ts";
import type { Literal } from "./literal.ts";
import type { Operator } from "./pairs.ts";
import { partOfTime } from "./time-parts.ts";
import { as, members, nameOf, stringOf } from "./tree.ts";
import { arrayElements, castOf, columnPath, literalOf } from "./values.ts";

/** What a column must hold: the value, or what the operator makes of it. */
export type Demand = Pick<Literal, "operator" | "value">;

/** A column, or an expression over one, that is compared with a value. */
export interface Subject {
  readonly path: readonly string[];
  /** What the column must hold for the expression to have that value. */
  readonly demands: (value: string, operator: Operator) => readonly Demand[];
}

/** The columns that an expression is made of; none for what this file cannot trace to columns. */
export function subjectsOf(side: unknown): readonly Subject[] {
  const path = columnPath(side);
  if (path !== null) return [{ path, demands: (value, operator) => [{ operator, value }] }];
  const cast = castOf(side);
  if (cast !== null) return subjectsOf(cast.arg);
  const joined = joinedColumns(side);
  return joined.length > 0 ? joined : [partOfTime(side) ?? partOfText(side) ?? memberOfDocument(side) ?? []].flat();
}

const lengths: ReadonlySet<string> = new Set(["length", "char_length", "character_length", "octet_length"]);

function partOfText(side: unknown): Subject | null {
  const call = as("FuncCall", side);
  const name = nameOf(call?.funcname)?.name ?? "";
  const [text, ...rest] = members(call?.args);
  const path = columnPath(text);
  if (path === null) return null;
  if (lengths.has(name)) return { path, demands: (value) => [{ operator: "length", value }] };
  const given = rest.map(literalOf);
  if (name === "encode") return { path, demands: (value, operator) => encoded(value, given[0] ?? "", operator) };
  if (name === "regexp_like") {
    const [pattern = null] = given;
    return pattern === null ? null : { path, demands: () => [{ operator: "regex", value: pattern }] };
  }
  return {
    path,
    demands(value) {
      const pattern = patternOf(name, given, verbatim(value));
      return pattern === null ? [] : [{ operator: "like", value: pattern }];
    },
  };
}

/** The bytes that are written so. */
function encoded(value: string, format: string, operator: Operator): readonly Demand[] {
  const bytes = format === "hex" || format === "base64" ? Buffer.from(value, format) : Buffer.of();
  return bytes.length === 0 ? [] : [{ operator, value: `\\x${bytes.toString("hex")}` }];
}

/** The LIKE pattern of the texts for which the function, with these other arguments, gives the value. */
function patternOf(
  name: string,
  [first = null, second = null]: readonly (string | null)[],
  value: string,
): string | null {
  switch (name) {
    case "position":
    case "strpos":
      return first === null ? null : `%${verbatim(first)}%`;
    case "starts_with":
      return first === null ? null : `${verbatim(first)}%`;
    case "left":
      return `${value}%`;
    case "right":
      return `%${value}`;
    case "substr":
    case "substring":
      return `${"_".repeat(Math.min(Math.max(Number(first) - 1, 0) || 0, 1000))}${value}%`;
    case "split_part": {
      const before = Math.min(Math.max(Number(second) - 1, 0), 50);
      return first === null || Number.isNaN(before) ? null : `${`_${verbatim(first)}`.repeat(before)}${value}`;
    }
    default:
      return null;
  }
}

function verbatim(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}

/** `doc -> 'a' ->> 'b'`, `doc #>> '{a,b}'`. */
function memberOfDocument(side: unknown): Subject | null {
  const keys: string[] = [];
  let asText: boolean | null = null;
  let inner = side;
  for (let node = as("A_Expr", inner); node !== null; node = as("A_Expr", inner)) {
    const operator = stringOf(members(node.name).at(-1)) ?? "";
    const key = literalOf(node.rexpr);
    if (!/^(->>?|#>>?)$/.test(operator) || key === null) return null;
    keys.unshift(...(operator.startsWith("#") ? arrayElements(key) : [key]));
    asText ??= operator.endsWith(">>");
    inner = node.lexpr;
  }
  const path = columnPath(inner);
  if (path === null || asText === null) return null;
  const nested = (value: unknown): string => JSON.stringify(keys.reduceRight(around, value));
  return {
    path,
    demands: (value, operator) =>
      scalars(value, operator, asText).map((scalar) => ({ operator: "contains", value: nested(scalar) })),
  };
}

function around(value: unknown, key: string): unknown {
  return /^\d$/.test(key) ? [...Array.from({ length: Number(key) }, () => null), value] : { [key]: value };
}

/** What may stand at the place: for a number that has an order, its neighbours, too. */
function scalars(value: string, operator: Operator, asText: boolean): readonly unknown[] {
  if (!asText) return jsonOf(value);
  if (!/^[<>]=?$/.test(operator) || !/^-?\d{1,15}$/.test(value)) return [value];
  return [value, String(Number(value) - 1), String(Number(value) + 1)];
}

function jsonOf(value: string): readonly unknown[] {
  try {
    return [JSON.parse(value)];
  } catch {
    return [];
  }
}
