import type { Writer } from "./writer.ts";

/** For people, in a browser: one page that needs nothing else. */
export const html: Writer = {
  stream: "stdout",
  report: (report) => `${report.command}\n`,
  error: (document) => `${document.error.code}\n`,
};
