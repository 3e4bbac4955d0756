import type { Relation } from "../../model/catalog.ts";
import { type Assigned, type Copied, columnSql } from "../../sql/assigned/index.ts";
import { shownName } from "../../sql/quote.ts";
import {
  distinct,
  type Ground,
  type Guess,
  holdingsOf,
  type Kept,
  type KeptColumn,
  type ObjectGuess,
} from "./ground.ts";
import { leftBehind } from "./references.ts";

/** What may have become of a column's values, the likeliest first. */
export async function columnGuesses(ground: Ground, column: KeptColumn): Promise<readonly Guess[]> {
  const written = [...becomes(ground, column), ...movedWithin(ground, column), ...movedAway(ground, column)];
  return distinct([...written, ...(await cleared(ground, column)), ...(await usualForms(column))]);
}

/** What the statements assign, with a cast to the column's type where only that says what is cut. */
function becomes(ground: Ground, { old, now, column, current }: KeptColumn): readonly Guess[] {
  if (current === null) return [];
  return holdingsOf(ground, { old, now }).flatMap(({ columns }): Guess[] => {
    const given = columns.get(current.name);
    if (given === undefined || given.is === column.name) return [];
    return [given.sql, castTo(given.sql, current.type)].map((expression) => ({ kind: "becomes", expression }));
  });
}

/** A reference to rows that are deleted. */
async function cleared(ground: Ground, { old, column, current }: KeptColumn): Promise<readonly Guess[]> {
  if (current === null) return [];
  const name = await columnSql(column.name);
  const found = await leftBehind(ground, old, "set null");
  return found
    .filter(({ columns }) => columns.includes(column.attnum))
    .map(({ predicate }) => ({ kind: "becomes", expression: `case when ${predicate} then null else ${name} end` }));
}

function castTo(sql: string, type: string): string {
  return `cast(${sql} as ${type})`;
}

/** Another column of the same table that is made from this one. */
function movedWithin(ground: Ground, { old, now, column }: KeptColumn): readonly Guess[] {
  if (now === null) return [];
  const former = new Set(old.columns.map(({ name }) => name));
  return holdingsOf(ground, { old, now }).flatMap(({ columns }) =>
    readersOf(
      [...columns].filter(([name]) => !former.has(name) && now.columns.some((one) => one.name === name)),
      column.name,
    ).map(([name, given]) => movedTo(now, name, null, given, column.name)),
  );
}

/** A column of another table that the statements filled from this one. */
function movedAway(ground: Ground, { old, column }: KeptColumn): readonly Guess[] {
  return copiesOf(ground, old).flatMap(({ copy, there }) =>
    readersOf(
      [...copy.columns].filter(([name]) => there.columns.some((one) => one.name === name)),
      column.name,
    ).flatMap(([name, given]) =>
      keysOf(copy, there, old)
        .filter((key) => !(name in key))
        .map((key) => movedTo(there, name, key, given, column.name)),
    ),
  );
}

type Given = readonly [name: string, given: Assigned];

/** The columns that hold what an old one held. Where it was taken apart, none of its parts does. */
function readersOf(given: readonly Given[], column: string): readonly Given[] {
  const plain = given.filter(([, { is }]) => is === column);
  const readers = given.filter(([, { reads }]) => reads.has(column));
  return plain.length > 0 ? plain : readers.length === 1 ? readers : [];
}

/** All columns of a table in another one, which then holds its rows. */
export function movedWhole(ground: Ground, { old }: Kept): readonly (readonly ObjectGuess[])[] {
  const stored = old.columns.filter(({ generated }) => generated === null);
  return copiesOf(ground, old).flatMap(({ copy, there }) =>
    keysOf(copy, there, old).flatMap((key) => {
      const guesses = stored.flatMap(({ name }): readonly ObjectGuess[] => {
        const [[to, given] = []] = readersOf([...copy.columns], name);
        if (to === undefined || given === undefined) return [];
        return [{ object: shownName(old.schema, old.name, name), guess: movedTo(there, to, key, given, name) }];
      });
      return guesses.length === stored.length ? [guesses] : [];
    }),
  );
}

/** What the statements brought from a table into others that are there now. */
function copiesOf({ readings, compared }: Ground, { schema, name }: Relation) {
  const copies = readings.flatMap((reading) => reading.copies);
  return copies.flatMap((copy) => {
    const there = compared.after.catalog.relations.find((one) => one.schema === copy.schema && one.name === copy.name);
    return there === undefined || copy.of.schema !== schema || copy.of.name !== name ? [] : [{ copy, there }];
  });
}

function movedTo(
  { schema, name }: Relation,
  column: string,
  key: Readonly<Record<string, string>> | null,
  { sql, is }: Assigned,
  from: string,
): Guess {
  return { kind: "movedTo", to: shownName(schema, name, column), key, becomes: is === from ? null : sql };
}

/** By what an old row may find its row there: what the statement compared, references, keys, and the old key itself. */
function keysOf(copy: Copied, there: Relation, old: Relation): readonly Readonly<Record<string, string>>[] {
  const nameOf = (relation: Relation, attnum: number) => relation.columns.find((one) => one.attnum === attnum)?.name;
  const named = (attnums: readonly number[]) => attnums.map((attnum) => nameOf(there, attnum) ?? "");
  const primary = old.indexes.find((index) => index.primary)?.columns.map((attnum) => nameOf(old, attnum) ?? "") ?? [];
  const references = there.constraints.filter(({ references: to }) => to?.relation === old.oid);
  const unique = there.indexes.filter((index) => index.unique && index.predicate === null);
  const carried = primary.map((name) => [...copy.columns].find(([, { is }]) => is === name)?.[0] ?? "");
  const wanted = [
    copy.by,
    ...references.map((one) => named(one.columns)),
    carried,
    ...unique.map((one) => named(one.columns)),
  ];
  const known = wanted.filter((names) => names.length > 0 && names.every((name) => copy.columns.has(name)));
  return distinct(
    known.map((names) => Object.fromEntries(names.map((name) => [name, copy.columns.get(name)?.sql ?? ""]))),
  );
}

const texts = /^(?:text|character varying|character|citext)\b/;

/** For statements that could not be read: what migrations usually make of a value. */
async function usualForms({ column, current }: KeptColumn): Promise<readonly Guess[]> {
  if (current === null) return [];
  const name = await columnSql(column.name);
  const forms = [
    ...(current.type === column.type ? [] : [castTo(name, current.type)]),
    ...(texts.test(column.type) ? [`lower(${name})`, `upper(${name})`, `btrim(${name})`, `nullif(${name}, '')`] : []),
    ...(texts.test(column.type) ? [`lower(btrim(${name}))`, `nullif(btrim(${name}), '')`] : []),
  ];
  return forms.map((expression) => ({ kind: "becomes", expression }));
}
