import type { Finding } from "../model/finding.ts";
import type { LintSummary } from "../model/report.ts";
import { actionReader } from "../sql/actions/index.ts";
import { breakpoint, type MigrationText, splitParts } from "../sql/split.ts";
import { codeOf, type Flagged, flagged, placeOf, type Read } from "./flagged.ts";
import { rules } from "./index.ts";
import { judged, type Suppression, suppressionsIn, unused } from "./suppressions.ts";
import { emptyWorld } from "./things.ts";
import { apply, endSession } from "./world.ts";

export interface LintInput {
  /** What ran before the deploy, in order; it is not judged. */
  readonly before: readonly MigrationText[];
  readonly deploy: readonly MigrationText[];
  /** The tool runs the deploy in a transaction. */
  readonly inTransaction: boolean;
}

export interface Linted {
  /** By their place. */
  readonly findings: readonly Finding[];
  /** What a comment takes away: not to be told, and yet foreseen. */
  readonly suppressed: readonly Finding[];
  readonly summary: LintSummary;
}

/** Reads the statements of a deploy against every rule. Asks no database and reads no file. */
export async function lint({ before, deploy, inTransaction }: LintInput): Promise<Linted> {
  const read = actionReader();
  const world = emptyWorld();
  for (const { sql } of before) {
    for (const part of sql.split(breakpoint)) {
      for (const action of await read({ sql: part })) apply(world, action, false);
    }
    endSession(world);
  }
  const statements: Read[] = [];
  const suppressions: Suppression[] = [];
  for (const [migration, text] of deploy.entries()) {
    const parts = await splitParts(text);
    for (const statement of parts.flatMap((part) => part.statements)) {
      statements.push({ migration, statement, actions: await read(statement) });
    }
    suppressions.push(...(await suppressionsIn(text, parts)));
  }
  return told(statements, flagged(statements, world, inTransaction), suppressions);
}

/** What is left to say once each thing is said once, and what a comment takes away is not. */
function told(statements: readonly Read[], found: readonly Flagged[], suppressions: readonly Suppression[]): Linted {
  const { valid, findings: wrong } = judged(suppressions, Object.values(rules).map(codeOf));
  const used = new Set<Suppression>();
  const [left, suppressed, seen] = [[] as Finding[], [] as Finding[], new Set<string>()];
  for (const { statement, finding } of found) {
    const key = JSON.stringify([finding.code, finding.object, finding.at]);
    if (seen.has(key)) continue;
    seen.add(key);
    const by = valid.filter((one) => one.code === finding.code && one.statement === statement);
    for (const one of by) used.add(one);
    (by.length > 0 ? suppressed : left).push(finding);
  }
  const idle = valid.filter((one) => !used.has(one)).map(unused);
  const unread = statements.flatMap(unreadOf);
  return {
    findings: sorted([...left, ...wrong, ...idle, ...unread.map(({ finding }) => finding)], statements),
    suppressed: sorted(suppressed, statements),
    summary: {
      statements: statements.length,
      unread: unread.map(({ summary }) => summary),
      suppressed: suppressed.length,
    },
  };
}

function unreadOf({ statement, actions }: Read): readonly {
  readonly finding: Finding;
  readonly summary: LintSummary["unread"][number];
}[] {
  const whys = new Set(actions.flatMap((action) => (action.does === "unread" ? action.why : [])));
  if (whys.size === 0) return [];
  const why = [...whys].join("; ");
  const finding: Finding = {
    code: "lint/unread",
    severity: "note",
    object: statement.migration,
    message: `Not all that this statement runs could be read: ${why}.`,
    at: placeOf(statement),
    remedy: "`holdfast verify` runs it on rows and says what became of them.",
  };
  return [{ finding, summary: { file: statement.file, line: statement.line, why } }];
}

/** By place, files in the order in which they run. */
function sorted(findings: readonly Finding[], statements: readonly Read[]): readonly Finding[] {
  const files = [...new Set(statements.map(({ statement }) => statement.file))];
  const order = ({ at }: Finding) => [files.indexOf(at?.file ?? ""), at?.line ?? 0, at?.column ?? 0] as const;
  return findings.toSorted((one, other) => {
    const [a, b] = [order(one), order(other)];
    return (
      a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || compared(one.code, other.code) || compared(one.object, other.object)
    );
  });
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
