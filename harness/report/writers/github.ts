import type { Writer } from "./writer.ts";

/** For a GitHub workflow's log: a command for each finding, which GitHub shows at its line of the pull request. */
export const github: Writer = {
  stream: "stderr",
  report: (report) => `${report.command}\n`,
  error: (document) => `${document.error.code}\n`,
};
