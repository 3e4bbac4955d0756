import { type Finding, type Severity, severities } from "../../model/finding.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import { failureLines } from "../content/failure.ts";
import { gravestFirst } from "../content/groups.ts";
import { cleanCut } from "../cut.ts";
import { anchorOf, inRepository, regionOf } from "../place.ts";
import type { AnyReport, Writer, WriterOptions } from "./writer.ts";

/** So many of one kind does GitHub show of a step; the last one stands for all that are left. */
const most = 10;
/** So many of what is left are named in it. */
const named = 20;

const kinds = { error: "error", warning: "warning", note: "notice" } as const;

/** For a GitHub workflow's log: a command for each finding, which GitHub shows at its line of the pull request. */
export const github: Writer = {
  report: (report, options) => severities.flatMap((severity) => annotations(report, severity, options)).join(""),
  error: (document) => command("error", { title: `holdfast: ${document.error.code}` }, failureLines(document)),
};

function annotations(report: AnyReport, severity: Severity, options: WriterOptions): readonly string[] {
  const found = gravestFirst(report.findings).filter(
    (finding) => finding.severity === severity && isWanted(finding, report),
  );
  const shown = found.length > most ? most - 1 : found.length;
  const left = found.slice(shown);
  return [
    ...found.slice(0, shown).map((finding) => annotation(finding, report, options)),
    ...(left.length === 0 ? [] : [rest(left, severity, options)]),
  ];
}

/** Notes tell of what was approved, which a reviewer is to see where it stands, and of old files, which are not reviewed. */
function isWanted({ severity, at }: Finding, report: AnyReport): boolean {
  if (severity !== "note") return true;
  return report.command === "verify" && report.sources.some(({ file }) => file === at?.file);
}

function annotation(finding: Finding, report: AnyReport, { within }: WriterOptions): string {
  const { code, object, message, remedy } = finding;
  const title = object === "" ? code : `${code}: ${object}`;
  return command(kinds[finding.severity], { ...position(finding, report, within), title }, [message, `→ ${remedy}`]);
}

type Properties = Readonly<Record<string, string | number>>;

/** GitHub refuses columns that are not of one line. */
function position(finding: Finding, report: AnyReport, within: string): Properties {
  const at = anchorOf(finding, report);
  if (at === null) return {};
  const [file, region] = [inRepository(at.file, within), regionOf(at)];
  if (region === null) return { file, line: at.line };
  const { startLine: line, endLine, startColumn: col, endColumn } = region;
  return line === endLine ? { file, line, endLine, col, endColumn: endColumn - 1 } : { file, line, endLine };
}

function rest(left: readonly Finding[], severity: Severity, { within }: WriterOptions): string {
  const lines = left.slice(0, named).map(({ code, object, at }) => {
    const place = at === undefined ? "" : ` (${inRepository(at.file, within)}:${at.line})`;
    return `${code}: ${object}${place}`;
  });
  const more = left.length - lines.length;
  return command(kinds[severity], { title: `holdfast: ${count(left.length, `more ${severity}`)}` }, [
    ...lines,
    ...(more === 0 ? [] : [`and ${more} more`]),
  ]);
}

/** GitHub cuts what is longer, and not where we would. */
const [titleLength, lineLength] = [200, 2000] as const;

function command(kind: string, properties: Properties, lines: readonly string[]): string {
  const given = Object.entries(properties).map(([name, value]) => {
    const text = String(value);
    return `${name}=${property(name === "title" ? cleanCut(text, titleLength) : clean(text))}`;
  });
  const message = lines.map((line) => data(cleanCut(line, lineLength))).join("%0A");
  return `::${kind}${given.length === 0 ? "" : ` ${given.join(",")}`}::${message}\n`;
}

/** As the runner takes it apart again; `clean` has left no line break. */
function data(text: string): string {
  return text.replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
