import { resolve } from "node:path";
import { readSchemaFile } from "../../config/index.ts";
import { readAddress } from "../../database/index.ts";
import type { Drop } from "../../model/drops.ts";
import type { SchemaFile, SchemaKind, SchemaObject } from "../../model/schema.ts";
import { nameOf } from "../../schema/index.ts";
import { shownName } from "../../sql/quote.ts";
import { recordedIn } from "../../text/ledger.ts";
import { ofDatabase, ofFile, type Production as Source } from "../live/drift/production.ts";
import { lookAt } from "../live/look.ts";
import type { Ground } from "../plan.ts";

/** Where to look for what is in production; the address wins where both are given. */
export interface ProductionOptions {
  /** postgres://…, or `env:NAME` or `file:PATH`, where that stands. */
  readonly url?: string;
  /** A file that `snapshot` wrote, from `cwd`. */
  readonly snapshot?: string;
  readonly signal?: AbortSignal;
}

/** What is in production, as far as drops are concerned. */
export interface Production {
  /** For people. */
  readonly label: string;
  /** Place of the last migration that it has run; -1 where it has run none. */
  readonly last: number;
  hasRun(migration: string): boolean;
  /** @param guessed no statement says the schema, which may be another one then */
  has(kind: Drop["kind"], name: string, guessed: boolean): boolean;
}

/** @throws {HarnessError} input: address or file cannot be read; environment: the database cannot be reached, or may not be read. */
export async function productionFor(
  ground: Ground,
  cwd: string,
  { url, snapshot, signal }: ProductionOptions,
): Promise<Production | null> {
  if (url !== undefined) {
    const target = await readAddress(url, process.env);
    return productionOf(ground, ofDatabase(await lookAt(target, ground, signal === undefined ? {} : { signal })), []);
  }
  if (snapshot === undefined) return null;
  const file = await readSchemaFile(resolve(cwd, snapshot), snapshot);
  return productionOf(ground, ofFile(file, ground), file.ledgers);
}

/** @param ledgers what the source left out, and is there all the same */
function productionOf(ground: Ground, source: Source, ledgers: SchemaFile["ledgers"]): Production {
  const { objects } = source.read(() => true).schema;
  const there = new Set(objects.flatMap(namesOf));
  for (const { schema, table } of ledgers) there.add(`table ${shownName(schema, table)}`);
  const schemas = objects.filter(({ kind }) => kind === "schema").map(nameOf);
  const run = recordedIn(ground.tool.claims(ground.history, source.ledger));
  return {
    label: labelOf(source),
    last: ground.history.migrations.findLastIndex(({ id }) => run.has(id)),
    hasRun: (migration) => run.has(migration),
    has(kind, name, guessed) {
      const known = (shown: string) => there.has(`${kind === "rows" ? "table" : kind} ${shown}`);
      const elsewhere = guessed && name.startsWith(`${home}.`) ? schemas : [];
      return known(name) || elsewhere.some((schema) => known(`${schema}${name.slice(home.length)}`));
    },
  };
}

function labelOf({ reported }: Source): string {
  return "snapshot" in reported ? reported.snapshot : `${reported.server} (PostgreSQL ${reported.version})`;
}

/** Of a composite type, also its attributes: "name type" each. */
function namesOf(object: SchemaObject): readonly string[] {
  const { kind, facts } = object;
  const name = nameOf(object);
  const attributes = Array.isArray(facts.attributes) ? facts.attributes.map(String) : [];
  return [
    `${kinds[kind] ?? ""} ${name}`,
    ...attributes.map((one) => `attribute ${name}.${/^(?:"(?:[^"]|"")*"|\S+)/.exec(one)?.[0]}`),
  ];
}

const home = "public";

const kinds: { readonly [Kind in SchemaKind]?: Drop["kind"] } = {
  schema: "schema",
  table: "table",
  column: "column",
  enum: "type",
  domain: "type",
  composite: "type",
  range: "type",
};
