import { documentFor } from "./json-paths.ts";
import type { Operator, Pair } from "./pairs.ts";
import { as, members, nameOf, stringOf, type Tree } from "./tree.ts";
import { arrayElements, arrayText, columnPath, constantNode, literalOf } from "./values.ts";

/** `'x' = any(column)`, and what looks for an element by other words. */
export function elementPairs(element: unknown, array: unknown): readonly Pair[] {
  const value = literalOf(element);
  return value === null || columnPath(array) === null
    ? []
    : [{ left: array, right: constantNode(arrayText([value])), operator: "contains" }];
}

/** `left = any (right)`, and the same with another operator. */
export function arrayPairs(left: unknown, right: unknown, operator: Operator): readonly Pair[] {
  const within = operator === "in" ? elementPairs(left, right) : [];
  if (within.length > 0) return within;
  const array = as("TypeCast", right)?.arg ?? right;
  const text = literalOf(array);
  const elements = text === null ? elementsOf(array) : arrayElements(text).map(constantNode);
  // An array that is no literal may be a variable.
  return (elements.length > 0 ? elements : [array]).map((element) => ({ left, right: element, operator }));
}

/** The elements of `array[…]`, and of string_to_array() of a literal. */
function elementsOf(array: unknown): readonly unknown[] {
  const call = as("FuncCall", array);
  if (call === null || nameOf(call.funcname)?.name !== "string_to_array")
    return members(as("A_ArrayExpr", array)?.elements);
  const [list = null, separator = null] = members(call.args).map(literalOf);
  return list === null || separator === null ? [] : list.split(separator).map(constantNode);
}

/** Operators that look into a document, an array or a range; `&&` and `?|` ask for one of their members. */
export function insidePairs({ name, lexpr, rexpr }: Tree): readonly Pair[] {
  const operator = stringOf(members(name).at(-1)) ?? "";
  const [left, right] = operator === "<@" ? [rexpr, lexpr] : [lexpr, rexpr];
  const array = as("TypeCast", right)?.arg ?? right;
  const elements = members(as("A_ArrayExpr", array)?.elements).flatMap((element) => literalOf(element) ?? []);
  const contains = (value: string): Pair => ({ left, right: constantNode(value), operator: "contains" });
  switch (operator) {
    case "@>":
    case "<@":
      return elements.length > 0 ? [contains(arrayText(elements))] : [{ left, right, operator: "contains" }];
    case "&&":
      return elements.length > 0
        ? elements.map((element) => contains(arrayText([element])))
        : [{ left, right, operator: "contains" }];
    case "?":
    case "?|":
    case "?&": {
      const keys = operator === "?" ? [literalOf(right) ?? []].flat() : elements;
      return keys.length === 0 ? [] : [contains(JSON.stringify(Object.fromEntries(keys.map((key) => [key, true]))))];
    }
    case "@?":
      return pathPairs(left, right);
    case "@@": {
      const within = pathPairs(left, right);
      return within.length > 0 ? within : wordPairs(left, right);
    }
    case "^@":
      return [{ left: { FuncCall: startsWith(left, right) }, right: constantNode("true"), operator: "=" }];
    default:
      return [];
  }
}

function startsWith(left: unknown, right: unknown): Tree {
  return { funcname: [{ String: { sval: "starts_with" } }], args: [left, right] };
}

/** `document @? path`, and the functions that ask the same. */
export function pathPairs(document: unknown, path: unknown): readonly Pair[] {
  const found = documentFor(literalOf(path) ?? "");
  return found === null ? [] : [{ left: document, right: constantNode(found), operator: "contains" }];
}

/** A text search: a text of the words alone is found. */
function wordPairs(left: unknown, right: unknown): readonly Pair[] {
  const text = argumentOf(left, /^to_tsvector$/);
  const query = literalOf(argumentOf(right, /^(plain|phrase|websearch_)?to_tsquery$/));
  // Neither what must not stand in the text, nor the weights of a word.
  const positive = query?.replaceAll(/(?<![\p{L}\p{N}])[!-]\s*[\p{L}\p{N}]+|:[A-D*]+/giu, " ") ?? "";
  const words = positive.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
  return words === "" ? [] : [{ left: text, right: constantNode(words), operator: "=" }];
}

/** The last argument of a call of such a function; what is no call stands for itself. */
function argumentOf(value: unknown, name: RegExp): unknown {
  const call = as("FuncCall", value);
  if (call === null) return value;
  return name.test(nameOf(call.funcname)?.name ?? "") ? members(call.args).at(-1) : null;
}
