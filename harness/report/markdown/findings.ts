import { type Finding, type Severity, severities } from "../../model/finding.ts";
import { count } from "../../text/count.ts";
import { type Group, gravestFirst, groupsOf, messageWithout } from "../content/groups.ts";
import { inRepository } from "../place.ts";
import { code, folded, inert, table } from "./inert.ts";

const titles = { error: "Errors", warning: "Warnings", note: "Notes" } as const;

/** "**12 errors** · 2 warnings · 3 notes", or "No findings". */
export function countsOf(findings: readonly Finding[]): string {
  const counts = severities.flatMap((severity) => {
    const many = findings.filter((finding) => finding.severity === severity).length;
    if (many === 0) return [];
    return severity === "error" ? `**${count(many, severity)}**` : count(many, severity);
  });
  return counts.join(" · ") || "No findings";
}

/** What is told of findings: what is loud, and notes, which are folded. Each is one section, or none. */
interface Told {
  readonly loud: readonly string[];
  readonly notes: readonly string[];
}

/** The first so many findings, the gravest first. */
export function findingSections(findings: readonly Finding[], shown: number, within: string): Told {
  const first = gravestFirst(findings).slice(0, shown);
  const of = (severity: Severity) => {
    const all = findings.filter((finding) => finding.severity === severity).length;
    return all === 0 ? [] : [section(severity, first, all, within)];
  };
  return { loud: [...of("error"), ...of("warning")], notes: of("note") };
}

function section(severity: Severity, first: readonly Finding[], all: number, within: string): string {
  const groups = groupsOf(first, severity);
  const left = all - groups.flat().length;
  const more = left === 0 ? [] : [`… and ${count(left, `more ${severity}`)}; \`--json\` has them all.`];
  const inside = [...groups.map((group) => groupOf(group, within)), ...more].join("\n\n");
  return severity === "note" ? folded(count(all, "note"), inside) : `#### ${titles[severity]} (${all})\n\n${inside}`;
}

function groupOf(group: Group, within: string): string {
  const rows = group.map((finding) => [
    code(finding.object),
    inert(messageWithout(finding)),
    finding.at === undefined ? "" : code(`${inRepository(finding.at.file, within)}:${finding.at.line}`),
  ]);
  return [`**${code(group[0].code)}**`, table(["What", "Is found", "Where"], rows), `→ ${inert(group[0].remedy)}`].join(
    "\n\n",
  );
}
