import type { Writer } from "./writer.ts";

/** One document, two spaces deep; foreign text is escaped by JSON itself. */
export const json: Writer = {
  report: (report) => `${JSON.stringify(report, null, 2)}\n`,
  error: (document) => `${JSON.stringify(document, null, 2)}\n`,
};
