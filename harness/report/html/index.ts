import type { ErrorDocument } from "../../model/report.ts";
import { headlineOf } from "../content/headline.ts";
import type { AnyReport } from "../writers/writer.ts";
import type { Body } from "./body.ts";
import { checkBody } from "./check.ts";
import { failurePage } from "./failure.ts";
import { guardBody } from "./guard.ts";
import { baselineBody, driftBody, snapshotBody, statusBody } from "./live.ts";
import { cleanBody, doctorBody } from "./machine.ts";
import { pageOf } from "./page.ts";
import { verifyBody } from "./verify.ts";

/** Any report as one document of HTML that needs nothing else; the same report gives the same text. */
export function reportPage(report: AnyReport, reproduce: string): string {
  const { command } = report;
  return pageOf({ title: `${headlineOf(report).word} · holdfast ${command}`, command, ...partsOf(report, reproduce) });
}

export function errorPage(document: ErrorDocument): string {
  return pageOf(failurePage(document));
}

function partsOf(report: AnyReport, reproduce: string): Body {
  switch (report.command) {
    case "verify":
      return verifyBody(report, reproduce);
    case "check":
      return checkBody(report, reproduce);
    case "status":
      return statusBody(report, reproduce);
    case "drift":
      return driftBody(report, reproduce);
    case "baseline":
      return baselineBody(report, reproduce);
    case "snapshot":
      return snapshotBody(report, reproduce);
    case "guard":
      return guardBody(report, reproduce);
    case "doctor":
      return doctorBody(report, reproduce);
    case "clean":
      return cleanBody(report, reproduce);
  }
}
