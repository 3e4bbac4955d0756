import type { Client } from "pg";
import type { Relation } from "../model/catalog.ts";
import { HarnessError } from "../model/error.ts";
import type { NeverRule } from "../model/seed.ts";
import { nameOf } from "./given.ts";
import { refusalOf } from "./savepoint.ts";
import type { ValueType } from "./types.ts";
import { undressed } from "./types.ts";
import type { Values } from "./values/values.ts";

/** What production cannot hold, by the user's word. */
export interface Rules {
  /** By pg_type.typname. */
  readonly types: ReadonlyMap<string, readonly NeverRule[]>;
  /** By "schema.table.column". */
  readonly columns: ReadonlyMap<string, readonly NeverRule[]>;
}

/** Sorts the rules by what they are about. The server says what type a name means: "integer", "int" and "int4" are one. */
export async function rulesOf(
  client: Client,
  relations: readonly Relation[],
  never: Readonly<Record<string, readonly NeverRule[]>>,
): Promise<Rules & { readonly unknown: readonly string[] }> {
  const known = new Set(relations.flatMap((one) => one.columns.map(({ name }) => `${nameOf(one)}.${name}`)));
  const types = new Map<string, readonly NeverRule[]>();
  const columns = new Map<string, readonly NeverRule[]>();
  const unknown: string[] = [];
  for (const [name, rules] of Object.entries(never)) {
    const type = known.has(name) ? null : await typeCalled(client, name);
    if (known.has(name)) columns.set(name, rules);
    else if (type === null) unknown.push(name);
    else types.set(type, [...(types.get(type) ?? []), ...rules]);
  }
  return { types, columns, unknown };
}

async function typeCalled(client: Client, name: string): Promise<string | null> {
  try {
    const { rows } = await client.query<{ type: string }>(
      "select typname as type from pg_type where oid = to_regtype($1)",
      [name],
    );
    return rows[0]?.type ?? null;
  } catch (error) {
    // Older servers raise an error where the name is not even well formed.
    if (refusalOf(error) === null) throw error;
    return null;
  }
}

/** @throws {HarnessError} input/seed-never: what is ruled out is neither a type's nor a column's */
export function rejectUnknownRules(unknown: readonly string[]): void {
  const [name] = unknown;
  if (name === undefined) return;
  throw new HarnessError({
    kind: "input",
    code: "input/seed-never",
    step: "read which values are ruled out",
    message: `"${name}" is neither a type nor a column before the candidate.`,
    remedy: 'Name a type as SQL does ("numeric", "timestamptz"), or a column as "schema.table.column".',
  });
}

/** The rules on a type, and on those that a domain stands on. */
export function rulesOn(rules: Rules, type: ValueType): readonly NeverRule[] {
  const own = rules.types.get(type.name) ?? [];
  return type.kind === "domain" && type.inner !== null ? [...own, ...rulesOn(rules, type.inner)] : own;
}

const cased: ReadonlySet<string> = new Set(["text", "varchar", "bpchar", "name", "char", "xml", "json"]);

/** Whether the text is one that a rule names; upper and lower case differ in texts only. */
function matches(text: string, rules: readonly NeverRule[], type: ValueType): boolean {
  const exact = type.kind !== "base" || cased.has(undressed(type).name);
  return rules.some((rule) => {
    if (rule === null) return false;
    if (typeof rule !== "string") return new RegExp(rule.source, rule.flags.replace(/[gy]/g, "")).test(text);
    return exact ? rule === text : rule.toLowerCase() === text.toLowerCase();
  });
}

// A series goes on behind what was ruled out of it.
const leap = 1_000_003;
const leaps = 20;

/** The values without those that are ruled out. */
export function without(values: Values, rules: readonly NeverRule[], type: ValueType): Values {
  if (rules.length === 0) return values;
  const may = (text: string): boolean => !matches(text, rules, type);
  const { nth } = values;
  return {
    witnesses: values.witnesses.filter(may),
    pool: values.pool.filter(may),
    nth:
      nth === null
        ? null
        : (at) => {
            for (let tries = 0; tries < leaps; tries++) {
              const text = nth(at + tries * leap);
              if (text === null || may(text)) return text;
            }
            return null;
          },
  };
}
