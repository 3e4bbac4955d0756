import { as, isTree, members, nameOf, stringOf, type Tree, textOf } from "./tree.ts";

/** Stands in dynamic SQL for a value that its text does not tell; as a parameter, and inside quotes. */
export const unknownValue = "$1";
/** The same for a name. */
export const unknownName = "?";

/** The literal's text, through casts: 'x'::text, date '2020-01-01', 5, true. Null for NULL and for what is no literal. */
export function literalOf(value: unknown): string | null {
  let inner = value;
  for (let cast = castOf(inner); cast !== null; cast = castOf(inner)) inner = cast.arg;
  const node = as("A_Const", inner);
  if (node === null || node.isnull === true) return null;
  // The parser leaves out what is zero, empty or false.
  if (isTree(node.ival)) return String(node.ival.ival ?? 0);
  if (isTree(node.boolval)) return String(node.boolval.boolval ?? false);
  if (isTree(node.fval)) return textOf(node.fval.fval);
  return isTree(node.sval) ? (textOf(node.sval.sval) ?? "") : null;
}

/** Every literal of a list, or of the rows of a VALUES or SELECT: row by row, column by column. */
export function rowsOf(select: Tree | null): readonly (readonly unknown[])[] {
  const rows: (readonly unknown[])[] = [];
  const pending = [select];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === null) continue;
    for (const row of members(next.valuesLists)) rows.push(members(row));
    if (next.targetList !== undefined) rows.push(members(next.targetList).map((item) => as("ResTarget", item)?.val));
    pending.push(isTree(next.rarg) ? next.rarg : null, isTree(next.larg) ? next.larg : null);
  }
  return rows;
}

/** The elements of a one-dimensional array in Postgres's own notation, NULLs left out. */
export function arrayElements(text: string): readonly string[] {
  if (!/^\s*\{.*\}\s*$/s.test(text)) return [];
  const inner = text.trim().slice(1, -1);
  const elements = inner.matchAll(/\s*(?:"((?:[^"\\]|\\.)*)"|([^,"{}]+))\s*(?:,|$)/gs);
  return [...elements].flatMap(([, quoted, bare]) => {
    if (quoted !== undefined) return quoted.replaceAll(/\\(.)/gs, "$1");
    return bare === undefined || /^null$/i.test(bare.trim()) ? [] : bare.trim();
  });
}

/** The array of these elements, in Postgres's own notation. */
export function arrayText(elements: readonly string[]): string {
  return `{${elements.map((element) => `"${element.replaceAll(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

/** A literal as the parser gives it. */
export function constantNode(text: string): Tree {
  return { A_Const: { sval: { sval: text } } };
}

/** Functions that give the value itself, but for its case or its edges: what they are compared with, the column may hold. */
const transparent = new Set(["lower", "upper", "btrim", "ltrim", "rtrim"]);

/** The parts of the column's name, through casts and what hardly changes a value; null for what is no column. */
export function columnPath(value: unknown): readonly string[] | null {
  let inner = value;
  for (let below = shownThrough(inner); below !== undefined; below = shownThrough(inner)) inner = below;
  const fields = members(as("ColumnRef", inner)?.fields).map(stringOf);
  return fields.length > 0 && fields.every((field) => field !== null) ? fields : null;
}

/** `*`, or `t.*`. */
export function isStar(value: unknown): boolean {
  return as("A_Star", members(as("ColumnRef", value)?.fields).at(-1)) !== null;
}

/** What a cast, coalesce() or a function that hardly changes a value is given; undefined for all else. */
export function shownThrough(value: unknown): unknown {
  const cast = castOf(value);
  if (cast !== null) return cast.arg;
  const coalesce = as("CoalesceExpr", value);
  if (coalesce !== null) return members(coalesce.args)[0];
  const call = as("FuncCall", value);
  return call !== null && transparent.has(nameOf(call.funcname)?.name ?? "") ? members(call.args)[0] : undefined;
}

export function castOf(value: unknown): { readonly arg?: unknown } | null {
  return as("TypeCast", value) ?? as("CollateClause", value);
}
