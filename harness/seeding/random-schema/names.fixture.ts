import fc from "fast-check";

/** A name: one of the styles below, with a number that most of them contain. */
export interface NamePlan {
  readonly style: number;
  readonly number: number;
}

const reserved = ["select", "order", "user", "group", "check", "all", "primary", "null"];
// What the harness's own SQL calls its parts.
const internal = ["value", "cells", "nth", "input", "given", "listed", "changed", "holdfast_nth"];
const realistic = ["email", "created_at", "updated_at", "price", "status", "zip", "name", "parent_id"];

const styles: readonly ((number: number) => string)[] = [
  (number) => `c${number}`,
  (number) => realistic[number] ?? "",
  (number) => reserved[number] ?? "",
  (number) => internal[number] ?? "",
  (number) => `Capital Space ${number}`,
  (number) => `"quo"te"${number}`,
  (number) => `ünï 名 ${number}`,
  (number) => `100%s %1$I ${number}`,
  (number) => `back\\slash'${number}`,
  (number) => `new\nline ${number}`,
  (number) => `a.b.${number}`,
  (number) => `$${number}`,
  (number) => `; drop table x; --${number}`,
  (number) => `${number}${"x".repeat(62)}`,
  (number) => `${number}${"é".repeat(31)}`,
];

export const anyName: fc.Arbitrary<NamePlan> = fc.record({
  style: fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat({ max: styles.length - 1 }) },
  ),
  number: fc.nat({ max: 7 }),
});

/** The name, made different from those that are taken; it counts as taken from now on. */
export function named({ style, number }: NamePlan, taken: Set<string>): string {
  const wanted = styles[style]?.(number) ?? `c${number}`;
  let name = wanted;
  for (let more = 0; taken.has(name); more++) name = Array.from(`${more}_${wanted}`).slice(0, 32).join("");
  taken.add(name);
  return name;
}
