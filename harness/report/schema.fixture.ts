import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject } from "ajv";
import type { ErrorDocument } from "../model/report.ts";
import type { AnyReport } from "./index.ts";
import { plain } from "./reports.fixture.ts";
import { writers } from "./writers.fixture.ts";

/** report.schema.json, as it is committed. */
export const committed = readFileSync(new URL("../../report.schema.json", import.meta.url), "utf8");

interface Definition {
  readonly properties?: { readonly command?: { readonly const?: string } };
}

const published: { readonly definitions: Readonly<Record<string, Definition>> } = JSON.parse(committed);
const isPublished = new Ajv().compile(published);
const definitions = new Ajv({ allErrors: true }).addSchema(closed(), "closed");

/** Nothing is let through but what is documented. */
function closed(): object {
  return JSON.parse(committed, (key, value) => {
    if (key === "$id") return undefined;
    if (key === "FindingCode") return value.anyOf[0];
    return value?.properties === undefined ? value : { additionalProperties: false, ...value };
  });
}

/** For tests: what a document as `--json` prints it has that the schema does not know, or knows otherwise. */
export function schemaProblems(document: AnyReport | ErrorDocument): readonly string[] {
  const text = "error" in document ? writers.json.error(document, plain) : writers.json.report(document, plain);
  const json: unknown = JSON.parse(text);
  const [name] = Object.entries(published.definitions).find(
    ([, { properties }]) => properties?.command?.const === document.command,
  ) ?? ["no document"];
  const validate = definitions.getSchema(`closed#/definitions/${"error" in document ? "ErrorDocument" : name}`);
  if (validate === undefined) return [`there is no document of ${document.command}`];
  if (!validate(json)) return (validate.errors ?? []).map(spoken);
  return isAllowed(json) ? [] : [`the published schema refuses a document of ${document.command}`];
}

/** By the schema as users have it. */
export function isAllowed(json: unknown): boolean {
  return isPublished(json);
}

function spoken({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`;
}
