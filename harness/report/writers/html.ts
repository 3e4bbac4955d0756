import { errorPage, reportPage } from "../html/index.ts";
import type { Writer } from "./writer.ts";

/** For people, in a browser: one page that needs nothing else. */
export const html: Writer = {
  report: (report, { reproduce }) => reportPage(report, reproduce),
  error: (document) => errorPage(document),
};
