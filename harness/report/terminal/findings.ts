import type { Finding, Place } from "../../model/finding.ts";
import { clean } from "../clean.ts";
import { type Group, groupsOf, messageWithout } from "../content/groups.ts";
import type { Paint } from "./paint.ts";

const statementLength = 100;
const shownNotes = 3;

const titles = { error: "Errors", warning: "Warnings", note: "Notes" } as const;
const colors = { error: "red", warning: "yellow", note: "dim" } as const;

/** Findings of one code with one remedy are told together; the remedy stands once, at their end. */
export function findings(
  report: { readonly findings: readonly Finding[] },
  severity: Finding["severity"],
  paint: Paint,
): string {
  const chosen = report.findings.filter((finding) => finding.severity === severity);
  if (chosen.length === 0) return "";
  const blocks = groupsOf(chosen, severity).map((group) => block(group, paint));
  return `${paint("bold", `${titles[severity]} (${chosen.length})`)}\n${blocks.join("\n")}`;
}

function block(group: Group, paint: Paint): string {
  const [first] = group;
  const shown = first.severity === "note" ? group.slice(0, shownNotes) : group;
  return [
    `  ${paint(colors[first.severity], first.code)}`,
    ...shown.flatMap((finding) => [
      `    ${told(finding, paint)}`,
      ...(finding.at === undefined ? [] : [`      ${paint("dim", place(finding.at))}`]),
      ...knownBy(finding).map((line) => `      ${paint("dim", line)}`),
    ]),
    ...(shown.length < group.length ? [`    … and ${group.length - shown.length} more; --json has them all`] : []),
    `    ${paint("dim", "→")} ${clean(first.remedy)}`,
  ].join("\n");
}

/** A message that begins with what it is about says it once. */
function told(finding: Finding, paint: Paint): string {
  const rest = messageWithout(finding);
  return `${paint("bold", clean(finding.object))}${rest === finding.message ? "  " : " "}${clean(rest)}`;
}

/** Whether reading the statement would have been enough. */
function knownBy({ proof, rules = [] }: Finding): readonly string[] {
  if (proof === "only-ran") return ["only running showed this"];
  return proof === "confirmed" && rules.length > 0 ? [`read in the SQL, too: ${rules.map(clean).join(", ")}`] : [];
}

function place({ file, line, column, statement }: Place): string {
  const text = clean(statement ?? "").trim();
  const shown = text.length > statementLength ? `${text.slice(0, statementLength)}…` : text;
  return `${clean(file)}:${line}:${column}  ${shown}`.trimEnd();
}
