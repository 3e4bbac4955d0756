import { styleText } from "node:util";
import type { Finding, Place } from "../../model/finding.ts";
import type { CheckReport, ErrorDocument, Report } from "../../model/report.ts";
import { clean } from "../clean.ts";
import type { Writer, WriterOptions } from "./writer.ts";

const statementLength = 100;
const shownNotes = 3;

/** For people: what was lost first, what to do next, how to see it again last. */
export const terminal: Writer = {
  report(report, options) {
    const paint = painter(options);
    const found = (["error", "warning", "note"] as const).map((severity) => findings(report, severity, paint));
    const sections =
      report.command === "check"
        ? [checkHeadline(report, paint), ...found, checkFooter(report, options, paint)]
        : [headline(report, paint), ...found, downgrade(report, paint), footer(report, options, paint)];
    return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
  },
  error: (document, options) => failure(document, painter(options)),
};

type Style = "red" | "yellow" | "green" | "bold" | "dim";
type Paint = (style: Style | readonly Style[], text: string) => string;

function painter({ color }: WriterOptions): Paint {
  return (style, text) => (color ? styleText([style].flat() as Style[], text, { validateStream: false }) : text);
}

function headline(report: Report, paint: Paint): string {
  const { history, verdict } = report;
  const words = {
    safe: ["green", "SAFE", "every row and value survives"],
    unsafe: ["red", "UNSAFE", "do not deploy this"],
    unproven: ["yellow", "UNPROVEN", "nothing was lost, but not every column could show a loss"],
  } as const;
  const [color, word, usual] = words[verdict];
  const meaning = verdict === "safe" && hasApprovals(report) ? "what is lost was approved, see the notes" : usual;
  const candidate = history.candidate.length === 1 ? "candidate" : `${history.candidate.length} candidates`;
  return `${paint(["bold", color], word)}  ${meaning}\n${paint("dim", `${clean(history.folder)}: ${candidate} ${history.candidate.map(clean).join(", ")}, on top of ${counted(history.migrations - history.candidate.length, "migration")}`)}`;
}

function checkHeadline({ verdict, history, base, findings }: CheckReport, paint: Paint): string {
  const [color, word] = verdict === "sound" ? (["green", "SOUND"] as const) : (["red", "DAMAGED"] as const);
  const clear =
    findings.length === 0 ? "nothing is wrong with the files" : "nothing new or serious is wrong with the files";
  const meaning = verdict === "sound" ? clear : "mend the files before anything is deployed";
  const against = base === null ? "" : `, against ${clean(base.ref)} (${clean(base.commit.slice(0, 10))})`;
  const where = `${clean(history.folder)}: ${counted(history.migrations, "migration")}${against}`;
  return `${paint(["bold", color], word)}  ${meaning}\n${paint("dim", where)}`;
}

function checkFooter(
  { base, findings, milliseconds }: CheckReport,
  { reproduce }: WriterOptions,
  paint: Paint,
): string {
  const hint = "With --base REF, what stands in that git ref already is a note, and its migrations must be unchanged.";
  return [
    ...(base === null && findings.length > 0 ? [hint] : []),
    `Files only, no database; ${(milliseconds.total / 1000).toFixed(1)} s.`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

function hasApprovals({ findings }: Report): boolean {
  return findings.some(({ code, severity }) => severity === "note" && /^(survival|protection)\//.test(code));
}

const titles = { error: "Errors", warning: "Warnings", note: "Notes" } as const;
const colors = { error: "red", warning: "yellow", note: "dim" } as const;

/** Findings of one code with one remedy are told together; the remedy stands once, at their end. */
function findings(report: Pick<Report, "findings">, severity: Finding["severity"], paint: Paint): string {
  const chosen = report.findings.filter((finding) => finding.severity === severity);
  if (chosen.length === 0) return "";
  const blocks = grouped(chosen).map((group) => block(group, paint));
  return `${paint("bold", `${titles[severity]} (${chosen.length})`)}\n${blocks.join("\n")}`;
}

function grouped(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = finding.severity === "note" ? finding.code : `${finding.code}\0${finding.remedy}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function block(group: readonly Finding[], paint: Paint): string {
  const [first] = group;
  if (first === undefined) return "";
  const shown = first.severity === "note" ? group.slice(0, shownNotes) : group;
  return [
    `  ${paint(colors[first.severity], first.code)}`,
    ...shown.flatMap((finding) => [
      `    ${paint("bold", clean(finding.object))}  ${clean(finding.message)}`,
      ...(finding.at === undefined ? [] : [`      ${paint("dim", place(finding.at))}`]),
    ]),
    ...(shown.length < group.length ? [`    … and ${group.length - shown.length} more; --json has them all`] : []),
    `    ${paint("dim", "→")} ${clean(first.remedy)}`,
  ].join("\n");
}

function place({ file, line, column, statement }: Place): string {
  const text = clean(statement ?? "").trim();
  const shown = text.length > statementLength ? `${text.slice(0, statementLength)}…` : text;
  return `${clean(file)}:${line}:${column}  ${shown}`.trimEnd();
}

function downgrade(report: Report, paint: Paint): string {
  if (report.downgrade.length === 0) return "";
  return [
    paint("bold", "Going back"),
    ...report.downgrade.map(
      (attempt) => `  ${clean(attempt.attempt)}: ${clean(attempt.outcome)} (${clean(attempt.by)})`,
    ),
  ].join("\n");
}

function footer(report: Report, { reproduce }: WriterOptions, paint: Paint): string {
  const { seed, postgres, milliseconds } = report;
  const time = (["server", "replay", "seed", "capture", "candidate", "downgrade"] as const)
    .map((phase) => `${phase} ${(milliseconds[phase] / 1000).toFixed(1)}`)
    .join(", ");
  return [
    `Seeded ${counted(seed.rows, "row")} in ${counted(seed.tables, "table")} (seed ${seed.seed}); ${seed.covered} of ${counted(seed.columns, "column")} covered${awkward(report)}.`,
    `PostgreSQL ${clean(postgres.version)}, ${clean(postgres.provider)}${postgres.image === null ? "" : ` ${clean(postgres.image)}`}; ${(milliseconds.total / 1000).toFixed(1)} s (${time}).`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

/** How many of the awkward values that were meant for the columns stand in them. */
function awkward({ seed }: Report): string {
  const placed = seed.coverage.reduce((sum, { witnesses }) => sum + witnesses.placed, 0);
  const refused = seed.coverage.reduce((sum, { witnesses }) => sum + witnesses.refused.length, 0);
  return placed + refused === 0 ? "" : `, ${placed} of ${counted(placed + refused, "awkward value")} placed`;
}

function counted(n: number, one: string): string {
  return `${n} ${n === 1 ? one : `${one}s`}`;
}

function failure({ error }: ErrorDocument, paint: Paint): string {
  const tried = error.tried.map((line) => `  - ${clean(line)}`);
  return [
    `${paint(["bold", "red"], "error")} ${clean(error.message)} ${paint("dim", `[${error.code}]`)}`,
    `  while trying to ${clean(error.step)}`,
    ...(tried.length === 0 ? [] : ["  tried:", ...tried.map((line) => `  ${line}`)]),
    `${paint("dim", "→")} ${clean(error.remedy)}`,
    "",
  ].join("\n");
}
