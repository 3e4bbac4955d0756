import type { Index, Relation } from "../../model/catalog.ts";
import type { SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";

/** The indexes that somebody made: those that hold a constraint up are that constraint. */
export function indexObjects(on: string, { indexes, constraints }: Relation): readonly SchemaObject[] {
  const held = new Set(
    constraints.filter(({ kind }) => ["primary", "unique", "exclusion"].includes(kind)).map(({ name }) => name),
  );
  return indexes.filter(({ name }) => !held.has(name)).map((index) => indexObject(on, index));
}

function indexObject(on: string, { name, unique, definition, valid }: Index): SchemaObject {
  return { kind: "index", on, name: shownName(name), facts: { unique, ...partsOf(definition), valid } };
}

const name = `(?:"(?:[^"]|"")*"|[^" .]+)`;
const head = new RegExp(`^CREATE (?:UNIQUE )?INDEX ${name} ON (?:ONLY )?${name}\\.${name} USING `);

/** Splits "CREATE INDEX … USING btree (a) WITH (fillfactor='70') WHERE …" into what it indexes and how it is stored. */
function partsOf(text: string): { readonly definition: string; readonly options: string | null } {
  const definition = text.replace(head, "");
  const start = definition.includes(" WITH (") ? atTop(definition, " WITH (") : -1;
  if (start === -1) return { definition, options: null };
  const end = start + 1 + atTop(`${definition.slice(start + 1)} `, " ", "WITH ".length);
  return {
    definition: definition.slice(0, start) + definition.slice(end),
    options: definition.slice(start + " WITH (".length, end - 1),
  };
}

/** Where a text stands outside of all quotes and parentheses; -1 where it does not. */
function atTop(text: string, wanted: string, from = 0): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if (depth === 0 && text.startsWith(wanted, at)) return at;
    // A quote that is doubled ends one text and begins the next.
    if (character === "'" || character === '"') at = text.indexOf(character, at + 1);
    else if (character === "(") depth++;
    else if (character === ")") depth--;
    if (at === -1) return -1;
  }
  return -1;
}
