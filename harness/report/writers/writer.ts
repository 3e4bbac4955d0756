import type { CheckReport, ErrorDocument, Report } from "../../model/report.ts";

/** Turns a report into text. Pure: it changes no finding, and asks nobody. */
export interface Writer {
  report(report: Report | CheckReport, options: WriterOptions): string;
  error(document: ErrorDocument, options: WriterOptions): string;
}

export interface WriterOptions {
  readonly color: boolean;
  /** The command line that gives this report again. */
  readonly reproduce: string;
}
