import { type JsonPath, placesIn, scanJson } from "./json-position.ts";

/** What a file of JSON holds, or in a sentence why nothing may be taken from it. */
export type JsonDocument =
  | {
      readonly problem: null;
      readonly value: unknown;
      /** Where a value, or the nearest one around it that is there, begins: "holdfast/schema.json:7:5" */
      readonly placeOf: (path: JsonPath) => string;
    }
  | { readonly problem: string };

/**
 * Reads JSON more strictly than the engine does, which takes the last of two equal keys in silence.
 *
 * @param content a text, or bytes of UTF-8; a byte order mark is passed over
 * @param label the file as the user knows it
 * @param depth how many keys and indexes deep places are known
 */
export function readJsonDocument(content: string | Uint8Array, label: string, depth: number): JsonDocument {
  const text = textOf(content);
  if (text === null) return { problem: `${label} is not UTF-8.` };
  const scan = scanJson(text, depth);
  const placeAt = placesIn(text);
  const at = (offset: number) => {
    const { line, column } = placeAt(offset);
    return `${label}:${line}:${column}`;
  };
  if (scan.broken !== null) return { problem: `${at(scan.broken)} is not JSON from there on.` };
  const [twice] = scan.repeated;
  if (twice !== undefined) return { problem: `${at(twice.offset)} has ${twice.path.join(".")} twice.` };
  return { problem: null, value: JSON.parse(text), placeOf: (path) => at(scan.offsetOf(path)) };
}

function textOf(content: string | Uint8Array): string | null {
  if (typeof content === "string") return content.replace(/^\uFEFF/, "");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
