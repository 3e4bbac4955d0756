import { inspect } from "node:util";
import { HarnessError } from "../model/error.ts";
import { nearest } from "./nearest.ts";

/** What a file is that people write, for the errors about what stands in it. */
export interface FileKind {
  /** Of its errors: "input/config". */
  readonly code: string;
  /** What else helps where a value is something else than it should be: "or leave the key out". */
  readonly otherwise: string;
}

/** Where a value stands: in which file, and there as one would write it in code. */
export interface Place {
  readonly kind: FileKind;
  readonly source: string;
  readonly path: string;
}

/** Takes a value as what it must be. @throws {HarnessError} of the file's code, with the place and what was expected */
export type Check<Value> = (value: unknown, at: Place) => Value;

export function within(place: Place, key: string | number): Place {
  const { path } = place;
  if (typeof key === "number") return { ...place, path: `${path}[${key}]` };
  const plain = /^[A-Za-z_$][\w$]*$/.test(key);
  return { ...place, path: plain ? `${path}${path === "" ? "" : "."}${key}` : `${path}[${JSON.stringify(key)}]` };
}

export function refusal({ kind: { code }, source, path }: Place, words: string, remedy: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code,
    step: `read ${source}`,
    message: `${source}: ${path === "" ? "it" : path} ${words}.`,
    remedy,
  });
}

/** The refusal of a value that is something else than `what`: "a list", "a whole number from 2 to 9". */
export function expected(at: Place, what: string, given: unknown): HarnessError {
  return refusal(at, `is to be ${what}, and is ${shown(given)}`, `Give ${what}, ${at.kind.otherwise}.`);
}

function shown(given: unknown): string {
  if (typeof given === "function") return "a function";
  if (Array.isArray(given)) return given.length === 0 ? "an empty list" : "a list";
  if (given instanceof Promise) return "a promise";
  return inspect(given, { depth: 0, maxStringLength: 60, breakLength: Number.POSITIVE_INFINITY });
}

type Keys = Readonly<Record<string, Check<unknown>>>;
type Checked<Known extends Keys> = { readonly [Key in keyof Known]?: ReturnType<Known[Key]> };

/** An object with these keys and no others, each of which may be left out. */
export function object<Known extends Keys>(known: Known): Check<Checked<Known>> {
  const names = Object.keys(known);
  return (value, at) => {
    const checked = Object.entries(fields(value, at)).map(([key, field]) => {
      const check = names.includes(key) ? known[key] : undefined;
      if (check === undefined) throw unknownKey(within(at, key), key, names);
      return [key, field === undefined ? undefined : check(field, within(at, key))] as const;
    });
    return Object.fromEntries(checked.filter(([, field]) => field !== undefined)) as Checked<Known>;
  };
}

function unknownKey(at: Place, key: string, names: readonly string[]): HarnessError {
  const near = nearest(key, names);
  return refusal(
    at,
    "is not a key that is known here",
    near === null ? `Known are: ${names.join(", ")}.` : `Did you mean ${near}?`,
  );
}

/** An object with any keys, whose values are alike. */
export function record<Value>(check: Check<Value>): Check<Readonly<Record<string, Value>>> {
  return (value, at) =>
    Object.fromEntries(Object.entries(fields(value, at)).map(([key, field]) => [key, check(field, within(at, key))]));
}

export function list<Value>(check: Check<Value>): Check<readonly Value[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw expected(at, "a list", value);
    return value.map((item, place) => check(item, within(at, place)));
  };
}

export function oneOf<Value extends string>(known: readonly Value[]): Check<Value> {
  return (value, at) => {
    const found = known.find((one) => one === value);
    if (found === undefined) throw expected(at, `one of ${known.join(", ")}`, value);
    return found;
  };
}

export function number(what: string, holds: (given: number) => boolean): Check<number> {
  return (value, at) => {
    if (typeof value !== "number" || !holds(value)) throw expected(at, what, value);
    return value;
  };
}

export function whole([least, most]: readonly [least: number, most: number]): Check<number> {
  return number(
    `a whole number from ${least} to ${most}`,
    (given) => Number.isInteger(given) && given >= least && given <= most,
  );
}

export function text(what: string, pattern: RegExp): Check<string> {
  return (value, at) => {
    if (typeof value !== "string" || !pattern.test(value)) throw expected(at, what, value);
    return value;
  };
}

export function orNull<Value>(check: Check<Value>): Check<Value | null> {
  return (value, at) => (value === null ? null : check(value, at));
}

/** A key that may not be left out. */
export function required<Value>(value: Value | undefined, at: Place, what: string): Value {
  if (value === undefined) throw expected(at, what, value);
  return value;
}

/** @throws {HarnessError} of the file's code: it is no object, or one that stands for a value, such as a Date */
export function fields(value: unknown, at: Place): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw expected(at, "an object", value);
  return value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}
