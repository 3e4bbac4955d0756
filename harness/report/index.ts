import { github } from "./writers/github.ts";
import { html } from "./writers/html.ts";
import { json } from "./writers/json.ts";
import { junit } from "./writers/junit.ts";
import { markdown } from "./writers/markdown.ts";
import { sarif } from "./writers/sarif.ts";
import { terminal } from "./writers/terminal.ts";
import type { Writer } from "./writers/writer.ts";

/** Every report format, by the name that `--reporter` takes. */
export const writers = { terminal, json, junit, sarif, github, markdown, html } as const satisfies Readonly<
  Record<string, Writer>
>;

export type ReporterName = keyof typeof writers;

export { clean } from "./clean.ts";
export type { AnyReport, Writer, WriterOptions } from "./writers/writer.ts";
