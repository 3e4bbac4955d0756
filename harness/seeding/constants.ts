import type { Catalog, Column, Relation } from "../model/catalog.ts";
import type { Constant } from "../model/seed.ts";
import { axisOf } from "./axis.ts";
import { foreignKeys } from "./order.ts";
import { likeText, regexText } from "./pattern.ts";
import type { Random } from "./random.ts";
import { undressed, type ValueType } from "./types.ts";

/**
 * Adds to the constants of foreign keys the same for the columns that they refer to, so that
 * `where account_id = 7` finds an account 7 to point to.
 */
export function withParents(catalog: Catalog, constants: readonly Constant[]): readonly Constant[] {
  const found = [...constants];
  // The list grows while it is walked: keys of keys are followed too.
  for (let at = 0; at < found.length && at < 1000; at++) {
    const constant = found[at] as Constant;
    if (constant.use === "inserted") continue;
    for (const relation of catalog.relations) {
      for (const [child, parent, name] of referencesOf(catalog, relation)) {
        if (!means(constant, relation, child)) continue;
        const added: Constant = { ...constant, schema: parent.schema, table: parent.name, column: name };
        if (!found.some((one) => sameConstant(one, added))) found.push(added);
      }
    }
  }
  return found;
}

function* referencesOf(catalog: Catalog, relation: Relation): Generator<readonly [Column, Relation, string]> {
  for (const key of foreignKeys(relation)) {
    const parent = catalog.relations.find(({ oid }) => oid === key.references?.relation);
    for (const [at, attnum] of key.columns.entries()) {
      const child = relation.columns.find((column) => column.attnum === attnum);
      const referenced = parent?.columns.find((column) => column.attnum === key.references?.columns[at]);
      if (child !== undefined && parent !== undefined && referenced !== undefined)
        yield [child, parent, referenced.name];
    }
  }
}

function sameConstant(one: Constant, other: Constant): boolean {
  return (
    one.schema === other.schema &&
    one.table === other.table &&
    one.column === other.column &&
    one.value === other.value &&
    one.use === other.use
  );
}

function means(constant: Constant, relation: Relation, column: Column): boolean {
  return (
    constant.column === column.name &&
    (constant.table === null || constant.table === relation.name) &&
    (constant.schema === null || constant.schema === relation.schema)
  );
}

/** What the constants ask of a column. */
export interface Demands {
  /** Values to plant. */
  readonly planted: readonly string[];
  /** By statement: one of these values for which the statement's comparison is true. */
  readonly answers: ReadonlyMap<number, string>;
  /** Values to leave free in keys. */
  readonly reserved: ReadonlySet<string>;
  /** The only values that the candidate takes; null where it takes any. */
  readonly allowed: readonly string[] | null;
  /** Whether every value must cast to bytea. */
  readonly bytes: boolean;
}

export function demandsOn(
  { catalog, constants }: { readonly catalog: Catalog; readonly constants: readonly Constant[] },
  relation: Relation,
  column: Column,
  type: ValueType,
  random: Random,
): Demands {
  const meant = constants.filter((constant) => means(constant, relation, column));
  const compared = meant.filter(({ use }) => use === "compared");
  const sided = compared.map((constant) => ({ constant, sides: sidesOf(constant, type, random) }));
  const planted = sided.flatMap(({ sides }) => sides);
  const reserved = meant.filter(({ use }) => use === "inserted").map(({ value }) => value.trim().toLowerCase());
  const limits = textual.has(undressed(type).name) ? meant.filter(({ use }) => use === "limited") : [];
  const allowed = limits.flatMap((limit) => (limit.operator === "in" ? limit.value : labelsOf(catalog, limit)));
  return {
    planted: [...new Set(planted)].filter((text) => fits(text, type)),
    answers: new Map(sided.map(({ constant, sides }) => [constant.statement, answer(constant, sides)])),
    reserved: new Set(reserved),
    allowed: allowed.length === 0 ? null : [...new Set(allowed)],
    bytes: limits.some(({ operator, value }) => operator === "type" && value === "bytea"),
  };
}

const textual: ReadonlySet<string> = new Set(["text", "varchar", "bpchar", "citext"]);

function labelsOf(catalog: Catalog, { value }: Constant): readonly string[] {
  return (
    catalog.types.find(({ name, kind }) => name === value && kind === "enum")?.labels.map(({ label }) => label) ?? []
  );
}

/** The sides stand in this order: the constant, below it, above it; or the constant, and another text. */
function answer({ operator, value }: Constant, sides: readonly string[]): string {
  const place = { "<": 1, "<>": 1, ">": 2 }[operator as string] ?? 0;
  return sides[place] ?? sides.at(-1) ?? value;
}

function sidesOf({ value, operator }: Constant, type: ValueType, random: Random): readonly string[] {
  const none = `no ${value.length} match`;
  if (operator === "like") return [likeText(value, random), likeText(value, random), none];
  if (operator === "regex") return [regexText(value, random), regexText(value, random), none];
  if (operator === "length") return ofLength(Number(value));
  if (operator === "contains") return holding(value, undressed(type));
  const axis = axisOf(type);
  const at = axis?.parse(value) ?? null;
  if (axis === null || at === null) return undressed(type).kind === "base" ? [value, `${value}x`] : [value];
  const sides = axis.steps
    .flatMap((step) => [at - step, at + step])
    .filter((side) => side >= axis.least && side <= axis.most);
  return [axis.print(at), ...sides.map(axis.print)];
}

const longest = 100_000;

/** Texts of that length, one more and one less. */
function ofLength(length: number): readonly string[] {
  const phrase = "Lorem ipsum ";
  const lengths = [length + 1, length, length - 1].filter((one) => one >= 0 && one <= longest);
  // Never a blank at the end, which a cast to char would take away.
  return lengths.map((one) => (one === 0 ? "" : `${phrase.repeat(one / phrase.length + 1).slice(0, one - 1)}z`));
}

/** A value with just what is asked for, and where a document may hold more, one with more. */
function holding(value: string, type: ValueType): readonly string[] {
  if (type.kind === "range") return /^[[(]/.test(value) ? [value] : [`[${value},${value}]`];
  if (type.name !== "json" && type.name !== "jsonb") return [value];
  return value.startsWith("{")
    ? [value, value.replace(/\}$/, `${value === "{}" ? "" : ", "}"kept": [1, "é"]}`)]
    : [value];
}

/** A cast to varchar(n) would cut the text in silence. */
function fits(text: string, type: ValueType): boolean {
  const { length, name } = undressed(type);
  return length === null || !/^(varchar|bpchar)$/.test(name) || [...text].length <= length;
}
