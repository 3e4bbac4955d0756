import { type Expression, type Operand, readQuery } from "./check-expression.ts";
import { embeddedQueries } from "./embedded.ts";
import { parseSql } from "./tree.ts";

/** A function that somebody wrote in SQL or PL/pgSQL. */
export interface Routine {
  readonly name: string;
  /** Names of the parameters in order; empty texts for those without one. */
  readonly parameters: readonly string[];
  /** As `pg_get_functiondef` prints it. */
  readonly definition: string;
}

/** The expressions in a function's body; its parameters stand in them as columns, by name or as "$1". */
export async function readRoutine({ definition }: Routine): Promise<readonly Expression[]> {
  const [statement] = (await parseSql(definition)) ?? [];
  if (statement === undefined) return [];
  const queries = await embeddedQueries(statement.kind, statement.node, definition);
  return (await Promise.all(queries.map(readQuery))).flat();
}

/** An expression of a body as it stands for one call: with the arguments in place of the parameters. */
export function called(part: Expression, { parameters }: Routine, given: readonly Operand[]): Expression {
  const places = new Map<string, Operand>();
  for (const [at, argument] of given.entries()) {
    places.set(`$${at + 1}`, argument);
    if (parameters[at]) places.set(parameters[at], argument);
  }
  return replaced(part, places);
}

function replaced(part: Expression, places: ReadonlyMap<string, Operand>): Expression {
  const operand = (inner: Operand): Operand => filled(inner, places);
  switch (part.kind) {
    case "and":
    case "or":
      return { ...part, parts: part.parts.map((inner) => replaced(inner, places)) };
    case "not":
      return { ...part, part: replaced(part.part, places) };
    case "compare":
      return { ...part, left: operand(part.left), right: operand(part.right) };
    case "in":
      return { ...part, operand: operand(part.operand), values: part.values.map(operand) };
    case "unknown":
      return { ...part, parts: part.parts.map(operand) };
    default:
      return { ...part, operand: operand(part.operand) };
  }
}

function filled(part: Operand, places: ReadonlyMap<string, Operand>): Operand {
  if (part.kind === "column") return places.get(part.name) ?? part;
  if (part.kind === "other") return { ...part, parts: part.parts.map((inner) => filled(inner, places)) };
  if (part.kind !== "call") return part;
  const given = part.arguments.map((inner) => filled(inner, places));
  const texts = given.map((inner) => (inner.kind === "constant" ? inner.text : null));
  // A pattern is often put together of a parameter and a constant.
  if (part.name === "||" && !texts.includes(null)) return { kind: "constant", text: texts.join("") };
  return { ...part, arguments: given };
}
