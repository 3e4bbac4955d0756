import type { Writer } from "./writer.ts";

/** For CI servers: JUnit's XML, a test case for each table, way back and finding. */
export const junit: Writer = {
  stream: "stdout",
  report: (report) => `${report.command}\n`,
  error: (document) => `${document.error.code}\n`,
};
