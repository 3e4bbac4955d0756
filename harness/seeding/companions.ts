import type { Faker } from "@faker-js/faker";
import type { Relation } from "../model/catalog.ts";
import type { Text } from "./judge.ts";
import { type Place, places } from "./places.ts";
import { fakerOf, randomOf } from "./random.ts";
import { undressed, type ValueType } from "./types.ts";

/** One person or place, by what a column may tell of it. */
type Entity = Readonly<Record<string, string>>;

interface Theme {
  /** Which columns tell what, by the end of their names; the first match counts. */
  readonly kinds: readonly (readonly [kind: string, name: RegExp])[];
  /** A group of columns is one of the theme when one of these is in it, and one more. */
  readonly typical: ReadonlySet<string>;
  readonly make: (faker: Faker) => readonly Entity[];
}

const persons = 150;

const themes: readonly Theme[] = [
  {
    kinds: [
      ["first", /(first|given)_?name$/],
      ["last", /(last_?name|surname|family_?name)$/],
      ["email", /e_?mail(_?address)?$/],
      ["username", /(user_?name|login|handle)$/],
      ["full", /(full_?|display_?)?name$/],
    ],
    typical: new Set(["first", "last", "email", "username"]),
    make: (faker) =>
      Array.from({ length: persons }, () => {
        const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()];
        return {
          first: firstName,
          last: lastName,
          full: `${firstName} ${lastName}`,
          email: faker.internet.email({ firstName, lastName }).toLowerCase(),
          username: faker.internet.username({ firstName, lastName }),
        };
      }),
  },
  {
    kinds: [
      ["city", /(city|town)$/],
      ["code", /country_?code$/],
      ["country", /country(_?name)?$/],
      ["state", /(state|province|region)$/],
      ["zip", /(zip|zip_?code|postal_?code|postcode)$/],
      ["zone", /time_?zone$/],
      ["currency", /currency(_?code)?$/],
    ],
    typical: new Set(["city", "code", "country", "zip"]),
    make: () => places.map((place: Place): Entity => ({ ...place })),
  },
];

/** Columns that tell of the same person or place, and whom or what they may tell of. */
export interface Companions {
  /** By the column's name. */
  readonly kinds: ReadonlyMap<string, string>;
  readonly entities: readonly Entity[];
  /** The first of which that is told. */
  readonly entityOf: (kind: string, text: string) => Entity | undefined;
}

/** Whether a column of the type can tell of anybody. */
export function tells(type: ValueType): boolean {
  return /^(text|varchar|citext)$/.test(undressed(type).name);
}

/** The groups of a table: columns of one theme whose names begin alike, such as billing_city and billing_zip. */
export function companionsOf(relation: Relation, seed: number): readonly Companions[] {
  return themes.flatMap((theme, nth) => {
    const groups = new Map<string, Map<string, string>>();
    for (const { name } of relation.columns) {
      const [prefix, kind] = toldBy(theme, name) ?? [];
      if (prefix === undefined || kind === undefined) continue;
      groups.set(prefix, (groups.get(prefix) ?? new Map<string, string>()).set(name, kind));
    }
    return [...groups]
      .filter(
        ([, kinds]) => new Set(kinds.values()).size > 1 && [...kinds.values()].some((kind) => theme.typical.has(kind)),
      )
      .map(([prefix, kinds]) => {
        const random = randomOf(seed, `${relation.schema}.${relation.name} ${prefix} theme ${nth}`);
        return companions(kinds, theme.make(fakerOf(random)));
      });
  });
}

function companions(kinds: ReadonlyMap<string, string>, entities: readonly Entity[]): Companions {
  const label = (kind: string, text: string): string => `${kind} ${text}`;
  const first = new Map<string, Entity>();
  for (const entity of entities.toReversed()) {
    for (const [kind, text] of Object.entries(entity)) first.set(label(kind, text), entity);
  }
  return { kinds, entities, entityOf: (kind, text) => first.get(label(kind, text)) };
}

function toldBy({ kinds }: Theme, name: string): readonly [prefix: string, kind: string] | null {
  const folded = name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  for (const [kind, pattern] of kinds) {
    if (pattern.test(folded)) return [folded.replace(pattern, ""), kind];
  }
  return null;
}

/** What the companions tell in a column of that name; null where it is none of theirs. */
export function companionTexts(all: readonly Companions[], name: string): readonly string[] | null {
  const group = all.find(({ kinds }) => kinds.has(name));
  const kind = group?.kinds.get(name) ?? "";
  return group?.entities.map((entity) => entity[kind] ?? "") ?? null;
}

/** Cells of one row that have to agree. */
export interface Agreement {
  readonly cells: readonly {
    readonly position: number;
    readonly kind: string;
    /** Most characters; null where nothing limits them. */
    readonly limit: number | null;
    /** Whether another text may be put there: no key and no check is on the column. */
    readonly free: boolean;
  }[];
  readonly entityOf: Companions["entityOf"];
}

/** Makes the free cells of a row tell of the person or place that one of its cells tells of. @param open whether a cell may be changed */
export function agree(row: Text[], { cells, entityOf }: Agreement, open: (position: number) => boolean): void {
  const leading = [...cells.filter(({ free }) => !free), ...cells.filter(({ free }) => free)];
  for (const { position, kind } of leading) {
    const text = row[position]?.replace(/\+[^@]*@/, "@");
    const entity = text === undefined ? undefined : entityOf(kind, text);
    if (entity === undefined) continue;
    for (const other of cells) {
      if (!other.free || row[other.position] === null || !open(other.position)) continue;
      row[other.position] = [...(entity[other.kind] ?? "")].slice(0, other.limit ?? undefined).join("");
    }
    return;
  }
}
