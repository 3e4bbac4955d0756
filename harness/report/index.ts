import { json } from "./writers/json.ts";
import { terminal } from "./writers/terminal.ts";
import type { Writer } from "./writers/writer.ts";

/** Every report format, by the name that `--reporter` takes. */
export const writers = { json, terminal } as const satisfies Readonly<Record<string, Writer>>;

export type ReporterName = keyof typeof writers;

export { clean } from "./clean.ts";
export type { AnyReport, Writer, WriterOptions } from "./writers/writer.ts";
