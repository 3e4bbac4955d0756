import type { CleanReport } from "../../model/clean-report.ts";
import type { DoctorReport } from "../../model/doctor-report.ts";
import type {
  BaselineReport,
  DriftReport,
  GuardReport,
  SnapshotReport,
  StatusReport,
} from "../../model/live-report.ts";
import type { CheckReport, ErrorDocument, Report } from "../../model/report.ts";

/** What any command prints. */
export type AnyReport =
  | Report
  | CheckReport
  | StatusReport
  | DriftReport
  | BaselineReport
  | SnapshotReport
  | GuardReport
  | DoctorReport
  | CleanReport;

/** Turns a report into text. Pure: it changes no finding, and asks nobody. */
export interface Writer {
  report(report: AnyReport, options: WriterOptions): string;
  error(document: ErrorDocument, options: WriterOptions): string;
}

export interface WriterOptions {
  readonly color: boolean;
  /** The command line that gives this report again. */
  readonly reproduce: string;
  /** The working folder within the repository, with "/" and without one at its end; "" where they are the same. Files of findings are relative to the working folder. */
  readonly within: string;
}
