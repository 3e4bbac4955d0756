import fc from "fast-check";
import { anyName, type NamePlan } from "./names.fixture.ts";
import type { BaseType } from "./types.fixture.ts";

// Plain data without references that could dangle: numbers count modulo what there is. Whatever
// shrinking takes away, the rest is still a schema.

export type Wrap = "array" | "domain" | "checked domain" | "required domain" | "composite";

export interface TypePlan {
  readonly base: BaseType | { readonly labels: readonly string[] } | { readonly subtype: string };
  /** What is put around it, from the inside out. */
  readonly wraps: readonly Wrap[];
  readonly name: NamePlan;
  /** The domains' check. */
  readonly check: number;
}

export interface ColumnPlan {
  readonly name: NamePlan;
  readonly type: TypePlan;
  readonly required: boolean;
  readonly fill: "nothing" | "constant" | "volatile" | "generated";
  readonly check: number | null;
  readonly unique: "no" | "unique" | "nulls not distinct" | "deferrable" | "lower" | "partial";
}

export type KeyColumn = "serial" | "always" | "by default" | "sequence text" | ColumnPlan;

export interface LinkPlan {
  readonly to: number;
  readonly onto: number;
  readonly name: NamePlan;
  readonly form: "open" | "required" | "deferrable" | "required deferrable";
  readonly full: boolean;
  readonly unique: boolean;
}

export interface RulePlan {
  readonly kind: "at most" | "less" | "differ" | "together" | "some" | "one" | "chain" | "not both" | "sum" | "kinds";
  readonly column: number;
  /** Of the columns that join it. */
  readonly names: readonly [NamePlan, NamePlan];
}

export interface SetPlan {
  readonly columns: readonly number[];
  readonly form: "unique" | "nulls not distinct" | "deferrable" | "partial" | "expression" | "exclusion";
}

export interface TablePlan {
  readonly name: NamePlan;
  readonly schema: number;
  readonly form: "plain" | "list" | "range" | "dates" | "hash" | "two levels" | "child";
  readonly rest: boolean;
  readonly secured: boolean;
  readonly key: readonly KeyColumn[];
  readonly keyLinks: readonly LinkPlan[];
  readonly columns: readonly ColumnPlan[];
  readonly links: readonly LinkPlan[];
  readonly rules: readonly RulePlan[];
  readonly sets: readonly SetPlan[];
  /** A check that no row meets. */
  readonly contradiction: boolean;
}

export interface SchemaPlan {
  readonly schemas: readonly NamePlan[];
  readonly tables: readonly TablePlan[];
}

const rare = (weight: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight: weight - 1, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const mostly = <Value>(usual: Value, weight: number, ...others: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const some = <Value>(one: fc.Arbitrary<Value>, maxLength: number): fc.Arbitrary<Value[]> =>
  fc.array(one, { maxLength, size: "max" });

const labels = ["open", "Closed", "it's", 'quo"te', "a,b", "", "{x}", "ünï"];
const wraps: readonly Wrap[] = ["array", "domain", "checked domain", "required domain", "composite"];

export function anySchema(bases: readonly BaseType[]): fc.Arbitrary<SchemaPlan> {
  const type = fc.record({
    base: fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom(...bases) },
      { weight: 1, arbitrary: fc.record({ labels: fc.subarray(labels, { minLength: 1, maxLength: 5 }) }) },
      { weight: 1, arbitrary: fc.record({ subtype: fc.constantFrom("float8", "int4", "text", "time") }) },
    ),
    wraps: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fc.constantFrom(...wraps), { minLength: 1, maxLength: 3 }) },
    ),
    name: anyName,
    check: fc.nat({ max: 20 }),
  });
  const column: fc.Arbitrary<ColumnPlan> = fc.record({
    name: anyName,
    type,
    required: fc.boolean(),
    fill: mostly<ColumnPlan["fill"]>("nothing", 2, "constant", "volatile", "generated"),
    check: fc.option(fc.nat({ max: 20 }), { freq: 1 }),
    unique: mostly<ColumnPlan["unique"]>("no", 6, "unique", "nulls not distinct", "deferrable", "lower", "partial"),
  });
  const keyColumn: fc.Arbitrary<KeyColumn> = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom<KeyColumn>("serial", "always", "by default", "sequence text") },
    { weight: 2, arbitrary: column },
  );
  const link: fc.Arbitrary<LinkPlan> = fc.record({
    to: fc.nat({ max: 5 }),
    onto: fc.nat({ max: 3 }),
    name: anyName,
    form: fc.constantFrom<LinkPlan["form"]>(
      "open",
      "open",
      "required",
      "required",
      "deferrable",
      "required deferrable",
    ),
    full: rare(4),
    unique: rare(5),
  });
  const table: fc.Arbitrary<TablePlan> = fc.record({
    name: anyName,
    schema: fc.nat({ max: 2 }),
    form: mostly<TablePlan["form"]>("plain", 2, "list", "range", "dates", "hash", "two levels", "child"),
    rest: fc.boolean(),
    secured: rare(5),
    key: fc.array(keyColumn, { maxLength: 2 }),
    keyLinks: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(link, { minLength: 1, maxLength: 2 }) },
    ),
    columns: some(column, 7),
    links: some(link, 2),
    rules: some(
      fc.record({
        kind: fc.constantFrom<RulePlan["kind"]>(
          ...(["at most", "less", "differ", "together", "some", "one", "chain", "not both", "sum", "kinds"] as const),
        ),
        column: fc.nat({ max: 9 }),
        names: fc.tuple(anyName, anyName),
      }),
      2,
    ),
    sets: some(
      fc.record({
        columns: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 3 }),
        form: fc.constantFrom<SetPlan["form"]>(
          ...(["unique", "nulls not distinct", "deferrable", "partial", "expression", "exclusion"] as const),
        ),
      }),
      2,
    ),
    contradiction: rare(60),
  });
  return fc.record({
    schemas: fc.array(anyName, { maxLength: 2 }),
    tables: fc.array(table, { minLength: 1, maxLength: 6, size: "max" }),
  });
}
