import type { JsonPath } from "../../text/json-position.ts";
import { isObject } from "../files/documents.ts";

/** The first thing in a document that is not as it should be. */
export interface Misfit {
  readonly path: JsonPath;
  /** "is not a text", "is missing", "is not a key that is known there". */
  readonly words: string;
}

/** Holds a value against a shape; null where it fits. */
export type Shape = (value: unknown) => Misfit | null;

function of(words: string, fits: (value: unknown) => boolean): Shape {
  const misfit: Misfit = { path: [], words };
  return (value) => (fits(value) ? null : misfit);
}

export const text = of("is not a text", (value) => typeof value === "string");
export const flag = of("is not true or false", (value) => typeof value === "boolean");
export const number = of("is not a number", (value) => typeof value === "number");
export const anything: Shape = () => null;

export function oneOf(...words: readonly string[]): Shape {
  return of(`is none of ${words.join(", ")}`, (value) => typeof value === "string" && words.includes(value));
}

export function list(member: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return { path: [], words: "is not a list" };
    for (const [index, item] of value.entries()) {
      const found = member(item);
      if (found !== null) return below(index, found);
    }
    return null;
  };
}

/** An object whose keys are names of the user's. */
export function named(member: Shape): Shape {
  return (value) => {
    if (!isObject(value)) return { path: [], words: "is not an object" };
    for (const key of Object.keys(value)) {
      const found = member(value[key]);
      if (found !== null) return below(key, found);
    }
    return null;
  };
}

/** An object of known keys. An open one takes others, too. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
  open = false,
): Shape {
  const known = new Map([...Object.entries(required), ...Object.entries(optional)]);
  const needed = Object.keys(required);
  return (value) => {
    if (!isObject(value)) return { path: [], words: "is not an object" };
    for (const key of Object.keys(value)) {
      const shape = known.get(key);
      if (shape === undefined) {
        if (!open) return { path: [key], words: "is not a key that is known there" };
        continue;
      }
      const found = shape(value[key]);
      if (found !== null) return below(key, found);
    }
    const missing = needed.find((key) => !Object.hasOwn(value, key));
    return missing === undefined ? null : { path: [missing], words: "is missing" };
  };
}

function below(step: string | number, { path, words }: Misfit): Misfit {
  return { path: [step, ...path], words };
}
