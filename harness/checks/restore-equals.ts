import type { CodeIn } from "../model/codes.ts";
import type { Finding } from "../model/finding.ts";
import { type Check, count, type Judgement } from "./check.ts";

/** Differences told one by one; a restore that fails early fails in all that follows. */
const most = 20;

/** A dump of what stands before the candidate brings all of it back. */
export const restoreEquals: Check = ({ rehearsal, split, history }) => {
  if (rehearsal === null || rehearsal.outcome === "equal") return [];
  const candidate = split.candidate.at(-1)?.id ?? history.label;
  if (rehearsal.outcome === "not-rehearsed") return [notRehearsed(candidate, rehearsal.why)];
  const { differences, by } = rehearsal;
  const more = differences.length - most;
  return [
    ...differences.slice(0, most).map(({ object, what }) => differs(object, `${what} (${by}).`)),
    ...(more > 0 ? [differs(candidate, `A restore brings back ${count(more, "thing")} more otherwise.`)] : []),
  ];
};

function differs(object: string, message: string): Judgement {
  return finding("restore/differs", object, message, "Do not count on a dump as the way back until this is mended.");
}

function notRehearsed(object: string, why: string): Judgement {
  return finding(
    "restore/not-rehearsed",
    object,
    `No restore was rehearsed: ${why}.`,
    "Use --provider testcontainers, whose images bring both programs; or install those of the server's major version on this machine.",
  );
}

function finding(code: CodeIn<"restore">, object: string, message: string, remedy: string): Judgement {
  return { finding: { code, severity: "error", object, message, remedy }, relation: null };
}

/** Whether a finding is about what was not tried, and not about what was lost. */
export function isUntried({ code }: Pick<Finding, "code">): boolean {
  return code === "restore/not-rehearsed";
}
