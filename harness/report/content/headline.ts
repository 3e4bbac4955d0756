import type { AnyReport } from "../writers/writer.ts";
import { baselineHeadline } from "./baseline.ts";
import { checkHeadline } from "./check.ts";
import { cleanedHeadline } from "./cleaned.ts";
import { doctorHeadline } from "./doctor.ts";
import { driftHeadline } from "./drift.ts";
import { guardHeadline } from "./guard.ts";
import { snapshotHeadline } from "./snapshot.ts";
import { statusHeadline } from "./status.ts";
import { verifyHeadline } from "./verify.ts";

/** How a verdict is meant: to go on, to look first, or to stop. */
export type Tone = "good" | "unsure" | "bad";

/** What a person reads first of any report. Foreign text stands in it as it is: a writer makes it harmless. */
export interface Headline {
  readonly tone: Tone;
  /** "UNSAFE" */
  readonly word: string;
  /** What the verdict means, in one sentence without its full stop. */
  readonly meaning: string;
  /** What was looked at. */
  readonly about: string;
}

export function headlineOf(report: AnyReport): Headline {
  switch (report.command) {
    case "verify":
      return verifyHeadline(report);
    case "check":
      return checkHeadline(report);
    case "status":
      return statusHeadline(report);
    case "drift":
      return driftHeadline(report);
    case "baseline":
      return baselineHeadline(report);
    case "guard":
      return guardHeadline(report);
    case "snapshot":
      return snapshotHeadline(report);
    case "doctor":
      return doctorHeadline(report);
    case "clean":
      return cleanedHeadline(report);
  }
}
