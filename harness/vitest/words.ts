import type { Example } from "../model/evidence.ts";
import type { Finding, Place } from "../model/finding.ts";
import type { Report, ReportedColumn } from "../model/report.ts";
import { clean } from "../report/clean.ts";
import { cut } from "../report/cut.ts";
import { spokenKey, spokenValue } from "../text/key.ts";
import type { Found } from "./lookup.ts";

/** What a matcher found, in the form that Vitest takes. */
export interface Outcome {
  readonly pass: boolean;
  /** Said when the test fails: by `pass` false, or by `pass` true behind `.not`. */
  readonly message: () => string;
}

/** One labelled line under a message's first sentence; an empty label carries on the line above. */
export type Line = readonly [label: string, text: string];

const shownExamples = 3;
const statementLength = 120;

/** One sentence, then labelled lines. */
export function tell(sentence: string, lines: readonly Line[]): string {
  const width = Math.max(0, ...lines.map(([label]) => label.length));
  const shown = lines.map(([label, text]) => `  ${label.padEnd(width)}  ${clean(text)}`.trimEnd());
  return [clean(sentence), ...(shown.length === 0 ? [] : ["", ...shown])].join("\n");
}

/** "public.projects.lead", as named before the candidate. */
export function nameOf({ table, column }: Found): string {
  return column === null ? table.table : `${table.table}.${column.column}`;
}

/** The table or column, its counts and examples, and what the checks said about it. */
export function describe(report: Report, found: Found): readonly Line[] {
  const { table, column } = found;
  const { before, after, lost } = table.rows;
  return [
    ["table", renamed(table.table, table.now)],
    ...(column === null ? [] : columnLines(column)),
    ["rows", `${before} before, ${after} after, ${lost} lost`],
    ...findingsOf(report, found).flatMap(findingLines),
  ];
}

function columnLines(column: ReportedColumn): readonly Line[] {
  const examples = column.examples.slice(0, shownExamples).map(exampleText);
  return [
    ["column", `${renamed(column.column, column.now)} (${column.outcome})`],
    ["values", `${column.values} before, ${column.lost} lost`],
    ...examples.map((text, place): Line => [place === 0 ? "examples" : "", text]),
  ];
}

/** What the checks said about exactly this table or column. */
export function findingsOf(report: Report, found: Found): readonly Finding[] {
  const object = nameOf(found);
  return lossFirst(report.findings.filter((finding) => finding.object === object));
}

/** What is proven comes before what could not be shown. */
export function lossFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ code }: Finding) => Number(code.startsWith("coverage/"));
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

/** What was found, the statement that did it, and what to do instead. */
export function findingLines(finding: Finding): readonly Line[] {
  const { code, message, at, remedy } = finding;
  return [[finding.severity, `${code}: ${message}`], ...(at === undefined ? [] : placeLines(at)), ["remedy", remedy]];
}

/** Where the statement stands, as an editor or a terminal opens it, and its text. */
function placeLines({ file, line, column, statement }: Place): readonly Line[] {
  const at: Line = ["statement", `${file}:${line}:${column}`];
  return statement === undefined ? [at] : [at, ["", cut(clean(statement).trim(), statementLength)]];
}

/** "id 17: Ann → NULL". */
function exampleText({ key, before, after }: Example): string {
  const at = spokenKey(key);
  return `${at === "" ? "" : `${at}: `}${spokenValue(before)} → ${spokenValue(after)}`;
}

function renamed(before: string, now: string | null): string {
  if (now === before) return before;
  return now === null ? `${before}, which is gone` : `${before}, now ${now}`;
}
