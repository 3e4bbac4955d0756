import type { Writer } from "./writer.ts";

/** For a comment on a pull request, or a job's summary: GitHub's Markdown. */
export const markdown: Writer = {
  stream: "stdout",
  report: (report) => `${report.command}\n`,
  error: (document) => `${document.error.code}\n`,
};
