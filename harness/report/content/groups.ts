import { type Finding, severities } from "../../model/finding.ts";

/** Findings that are told together, in their order; never empty. */
export type Group = readonly [Finding, ...Finding[]];

const lossesFirst = ["survival/", "protection/", "candidate/"] as const;

/** Errors before warnings before notes, and in each what was lost before all else: a list that is cut keeps the gravest. */
export function gravestFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || familyOf(a) - familyOf(b),
  );
}

function familyOf({ code }: Finding): number {
  const family = lossesFirst.findIndex((name) => code.startsWith(name));
  return family === -1 ? lossesFirst.length : family;
}

/** Findings of one severity by code, and by remedy, which stands once for all of them; notes by code alone. */
export function groupsOf(findings: readonly Finding[], severity: Finding["severity"]): readonly Group[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of gravestFirst(findings.filter((one) => one.severity === severity))) {
    const key = severity === "note" ? finding.code : `${finding.code}\0${finding.remedy}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

/** What a message says beyond the object that it begins with. */
export function messageWithout({ object, message }: Pick<Finding, "object" | "message">): string {
  return message.startsWith(`${object} `) ? message.slice(object.length + 1) : message;
}
