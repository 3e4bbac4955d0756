import { failureLines } from "../content/failure.ts";
import { headlineOf } from "../content/headline.ts";
import { codeCases, type TestCase, tableCases, verdictCase, wayBackCases } from "../junit/cases.ts";
import { subjectOf } from "../subject.ts";
import { type Element, xmlOf } from "../xml.ts";
import type { AnyReport, Writer } from "./writer.ts";

/** For CI servers: JUnit's XML, a test case for each table, way back and finding. */
export const junit: Writer = {
  report(report, options) {
    const seconds = report.milliseconds.total / 1000;
    return document(report.command, suitesOf(report, options.within), seconds);
  },
  error(failure) {
    const { command, error } = failure;
    const failed: TestCase = {
      name: "verdict",
      outcome: { kind: "error", type: error.code, message: error.message, lines: failureLines(failure) },
      said: [],
      at: null,
    };
    return document(command, [{ name: command, cases: [failed], seconds: 0 }], 0);
  },
};

interface Suite {
  readonly name: string;
  readonly cases: readonly TestCase[];
  readonly seconds: number;
}

function suitesOf(report: AnyReport, within: string): readonly Suite[] {
  const subject = subjectOf(report);
  const name = subject === "" ? report.command : `${report.command} ${subject}`;
  const verdict = verdictCase(report, headlineOf(report));
  const seconds = report.milliseconds.total / 1000;
  if (report.command !== "verify") {
    return [{ name, cases: [verdict, ...codeCases(report.findings, within)], seconds }];
  }
  const tables = tableCases(report, within);
  const ways = wayBackCases(report, tables.left);
  const back = report.milliseconds.downgrade / 1000;
  return [
    { name: `${name}: survival`, cases: tables.cases, seconds: seconds - back },
    { name: `${name}: going back`, cases: ways.cases, seconds: back },
    { name, cases: [verdict, ...codeCases(ways.left, within)], seconds: 0 },
  ].filter(({ cases }) => cases.length > 0);
}

function document(command: string, suites: readonly Suite[], seconds: number): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return xmlOf({
    name: "testsuites",
    attributes: { name: `holdfast ${command}`, ...countsOf(cases), time: seconds.toFixed(3) },
    children: suites.map(suiteElement),
  });
}

function suiteElement({ name, cases, seconds }: Suite): Element {
  return {
    name: "testsuite",
    attributes: { name, ...countsOf(cases), skipped: numberOf(cases, "skipped"), time: seconds.toFixed(3) },
    children: cases.map((one) => caseElement(name, one)),
  };
}

function countsOf(cases: readonly TestCase[]) {
  return { tests: cases.length, failures: numberOf(cases, "failure"), errors: numberOf(cases, "error") };
}

function numberOf(cases: readonly TestCase[], kind: string): number {
  return cases.filter(({ outcome }) => outcome?.kind === kind).length;
}

function caseElement(suite: string, { name, outcome, said, at }: TestCase): Element {
  const became: readonly Element[] =
    outcome === null
      ? []
      : [{ name: outcome.kind, attributes: { type: outcome.type, message: outcome.message }, lines: outcome.lines }];
  const out: readonly Element[] = said.length === 0 ? [] : [{ name: "system-out", attributes: {}, lines: said }];
  // A time for each would only be made up: what takes time is the run.
  const attributes = { classname: suite, name, time: "0.000", file: at?.file, line: at?.line };
  return { name: "testcase", attributes, children: [...became, ...out] };
}
