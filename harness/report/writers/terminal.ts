import { severities } from "../../model/finding.ts";
import { baselineHead, baselineTail } from "../terminal/baseline.ts";
import { checkHead, checkTail } from "../terminal/check.ts";
import { cleanedHead, cleanedTail } from "../terminal/cleaned.ts";
import { doctorHead, doctorTail } from "../terminal/doctor.ts";
import { driftHead, driftTail } from "../terminal/drift.ts";
import { dropsTable } from "../terminal/drops.ts";
import { failure } from "../terminal/failure.ts";
import { findings } from "../terminal/findings.ts";
import { guardHead, guardTail } from "../terminal/guard.ts";
import { type Paint, painter } from "../terminal/paint.ts";
import { snapshotHead, snapshotTail } from "../terminal/snapshot.ts";
import { statusHead, statusTail } from "../terminal/status.ts";
import { verifyHead, verifyTail } from "../terminal/verify.ts";
import type { AnyReport, Writer, WriterOptions } from "./writer.ts";

/** For people: the verdict first, what was lost and what to do next, how to see it again last. */
export const terminal: Writer = {
  report(report, options) {
    const paint = painter(options);
    const { head, tail } = partsOf(report, options, paint);
    const found = severities.map((severity) => findings(report, severity, paint));
    return `${[...head, ...found, ...tail].filter((section) => section !== "").join("\n\n")}\n`;
  },
  error: (document, options) => failure(document, painter(options)),
};

interface Parts {
  readonly head: readonly string[];
  readonly tail: readonly string[];
}

/** What stands before the findings, and what after them. */
function partsOf(report: AnyReport, options: WriterOptions, paint: Paint): Parts {
  switch (report.command) {
    case "verify":
      return { head: [verifyHead(report, paint)], tail: verifyTail(report, options, paint) };
    case "check":
      return { head: [checkHead(report, paint), dropsTable(report, paint)], tail: [checkTail(report, options, paint)] };
    case "status":
      return { head: statusHead(report, paint), tail: [statusTail(report, options, paint)] };
    case "drift":
      return { head: driftHead(report, paint), tail: [driftTail(report, options, paint)] };
    case "baseline":
      return { head: baselineHead(report, paint), tail: [baselineTail(report, options, paint)] };
    case "guard":
      return { head: guardHead(report, paint), tail: [guardTail(report, options, paint)] };
    case "snapshot":
      return { head: [snapshotHead(report, paint)], tail: [snapshotTail(report, options, paint)] };
    case "doctor":
      return { head: doctorHead(report, paint), tail: [doctorTail(report, options, paint)] };
    case "clean":
      return { head: cleanedHead(report, paint), tail: [cleanedTail(report, options, paint)] };
  }
}
