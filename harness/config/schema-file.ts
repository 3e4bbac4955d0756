import { readFile } from "node:fs/promises";
import { HarnessError } from "../model/error.ts";
import type { LedgerLocation } from "../model/ledger.ts";
import { type Fact, type SchemaFile, type SchemaKind, type SchemaObject, schemaKinds } from "../model/schema.ts";
import { reprintedObjects } from "../sql/reprint.ts";
import { readJsonDocument } from "../text/json-document.ts";
import type { JsonPath } from "../text/json-position.ts";
import {
  type Check,
  expected,
  fields,
  list,
  number,
  object,
  oneOf,
  orNull,
  type Place,
  record,
  required,
  text,
  within,
} from "../text/shape.ts";
import { configFile } from "./keys.ts";
import { tableShape } from "./shapes.ts";

const version = 1;

/**
 * The text of a schema file: one line per object, in their order, so that a review sees what changed. Equal
 * databases give equal texts: there is no time, host, user or object identifier in it.
 */
export function schemaText({ schema, ledger, ledgers, statistics }: Omit<SchemaFile, "label">): string {
  const parts: readonly (readonly [key: string, value: string])[] = [
    ["schemaVersion", String(version)],
    ["postgres", String(schema.postgres)],
    ["ledger", JSON.stringify(ledger === null ? null : { ...ledger.location, rows: ledger.rows })],
    [
      "ledgers",
      lines(
        ledgers.map((one) => JSON.stringify(one)),
        "[]",
      ),
    ],
    [
      "objects",
      lines(
        schema.objects.map((one) => JSON.stringify(one)),
        "[]",
      ),
    ],
    ...(statistics === null ? [] : [["statistics", lines(shapes(statistics), "{}")] as const]),
  ];
  return `{\n${parts.map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`).join(",\n")}\n}\n`;
}

function shapes(statistics: NonNullable<SchemaFile["statistics"]>): readonly string[] {
  return Object.entries(statistics).map(([table, shape]) => `${JSON.stringify(table)}: ${JSON.stringify(shape)}`);
}

function lines(items: readonly string[], [open, close]: string): string {
  return items.length === 0
    ? `${open}${close}`
    : `${open}\n${items.map((item) => `    ${item}`).join(",\n")}\n  ${close}`;
}

/**
 * Reads what `schemaText` made.
 *
 * @param label the file as the user knows it
 * @throws {HarnessError} input/schema-file-unreadable, with the line where there is one
 */
export async function readSchemaFile(file: string, label: string): Promise<SchemaFile> {
  const document = readJsonDocument(await contentOf(file, label), label, 2);
  if (document.problem !== null) throw unreadable(document.problem);
  try {
    return schemaFile(document.value, label, document.placeOf);
  } catch (error) {
    throw error instanceof HarnessError ? unreadable(error.message) : error;
  }
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EISDIR: "is a folder",
  EACCES: "may not be read",
};

async function contentOf(file: string, label: string): Promise<Uint8Array> {
  return readFile(file).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw unreadable(`${label} ${problems[code] ?? `cannot be read (${code})`}.`);
  });
}

/** @param sourceOf where a key of the document, or an item of it, begins: "holdfast/schema.json:7:5" */
function schemaFile(value: unknown, label: string, sourceOf: (path: JsonPath) => string): SchemaFile {
  const document = fields(value, { kind: configFile, source: label, path: "" });
  const place = (key: string): Place => ({ kind: configFile, source: sourceOf([key]), path: key });
  const items = <Value>(key: string, check: Check<Value>): readonly Value[] => {
    const { path } = place(key);
    return list((item) => item)(document[key], place(key)).map((item, index) =>
      check(item, { kind: configFile, source: sourceOf([key, index]), path: `${path}[${index}]` }),
    );
  };
  if (document.schemaVersion !== version) {
    throw expected(place("schemaVersion"), String(version), document.schemaVersion);
  }
  const postgres = number("a major version", (given) => Number.isInteger(given) && given > 0);
  const objects = items("objects", schemaObject);
  rejectRepeated(objects, (index) => ({
    kind: configFile,
    source: sourceOf(["objects", index]),
    path: `objects[${index}]`,
  }));
  const { statistics } = document;
  return {
    label,
    schema: { postgres: postgres(document.postgres, place("postgres")), objects: reprintedObjects(objects) },
    ledger: orNull(ownLedger)(document.ledger, place("ledger")),
    ledgers: items("ledgers", ledgerOf),
    statistics: statistics === undefined ? null : record(tableShape)(statistics, place("statistics")),
  };
}

const anyText = text("a text", /^/);

const fact: Check<Fact> = (value, place) => {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (!Array.isArray(value)) throw expected(place, "null, true, false, a text or a list of texts", value);
  return list(anyText)(value, place);
};

const schemaObject: Check<SchemaObject> = (value, place) => {
  const keys = { kind: oneOf<SchemaKind>(schemaKinds), on: orNull(anyText), name: anyText, facts: record(fact) };
  const { kind, on = null, name, facts } = object(keys)(value, place);
  return {
    kind: required(kind, within(place, "kind"), "a kind of object"),
    on,
    name: required(name, within(place, "name"), "a name"),
    facts: required(facts, within(place, "facts"), "an object"),
  };
};

function rejectRepeated(objects: readonly SchemaObject[], placeOf: (index: number) => Place): void {
  const seen = new Set<string>();
  for (const [index, { kind, on, name }] of objects.entries()) {
    const key = JSON.stringify([kind, on, name]);
    if (seen.has(key)) throw expected(placeOf(index), "an object that the list does not have yet", name);
    seen.add(key);
  }
}

const locationKeys = { schema: anyText, table: anyText };

function located({ schema, table }: Partial<LedgerLocation>, place: Place): LedgerLocation {
  return {
    schema: required(schema, within(place, "schema"), "a schema's name"),
    table: required(table, within(place, "table"), "a table's name"),
  };
}

const ledgerRow: Check<NonNullable<SchemaFile["ledger"]>["rows"][number]> = (value, place) => {
  const keys = { name: orNull(anyText), when: orNull(number("a time", Number.isFinite)), sha256: orNull(anyText) };
  const { name = null, when = null, sha256 = null } = object(keys)(value, place);
  return { name, when, sha256 };
};

const ownLedger: Check<NonNullable<SchemaFile["ledger"]>> = (value, place) => {
  const { rows = [], ...location } = object({ ...locationKeys, rows: list(ledgerRow) })(value, place);
  return { location: located(location, place), rows };
};

const ledgerOf: Check<SchemaFile["ledgers"][number]> = (value, place) => {
  const { tool, ...location } = object({ ...locationKeys, tool: anyText })(value, place);
  return { ...located(location, place), tool: required(tool, within(place, "tool"), "a tool's name") };
};

function unreadable(message: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/schema-file-unreadable",
    step: "read the schema file",
    message,
    remedy: "Give a file that `holdfast snapshot` wrote, or write it again.",
  });
}
