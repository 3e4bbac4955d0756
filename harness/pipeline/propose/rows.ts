import { shownName } from "../../sql/quote.ts";
import { distinct, type Ground, type Guess, holdingsOf, type Kept, type ObjectGuess } from "./ground.ts";
import { leftBehind } from "./references.ts";

/** What may have become of a table's rows, the likeliest first; all of one guess belongs together. */
export async function rowGuesses(ground: Ground, table: Kept): Promise<readonly (readonly Guess[])[]> {
  const keys = rekeyed(ground, table);
  const gone = [...deleted(ground, table), ...(await cascaded(ground, table))];
  return distinct([
    ...keys.map((key) => [key]),
    ...gone.map((one) => [one]),
    ...keys.flatMap((key) => gone.map((one) => [one, key])),
    [{ kind: "deleted" as const, predicate: "true" }],
  ]);
}

/** The key of now, as the statements made it. */
function rekeyed(ground: Ground, { old, now }: Kept): readonly Guess[] {
  const key = now?.indexes.find((index) => index.primary)?.columns ?? [];
  const names = key.flatMap((attnum) => now?.columns.find((column) => column.attnum === attnum)?.name ?? []);
  if (names.length === 0) return [];
  return holdingsOf(ground, { old, now }).flatMap(({ columns }): Guess[] => {
    const given = names.map((name) => [name, columns.get(name)] as const);
    if (given.every(([name, one]) => one?.is === name) || given.some(([, one]) => one === undefined)) return [];
    return [{ kind: "rekeyed", key: Object.fromEntries(given.map(([name, one]) => [name, one?.sql ?? ""])) }];
  });
}

function deleted(ground: Ground, table: Kept): readonly Guess[] {
  return holdingsOf(ground, table).flatMap(({ gone }): Guess[] =>
    gone === null ? [] : [{ kind: "deleted", predicate: gone }],
  );
}

/** Rows that went with those that they refer to. */
async function cascaded(ground: Ground, { old }: Kept): Promise<readonly Guess[]> {
  const found = await leftBehind(ground, old, "cascade");
  return found.map(({ predicate }) => ({ kind: "deleted", predicate }));
}

/** Of rows that cannot be told apart: what each of their columns may have become, all at once. */
export function valueGuesses(ground: Ground, { old, now }: Kept): readonly (readonly ObjectGuess[])[] {
  return holdingsOf(ground, { old, now }).map(({ columns }) =>
    old.columns.flatMap(({ name }) => {
      const given = columns.get(name);
      if (given === undefined || given.is === name) return [];
      const object = shownName(old.schema, old.name, name);
      return [{ object, guess: { kind: "becomes" as const, expression: given.sql } }];
    }),
  );
}
