import type { Writer } from "./writers/writer.ts";

export interface Reporter {
  /** Where its text goes when no file is named: reports go to stdout, and what a machine reads on the way to stderr. */
  readonly stream: "stdout" | "stderr";
  load(): Promise<Writer>;
}

/**
 * Every report format, by the name that `--reporter` takes. Each is loaded when something is to be written in it: what some
 * know of every code takes longer to load than many a command runs.
 */
export const reporters = {
  terminal: { stream: "stdout", load: async () => (await import("./writers/terminal.ts")).terminal },
  json: { stream: "stdout", load: async () => (await import("./writers/json.ts")).json },
  junit: { stream: "stdout", load: async () => (await import("./writers/junit.ts")).junit },
  sarif: { stream: "stdout", load: async () => (await import("./writers/sarif.ts")).sarif },
  github: { stream: "stderr", load: async () => (await import("./writers/github.ts")).github },
  markdown: { stream: "stdout", load: async () => (await import("./writers/markdown.ts")).markdown },
  html: { stream: "stdout", load: async () => (await import("./writers/html.ts")).html },
} as const satisfies Readonly<Record<string, Reporter>>;

export type ReporterName = keyof typeof reporters;

export { clean } from "./clean.ts";
export type { AnyReport, Writer, WriterOptions } from "./writers/writer.ts";
