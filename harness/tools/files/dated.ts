import type { Finding } from "../../model/finding.ts";

/**
 * Findings with those of long ago as notes: nearly every history has some.
 *
 * @param old what the files of the base say
 * @param base its name, for people
 * @param isRefused what keeps the tool from running at all stays what it is
 */
export function dated(
  findings: readonly Finding[],
  old: readonly Finding[],
  base: string,
  isRefused: (finding: Finding) => boolean,
): readonly Finding[] {
  const key = ({ code, object }: Finding): string => JSON.stringify([code, object]);
  const known = new Set(old.map(key));
  return findings.map((finding) => {
    if (!known.has(key(finding)) || isRefused(finding)) return finding;
    return { ...finding, severity: "note", message: `${finding.message} (old: ${base} has it, too)` };
  });
}
