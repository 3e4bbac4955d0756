import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const root = fileURLToPath(new URL("..", import.meta.url));

const head = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "urn:holdfast:report:1",
  title: "holdfast: what --json prints",
  description:
    "schemaVersion 1. `command` says which document it is; one that has `error` says why there is no report. Within a schemaVersion, keys and codes of findings are added, and none goes or changes its meaning.",
  type: "object",
  required: ["schemaVersion", "command"],
};

/**
 * The JSON schema of all that `--json` prints: made of the types that the code goes by, with their comments.
 *
 * It lets more keys and more codes through than there are, as documents of a later version with the same `schemaVersion` have.
 */
export function reportSchema(): JsonObject {
  const made = definitionsOf(["AnyReport", "ErrorDocument"]);
  const documents = [...alternatives(made.AnyReport), { $ref: "#/definitions/ErrorDocument" }];
  const names = Object.keys(made).filter((name) => name !== "AnyReport" && !isGeneric(name));
  const definitions = names.map((name) => [name, name === "FindingCode" ? codes(made) : tidied(made[name], made)]);
  return { ...head, oneOf: documents, definitions: Object.fromEntries(definitions) };
}

/** As the file has it. */
export function reportSchemaText(): string {
  return `${JSON.stringify(reportSchema(), null, 2)}\n`;
}

function definitionsOf(types: readonly string[]): JsonObject {
  const generator = createGenerator({
    path: `${root}harness/report/writers/writer.ts`,
    tsconfig: `${root}tsconfig.json`,
    skipTypeCheck: true,
    additionalProperties: true,
    encodeRefs: false,
    sortProps: false,
  });
  const made = types.map((type) => asObject(JSON.parse(JSON.stringify(generator.createSchema(type)))));
  return Object.assign({}, ...made.map(({ definitions }) => definitions));
}

/** The codes that there are, for editors and for types that are made of the schema; and those to come. */
function codes(made: JsonObject): JsonObject {
  return {
    description: "What was found; docs/findings/ has a page for each. Later versions have more.",
    anyOf: [
      { type: "string", enum: textsIn(made.FindingCode, made) },
      { type: "string", pattern: "^[a-z]+/[a-z0-9.-]+$" },
    ],
  };
}

function textsIn(part: Json | undefined, made: JsonObject): readonly Json[] {
  const { enum: texts = [], const: text, $ref } = asObject(part);
  const own = [...asList(texts), ...(text === undefined ? [] : [text])];
  const below = [...alternatives(part), ...($ref === undefined ? [] : [target($ref, made)])];
  return [...own, ...below.flatMap((one) => textsIn(one, made))];
}

/** Numbers of a report count something; and a type that has parameters stands where it is used. */
function tidied(part: Json | undefined, made: JsonObject): Json {
  if (Array.isArray(part)) return part.map((one) => tidied(one, made));
  if (typeof part !== "object" || part === null) return part === "number" ? "integer" : (part ?? null);
  const { $ref, ...rest } = asObject(part);
  if (isGeneric($ref)) return tidied({ ...rest, ...target($ref, made) }, made);
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, isWords(key) ? value : tidied(value, made)]),
  );
}

/** What a document may hold, word for word. */
function isWords(key: string): boolean {
  return ["const", "default", "description", "enum", "required"].includes(key);
}

function isGeneric(name: Json | undefined): boolean {
  return typeof name === "string" && name.includes("<");
}

function target(ref: Json | undefined, made: JsonObject): JsonObject {
  return asObject(made[String(ref).replace("#/definitions/", "")]);
}

function alternatives(part: Json | undefined): readonly Json[] {
  return asList(asObject(part).anyOf ?? []);
}

function asObject(part: Json | undefined): JsonObject {
  return typeof part === "object" && part !== null && !Array.isArray(part) ? (part as JsonObject) : {};
}

function asList(part: Json): readonly Json[] {
  return Array.isArray(part) ? part : [];
}

if (process.argv[1] === import.meta.filename) writeFileSync(`${root}report.schema.json`, reportSchemaText());
