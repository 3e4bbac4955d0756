import type { Finding, Place } from "../model/finding.ts";
import type { Statement } from "../model/history.ts";
import { type MigrationText, type Part, placesIn } from "../sql/split.ts";
import { bytesOf, commentsOf, type Token } from "../sql/tree.ts";
import { nearest } from "../text/nearest.ts";

/** `-- holdfast-ignore lint/drop-column: reason`, as it stands in a file. */
export interface Suppression {
  readonly migration: string;
  readonly at: Place;
  /** As written: "lint/drop-column". */
  readonly code: string;
  readonly reason: string;
  /** The statement right below it; null where it stands above none. */
  readonly statement: Statement | null;
}

const mark = "holdfast-ignore";

/** The suppressions of a migration, in order. */
export async function suppressionsIn(
  migration: MigrationText,
  parts: readonly Part[],
): Promise<readonly Suppression[]> {
  const found: Suppression[] = [];
  const place = placesIn(migration.sql);
  for (const part of parts) {
    for (const { comment, start } of part.text.includes(mark) ? await commentsWithPlaces(part.text) : []) {
      const statement = statementBelow(part, start, comment.text, migration.lines !== undefined);
      const line = migration.lines === undefined ? place(part.offset + start) : (statement ?? firstLine);
      const at = { file: migration.file, line: line.line, column: line.column };
      for (const one of written(comment.text)) found.push({ ...one, migration: migration.id, at, statement });
    }
  }
  return found;
}

const firstLine = { line: 1, column: 1 };

async function commentsWithPlaces(text: string): Promise<readonly { comment: Token; start: number }[]> {
  const comments = (await commentsOf(text)).filter((comment) => comment.text.includes(mark));
  return comments.map((comment) => ({ comment, start: bytesOf(text, 0, comment.start).length }));
}

/** The lines of a comment that ask for one. */
function written(comment: string): readonly Pick<Suppression, "code" | "reason">[] {
  return comment
    .replace(/\*\/$/, "")
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      const [, asked] = /^(?:--|\/\*|[\s*])*holdfast-ignore\b(.*)$/.exec(line) ?? [];
      if (asked === undefined) return [];
      const [, code = "", reason = ""] = /^[\s:]*([^\s:]*)[\s:]*(.*?)\s*$/.exec(asked) ?? [];
      return [{ code, reason }];
    });
}

/**
 * The statement that begins right behind a comment: on its line or on the next, with nothing but other comments between.
 * The comment has to begin its line: one that ends the line of a statement is meant for that one.
 *
 * @param inside that a comment within a statement counts as well, where comments above it are not kept
 */
function statementBelow({ text, starts, statements }: Part, start: number, comment: string, inside: boolean) {
  const own = statements.findIndex((one, at) => {
    const begin = starts[at] ?? 0;
    return begin <= start && start < begin + one.sql.length;
  });
  if (own >= 0) return inside ? (statements[own] ?? null) : null;
  const last = starts.findLastIndex((begin) => begin < start);
  const end = (starts[last] ?? 0) + (statements[last]?.sql.length ?? 0);
  if (last >= 0 && !/[\r\n]/.test(text.slice(end, start))) return null;
  const next = starts.findIndex((begin) => begin > start);
  const between = text.slice(start + comment.length, starts[next] ?? text.length);
  if (next < 0 || /\n[^\S\n]*\n/.test(between)) return null;
  return statements[next] ?? null;
}

/** What is wrong with suppressions themselves; the others are those that stand. */
export function judged(
  suppressions: readonly Suppression[],
  codes: readonly string[],
): { readonly valid: readonly Suppression[]; readonly findings: readonly Finding[] } {
  const problems = suppressions.map((one) => ({ one, finding: unknownRule(one, codes) ?? withoutReason(one) }));
  return {
    valid: problems.flatMap(({ one, finding }) => (finding === null ? one : [])),
    findings: problems.flatMap(({ finding }) => finding ?? []),
  };
}

function unknownRule({ code, migration, at }: Suppression, codes: readonly string[]): Finding | null {
  if (codes.includes(code)) return null;
  const meant = nearest(code, codes) ?? nearest(`lint/${code}`, codes);
  const said = code === "" ? "names no rule" : `names ${code}, which is no rule`;
  return {
    code: "lint/suppression-unknown-rule",
    severity: "error",
    object: migration,
    message: `A ${mark} ${said}${meant === null ? "" : `: did you mean ${meant}?`}`,
    at,
    remedy: `Write \`-- ${mark} ${meant ?? "lint/<rule>"}: <reason>\` with the code of the finding that is to be left out.`,
  };
}

function withoutReason({ code, reason, migration, at }: Suppression): Finding | null {
  if (/[\p{L}\p{N}]/u.test(reason)) return null;
  return {
    code: "lint/suppression-without-reason",
    severity: "error",
    object: migration,
    message: `A ${mark} of ${code} says no reason, and leaves nothing out.`,
    at,
    remedy: `Write \`-- ${mark} ${code}: <reason>\`: why it is right here, for whoever reads it next.`,
  };
}

export function unused({ code, statement, migration, at }: Suppression): Finding {
  const why = statement === null ? "stands above no statement" : "stands above a statement of which it says nothing";
  return {
    code: "lint/suppression-unused",
    severity: "warning",
    object: migration,
    message: `A ${mark} of ${code} ${why}.`,
    at,
    remedy:
      statement === null
        ? "Put it on the line right above the statement that it is about, or take it away."
        : "Take it away: left there, it would hide what a later change does.",
  };
}
