import { columnsOf, constantsOf, type Expression, type Operand } from "../../sql/check-expression.ts";
import { regexText } from "../pattern.ts";
import type { Random } from "../random.ts";
import { callsIn, operandsOf } from "./terms.ts";
import type { Ground } from "./texts.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A place in a document, and what the expressions say of it. */
interface Wish {
  readonly path: readonly string[];
  readonly values: readonly Json[];
}

const samples: Readonly<Record<string, readonly Json[]>> = {
  object: [{ a: { b: 1 } }, {}],
  array: [[1, "a"], [], [{ a: "x" }, { a: "Zoë" }]],
  string: ["x", "Zoë 7", ""],
  number: [1, 0, -2.5],
  boolean: [true, false],
  null: [null],
};
const anything = Object.values(samples).flat();

/** Documents that have what the expressions look for: keys, types, values, lengths, parts. */
export function suggestedDocuments(terms: readonly Expression[], column: string, ground: Ground): readonly string[] {
  const { random, size } = ground;
  const wishes = [
    ...callsIn(terms).flatMap((call) => fromCall(call, column)),
    ...terms.flatMap((term) => fromTerm(term, column, random)),
  ];
  if (wishes.length === 0) return [];
  const places = new Map<string, Json[]>();
  for (const { path, values } of wishes) {
    const key = JSON.stringify(path);
    places.set(key, [...(places.get(key) ?? []), ...values]);
  }
  // Deeper places last, so that what stands above does not overwrite them.
  const sorted = [...places].map(([key, values]) => ({ path: JSON.parse(key) as string[], values }));
  sorted.sort((one, other) => one.path.length - other.path.length);
  return Array.from({ length: Math.max(150, Math.min(size, 300)) }, (_, at) => {
    const keep = at % 2 === 0 ? 1 : 0.6;
    const made = sorted.reduce<Json>((whole, { path, values }) => {
      if (random.next() >= keep) return whole;
      const telling = values.length > 0 && random.next() < 0.85;
      return set(whole, path, random.pick(telling ? values : anything));
    }, {});
    return at % 3 === 0 ? enriched(JSON.stringify(made), random) : JSON.stringify(made);
  });
}

/** A nested number such as 1.0 shows what a careless conversion loses. */
function enriched(text: string, random: Random): string {
  if (!text.startsWith("{")) return text;
  return text.replace(/\}$/s, `${text === "{}" ? "" : ", "}"extra": {"b": [1.0, "é", ${random.below(1000)}]}}`);
}

/** The place that an operand reads; null where it reads none of the column's. */
function pathOf(operand: Operand | undefined, column: string): readonly string[] | null {
  if (operand?.kind === "column") return operand.name === column ? [] : null;
  if (operand?.kind !== "call") return null;
  const [base, ...keys] = operand.arguments;
  const start = pathOf(base, column);
  if (start === null) return null;
  const texts = keys.map((key) => (key.kind === "constant" ? (key.text ?? "") : null));
  if (texts.length === 0 || texts.includes(null)) return null;
  const named = texts as readonly string[];
  if (operand.name === "->" || operand.name === "->>") return [...start, ...named];
  if (operand.name === "#>" || operand.name === "#>>") return [...start, ...keysIn(named[0] ?? "")];
  return /^jsonb?_extract_path(_text)?$/.test(operand.name) ? [...start, ...named] : null;
}

function keysIn(text: string): readonly string[] {
  return text
    .replace(/^\{|\}$/g, "")
    .split(",")
    .map((key) => key.trim().replace(/^"|"$/g, ""));
}

function fromCall({ name, arguments: given }: Operand & { kind: "call" }, column: string): readonly Wish[] {
  const read = pathOf({ kind: "call", name, arguments: given }, column);
  if (read !== null) return [{ path: read, values: [] }];
  const [first, second] = given;
  const path = pathOf(first, column);
  if (path === null) return [];
  const named = second === undefined ? [] : constantsOf(second);
  if (/^(\?[&|]?|jsonb_exists(_any|_all)?)$/.test(name))
    return named
      .flatMap((text) => (text.startsWith("{") ? keysIn(text) : [text]))
      .map((key) => ({ path: [...path, key], values: [] }));
  if (name === "@>" || name === "jsonb_contains") return named.flatMap((text) => flattened(path, parsed(text)));
  if (/^jsonb_path|^@[?@]$/.test(name))
    return named.flatMap((text) => keysOfPath(text)).map((keys) => ({ path: [...path, ...keys], values: [] }));
  return [];
}

/** What the expression compares a place, or its type, with. */
function fromTerm(term: Expression, column: string, random: Random): readonly Wish[] {
  const [operand] = operandsOf(term);
  if (operand === undefined || !columnsOf(operand).includes(column)) return [];
  const about = operand.kind === "call" ? (/^jsonb?_(typeof|array_length)$/.exec(operand.name)?.[1] ?? null) : null;
  const path = pathOf(operand.kind === "call" && about !== null ? operand.arguments[0] : operand, column);
  if (path === null) return [];
  if (about === "array_length") return [{ path, values: constantsOf(term).flatMap(near).map(ofLength) }];
  if (about === "typeof") return [{ path, values: constantsOf(term).flatMap((text) => samples[text] ?? []) }];
  if (term.kind === "match")
    return [{ path, values: Array.from({ length: 20 }, () => regexText(term.pattern, random)) }];
  if (term.kind !== "compare" && term.kind !== "in") return [];
  const compared = term.kind === "compare" ? constantsOf(term.right) : term.values.flatMap(constantsOf);
  return [{ path, values: compared.flatMap(sides) }];
}

/** A constant as the document may hold it; a number also from both sides. */
function sides(text: string): readonly Json[] {
  if (/^(true|false)$/.test(text)) return [text === "true", text];
  const number = Number(text);
  if (text.trim() === "" || Number.isNaN(number)) {
    const json = parsed(text);
    return json === undefined ? [text] : [text, json];
  }
  return [number, number + 1, number - 1, number + 10, text];
}

function flattened(path: readonly string[], json: Json | undefined): readonly Wish[] {
  if (json === undefined) return [];
  if (typeof json !== "object" || json === null || Array.isArray(json)) return [{ path, values: [json] }];
  return Object.entries(json).flatMap(([key, value]) => flattened([...path, key], value));
}

function keysOfPath(text: string): readonly (readonly string[])[] {
  const paths = text.match(/\$(?:\s*\.\s*(?:"[^"]+"|\w+)(?!\s*\())+/g) ?? [];
  return paths.map((path) => (path.match(/"[^"]+"|\w+/g) ?? []).map((key) => key.replace(/^"|"$/g, "")));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function near(text: string): readonly number[] {
  return /^\d{1,3}$/.test(text) ? [Number(text), Number(text) + 1, Math.max(0, Number(text) - 1)] : [];
}

function ofLength(length: number): Json {
  return Array.from({ length }, (_, at) => at);
}

function set(whole: Json, [key, ...rest]: readonly string[], value: Json): Json {
  if (key === undefined) return value;
  const isObject = typeof whole === "object" && whole !== null && !Array.isArray(whole);
  if (/^\d{1,2}$/.test(key) && !(isObject && Object.keys(whole).length > 0)) {
    const items: Json[] = Array.isArray(whole) ? [...whole] : [];
    for (let at = items.length; at <= Number(key); at++) items.push("x");
    items[Number(key)] = set(items[Number(key)] ?? null, rest, value);
    return items;
  }
  const object = isObject ? (whole as { readonly [key: string]: Json }) : {};
  return { ...object, [key]: set(object[key] ?? null, rest, value) };
}
