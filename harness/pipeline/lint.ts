import type { Read } from "../checks/index.ts";
import { rules } from "../lint/index.ts";
import { lint } from "../lint/lint.ts";
import type { Finding } from "../model/finding.ts";
import type { History, Migration, Split } from "../model/history.ts";
import type { LintSummary } from "../model/report.ts";
import type { MigrationTool } from "../tools/index.ts";

/** What was read of a deploy's statements, and how far they could be. */
export interface Linted extends Pick<Read, "findings" | "suppressed"> {
  readonly summary: LintSummary;
}

/** A history, as far as its statements are known. */
export type Texts = Pick<History, "label" | "findings">;

/** Every rule, by the code of its findings. */
export const rulesByCode: Read["rules"] = Object.fromEntries(
  Object.values(rules).map((rule) => [`lint/${rule.code}`, rule]),
);

/** Reads what a deploy would run, without running it. */
export async function lintOn(
  { oneTransaction }: Pick<MigrationTool, "oneTransaction">,
  history: Texts,
  { base, candidate }: Pick<Split, "base" | "candidate">,
): Promise<Linted> {
  const inTransaction = oneTransaction || candidate.length === 1;
  const { summary, ...read } = await lint({ before: base, deploy: candidate, inTransaction });
  const untold = candidate.flatMap((migration) => untoldOf(history, migration));
  return { ...read, summary: { ...summary, unread: [...untold, ...summary.unread] } };
}

/** A migration whose SQL the tool cannot tell, such as one in Python that asks the database for its next step. */
function untoldOf({ label, findings }: Texts, { id, file, sql }: Migration): LintSummary["unread"] {
  const why = sql === "" ? findings.find((one) => isOfText(one) && [id, label].includes(one.object)) : undefined;
  return why === undefined ? [] : [{ file, line: 1, why: why.message }];
}

function isOfText({ code }: Finding): boolean {
  return code === "history/not-inspected";
}
