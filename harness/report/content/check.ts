import type { CheckReport } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import type { Headline } from "./headline.ts";
import { unreadOf } from "./unread.ts";
import { seconds } from "./verify.ts";

const verdicts = {
  sound: ["good", "SOUND"],
  damaged: ["bad", "DAMAGED"],
  dangerous: ["bad", "DANGEROUS"],
} as const;

export function checkHeadline(report: CheckReport): Headline {
  const { verdict, history, base } = report;
  const [tone, word] = verdicts[verdict];
  const against = base === null ? "" : `, against ${base.ref} (${base.commit.slice(0, 10)})`;
  const about = `${history.folder}: ${count(history.migrations, "migration")}${against}`;
  return { tone, word, meaning: meaningOf(report), about };
}

function meaningOf({ verdict, findings }: CheckReport): string {
  if (verdict === "dangerous")
    return "see the errors before anything is deployed; verify tells what becomes of the rows";
  if (verdict === "sound") {
    return findings.length === 0 ? "nothing is wrong with the files" : "nothing new or serious is wrong with the files";
  }
  const errors = findings.filter(({ code, severity }) => severity === "error" && !isOfStatements(code));
  return errors.every(isOfDrops)
    ? "what is dropped is in production, or was made again without its values"
    : "mend the files before anything is deployed";
}

function isOfStatements(code: string): boolean {
  return /^(lint|declaration)\//.test(code);
}

/** The files are as they should be then: what they do is not. */
function isOfDrops({ code }: CheckReport["findings"][number]): boolean {
  return code === "downgrade/drops-live" || code === "history/drop-made-again";
}

/** What was read, and on what. */
export function checkClosing({
  base,
  findings,
  lint,
  replayedOn,
  production,
  milliseconds,
}: CheckReport): readonly string[] {
  const hint =
    "With --base REF, what stands in that git ref already is a note, its migrations must be unchanged, and all newer ones are read.";
  const read = production === undefined ? "Files only, no database" : `Production is ${production}`;
  return [
    ...(base === null && findings.length > 0 ? [hint] : []),
    ...(lint === undefined || lint.migrations.length === 0 ? [] : [readOf(lint)]),
    `${replayedOn === undefined ? read : `Replayed on ${replayedOn}`}; ${seconds(milliseconds.total)}.`,
  ];
}

/** "Read 4 statements of 0003_tidy; 1 could not be read whole." */
function readOf(lint: NonNullable<CheckReport["lint"]>): string {
  const { migrations, statements, suppressed } = lint;
  const of = migrations.length === 1 ? (migrations[0] ?? "") : count(migrations.length, "migration");
  const parts = [
    `Read ${count(statements, "statement")} of ${of}`,
    ...unreadOf(lint),
    ...(suppressed === 0 ? [] : [`${count(suppressed, "finding")} left out by comments`]),
  ];
  return `${parts.join("; ")}.`;
}
