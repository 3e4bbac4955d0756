import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";

/** For tests: what the schema of SARIF 2.1.0 has against a document; nothing where it is valid. */
export function sarifProblems(text: string): readonly string[] {
  valid(JSON.parse(text));
  return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const valid = validator();

function validator() {
  const file = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  // It is written for draft 4 of JSON Schema, and has nothing of it that later drafts read in another way but these two.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  // RFC 3986: the characters of a reference, and "%" before two hexadecimal digits only.
  const reference = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})*$/i;
  ajv.addFormat("uri-reference", reference);
  ajv.addFormat("uri", { validate: (uri: string) => reference.test(uri) && URL.canParse(uri) });
  ajv.addFormat("date-time", { validate: (text: string) => !Number.isNaN(Date.parse(text)) });
  return ajv.compile(schema);
}
