import { clean } from "../clean.ts";
import { headlineOf, type Tone } from "../content/headline.ts";
import { countsOf, findingSections } from "../markdown/findings.ts";
import { fenced, folded, inert } from "../markdown/inert.ts";
import { verifySections } from "../markdown/verify.ts";
import { identifier, subjectOf } from "../subject.ts";
import { terminal } from "./terminal.ts";
import type { AnyReport, Writer, WriterOptions } from "./writer.ts";

/** A comment takes 65,536 characters; what posts it may add some of its own. */
const longest = 64_000;
/** How many findings are tried, until the page is short enough. */
const tries = [400, 200, 100, 50, 25, 10, 3] as const;

/** For a comment on a pull request, or a job's summary: GitHub's Markdown. */
export const markdown: Writer = {
  report(report, options) {
    const behind = [...whole(report, options), again(options)];
    for (const shown of tries) {
      const page = pageOf([...head(report, options), ...body(report, options, shown), ...behind]);
      if (page.length <= longest) return page;
    }
    return pageOf([...head(report, options), "All of it is too long to be shown here; `--json` has it."]);
  },
  error({ command, error }) {
    return pageOf([
      marker(command, ""),
      `### ${signs.bad} ${inert(error.message)}`,
      `While trying to ${inert(error.step)} (${inert(error.code)}).`,
      ...error.tried.slice(0, 20).map((line) => `- tried: ${inert(line)}`),
      `→ ${inert(error.remedy)}`,
    ]);
  },
};

const signs = { good: "✅", unsure: "⚠️", bad: "❌" } as const satisfies Record<Tone, string>;

/** Nobody sees it; by it a later run finds its own comment, and writes into that one. */
function marker(command: string, subject: string): string {
  return `<!-- holdfast:${command}${subject === "" ? "" : `:${identifier(subject)}`} -->`;
}

function head(report: AnyReport, { within }: WriterOptions): readonly string[] {
  const { tone, word, meaning, about } = headlineOf(report);
  const subject = subjectOf(report);
  return [
    marker(report.command, within === "" || subject === "" ? subject : `${within}/${subject}`),
    `### ${signs[tone]} ${word}: ${inert(meaning)}`,
    // Own words come first: a line that begins with "1." or "#" would be more than a line.
    `${countsOf(report.findings)} in ${inert(about)}`,
  ];
}

function body(report: AnyReport, { within }: WriterOptions, shown: number): readonly string[] {
  const { loud, notes } = findingSections(report.findings, shown, within);
  return [...loud, ...(report.command === "verify" ? verifySections(report) : []), ...notes];
}

/** What other commands than `verify` have to tell besides findings is told as the terminal does. */
function whole(report: AnyReport, options: WriterOptions): readonly string[] {
  if (report.command === "verify") return [];
  const text = terminal.report(report, { ...options, color: false }).trimEnd();
  return text.length > longest / 2 ? [] : [folded("The whole report", fenced(text, "text"))];
}

function again({ reproduce }: WriterOptions): string {
  return `Again:\n\n${fenced(clean(reproduce), "sh")}`;
}

function pageOf(sections: readonly string[]): string {
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}
