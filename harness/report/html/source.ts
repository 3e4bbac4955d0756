import { type Finding, type Severity, severities } from "../../model/finding.ts";
import type { Report, ReportedSource } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { type Anchors, lineId } from "./anchors.ts";
import { html, type Markup } from "./escape.ts";
import { code, type Part, severityOf } from "./parts.ts";
import { cut } from "./value.ts";

/** A file of more lines than this is shown where something was found only, with so many lines around it. */
const whole = 1500;
const around = 20;
/** So much of a line is shown. */
const wide = 2000;

/** The SQL of the candidate, with what was found at its lines. */
export function sourcePart({ sources, findings }: Report, anchors: Anchors): Part {
  return {
    id: "sql",
    title: sources.length === 1 ? "The migration" : "The migrations",
    aside: count(sources.length, "file"),
    body: html`${sources.map((source, place) => listing(source, place, findings, anchors))}`,
  };
}

/** One line of a file, and what was found in it. */
interface Line {
  readonly number: number;
  readonly text: string;
  /** What begins here. */
  readonly found: readonly Finding[];
  /** The worst of what its statement is blamed for. */
  readonly blamed: Severity | null;
}

function listing(source: ReportedSource, place: number, findings: readonly Finding[], anchors: Anchors): Markup {
  const here = findings.filter(({ at }) => at?.file === source.file);
  const lines = linesOf(source, here);
  const shown = lines.filter(isShown(lines));
  return html`
<details class="file" open><summary><h3>${code(source.file)}</h3> <span class="tally">${count(lines.length, "line")}${here.length > 0 && `, ${count(here.length, "finding")}`}</span></summary>
${shown.length === 0 && html`<p>${count(lines.length, "line")} are too many to be shown, and nothing was found in them.</p>`}
<ol class="sql">${shown.map((line, at) => lineOf(line, shown[at - 1], place, anchors))}</ol>${
    shown.length > 0 &&
    shown.length < lines.length &&
    html`<p>${count(lines.length - shown.length, "line")} without findings are left out.</p>`
  }</details>`;
}

function linesOf({ sql }: ReportedSource, found: readonly Finding[]): readonly Line[] {
  const begins = new Map<number, Finding[]>();
  const blamed = new Map<number, Severity>();
  for (const finding of found) {
    const { line = 0, statement = "" } = finding.at ?? {};
    begins.set(line, [...(begins.get(line) ?? []), finding]);
    for (let at = line; at < line + statement.split("\n").length; at++) {
      blamed.set(at, worse(blamed.get(at), finding.severity));
    }
  }
  return sql
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .map((text, place) => ({
      number: place + 1,
      text,
      found: begins.get(place + 1) ?? [],
      blamed: blamed.get(place + 1) ?? null,
    }));
}

function worse(a: Severity | undefined, b: Severity): Severity {
  return a === undefined || severities.indexOf(b) < severities.indexOf(a) ? b : a;
}

function isShown(lines: readonly Line[]): (line: Line) => boolean {
  if (lines.length <= whole) return () => true;
  const near = new Set<number>();
  for (const { number, blamed } of lines) {
    if (blamed === null) continue;
    for (let at = number - around; at <= number + around; at++) near.add(at);
  }
  return ({ number }) => near.has(number);
}

function lineOf(
  { number, text, found, blamed }: Line,
  before: Line | undefined,
  source: number,
  anchors: Anchors,
): Markup {
  const isGap = number !== (before?.number ?? 0) + 1;
  const rest = text.length > wide ? html` <i class="no">${count(text.length - wide, "more character")}</i>` : null;
  return html`
<li id="${lineId(source, number)}"${isGap && html` value="${number}"`}${blamed !== null && html` class="${blamed}"`} tabindex="-1"><code>${cut(text, wide)}</code>${rest}${found.map(
    (finding) =>
      html`<a class="${finding.severity}" href="#${anchors.idOf(finding)}">${severityOf(finding.severity)} ${code(finding.code)} ${finding.object}</a>`,
  )}`;
}
