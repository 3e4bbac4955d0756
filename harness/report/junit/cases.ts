import type { Finding } from "../../model/finding.ts";
import type { Report, ReportedTable } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import type { Headline } from "../content/headline.ts";
import { inRepository } from "../place.ts";
import type { AnyReport } from "../writers/writer.ts";

/** One test case; `outcome` is null where it passed. */
export interface TestCase {
  readonly name: string;
  readonly outcome: {
    readonly kind: "failure" | "error" | "skipped";
    readonly type: string | undefined;
    readonly message: string;
    readonly lines: readonly string[];
  } | null;
  /** What is to be known though it fails nothing. */
  readonly said: readonly string[];
  readonly at: { readonly file: string; readonly line: number } | null;
}

/** Test cases, and the findings that belong to none of them. */
interface Sorted {
  readonly cases: readonly TestCase[];
  readonly left: readonly Finding[];
}

/** It has the same name in every run, so that a red run has a red test also where no finding is an error. */
export function verdictCase({ command }: AnyReport, { tone, word, meaning, about }: Headline): TestCase {
  const message = `${word}: ${meaning}`;
  const failed = {
    kind: "failure",
    type: `${command}/${word.toLowerCase()}`,
    message,
    lines: [message, about],
  } as const;
  return {
    name: "verdict",
    outcome: tone === "good" ? null : failed,
    said: tone === "good" ? [message, about] : [],
    at: null,
  };
}

/** One for each table of before, with all that was found about it and its columns. */
export function tableCases({ survival, findings }: Report, within: string): Sorted {
  const tables = new Set(survival.map(({ table }) => table));
  const about = new Map<string, Finding[]>([...tables].map((table) => [table, []]));
  const left = findings.filter((finding) => {
    const table = tableOf(finding.object, tables);
    if (table !== null) about.get(table)?.push(finding);
    return table === null;
  });
  return { cases: survival.map((table) => tableCase(table, about.get(table.table) ?? [], within)), left };
}

/** The table that an object is, or stands on: the longest one, since names may have dots. */
function tableOf(object: string, tables: ReadonlySet<string>): string | null {
  if (tables.has(object)) return object;
  const end = object.lastIndexOf(".");
  return end < 0 ? null : tableOf(object.slice(0, end), tables);
}

function tableCase({ table, rows, columns }: ReportedTable, found: readonly Finding[], within: string): TestCase {
  const looked = `${count(rows.before, "row")}, ${count(columns.length, "column")}`;
  return caseOf(`${table} keeps its rows and values`, found, [looked], within);
}

/** One for each way back that was tried; errors that name it fail it. */
export function wayBackCases({ downgrade }: Report, findings: readonly Finding[]): Sorted {
  const cases = downgrade.map(({ attempt, outcome, by }): TestCase => {
    const found = findings.filter((finding) => finding.attempt === attempt);
    const way = caseOf(`going back by ${attempt} loses nothing`, found, [`${outcome}: ${by}`], "");
    const skipped = { kind: "skipped", type: undefined, message: by, lines: [] } as const;
    return outcome === "not-applicable" ? { ...way, outcome: skipped, said: [] } : way;
  });
  return { cases, left: findings.filter((finding) => !downgrade.some(({ attempt }) => attempt === finding.attempt)) };
}

/** One for each code, with all that were found of it; warnings and notes are told in a passing one. */
export function codeCases(findings: readonly Finding[], within: string): readonly TestCase[] {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return codes.map((code) =>
    caseOf(
      code,
      findings.filter((finding) => finding.code === code),
      [],
      within,
    ),
  );
}

function caseOf(name: string, found: readonly Finding[], looked: readonly string[], within: string): TestCase {
  const errors = found.filter(({ severity }) => severity === "error");
  const others = found.filter(({ severity }) => severity !== "error");
  const said = [...looked, ...others.flatMap((one) => [`${one.severity}:`, ...told(one, within)])];
  const at = (errors[0] ?? others[0])?.at;
  return {
    name,
    outcome: failureOf(errors, within),
    said,
    at: at === undefined ? null : { file: inRepository(at.file, within), line: at.line },
  };
}

/** GitLab shows the lines, Jenkins and most others the message first. */
function failureOf(errors: readonly Finding[], within: string): TestCase["outcome"] {
  const [first, ...more] = errors;
  if (first === undefined) return null;
  const { object, message } = first;
  const said = message.startsWith(`${object} `) ? message : `${object}: ${message}`;
  return {
    kind: "failure",
    type: first.code,
    message: more.length === 0 ? said : `${said} (and ${more.length} more)`,
    lines: errors.flatMap((error) => told(error, within)),
  };
}

function told({ code, object, message, at, remedy }: Finding, within: string): readonly string[] {
  const statement = at?.statement === undefined ? "" : `  ${at.statement}`;
  const place = at === undefined ? [] : [`  ${inRepository(at.file, within)}:${at.line}:${at.column}${statement}`];
  return [`${code}  ${object}`, `  ${message}`, ...place, `  → ${remedy}`];
}
