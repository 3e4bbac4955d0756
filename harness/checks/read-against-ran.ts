import type { Evidence } from "../model/evidence.ts";
import type { Finding, Place } from "../model/finding.ts";
import type { Statement } from "../model/history.ts";
import { inOrder } from "./check.ts";
import { isGuards } from "./refused-by-guard.ts";
import { isKnown, type Needs, tableNamed, whatRowsShow } from "./what-rows-show.ts";

type Family = "survival" | "protection" | "candidate";

export interface ReadRule {
  /** A lock hurts also where every row passes: of "deploy", running can only show that it is worse. */
  readonly about: "destructive" | "data" | "lossy" | "deploy";
  /** What running shows if the rule is right. */
  readonly settledBy: readonly Family[];
  /** What a row must hold to show it; left out where any row would do. */
  readonly needs?: Needs;
}

/** What was read of the statements, before any of them ran. */
export interface Read {
  readonly findings: readonly Finding[];
  /** What a comment took away: nobody is told of it, and yet it was foreseen. */
  readonly suppressed: readonly Finding[];
  /** By code; a code that is not there is no rule's. */
  readonly rules: Readonly<Record<string, ReadRule>>;
  /** Those that ran, in their order. */
  readonly statements: readonly Statement[];
}

const families: readonly string[] = ["survival", "protection", "candidate"] satisfies readonly Family[];

/**
 * One list of what was read and what running showed: a loss that a rule foretold stands once, as what was lost; a warning
 * that the rows could have borne out and did not is a note. The rest of what was read is a warning at most: rows decide.
 *
 * @param ran with the statements that are to blame
 */
export function readAgainstRan(evidence: Evidence, ran: readonly Finding[], read: Read): readonly Finding[] {
  const foretold = new Map(ran.map((finding) => [finding, foretellers(evidence, finding, read)]));
  const told = new Set([...foretold.values()].flat());
  const left = read.findings.filter((finding) => !told.has(finding));
  return [
    ...ran.map((finding) => proven(finding, foretold.get(finding) ?? [], read)),
    ...left.map((finding) => unproven(evidence, finding, ran, read)),
  ].toSorted(inOrder);
}

function familyOf({ code }: Finding): string {
  return code.split("/")[0] ?? "";
}

function settledBy({ rules }: Read, { code }: Finding): readonly string[] {
  return rules[code]?.settledBy ?? [];
}

function proven(finding: Finding, foretellers: readonly Finding[], read: Read): Finding {
  if (foretellers.length > 0) {
    const rules = [...new Set(foretellers.map(({ code }) => code))].toSorted();
    return { ...finding, proof: "confirmed", rules };
  }
  if (!families.includes(familyOf(finding)) || finding.at === undefined) return finding;
  // A rule that says something else of the same thing has seen the statement, if not this of it.
  const isSeen = all(read).some(
    (one) => settledBy(read, one).length > 0 && isAt(one, finding) && isRelated(one.object, finding.object),
  );
  return isSeen ? finding : { ...finding, proof: "only-ran" };
}

function all({ findings, suppressed }: Read): readonly Finding[] {
  return [...findings, ...suppressed];
}

/** What was read that says beforehand what a finding of the run says. */
function foretellers(evidence: Evidence, ran: Finding, read: Read): readonly Finding[] {
  // What the guard refuses is what a rule fears, before it is lost.
  const isRefused = ran.code === "candidate/failed" && evidence.failure !== null && isGuards(evidence.failure.failure);
  const apt = all(read).filter((one) => {
    const by = settledBy(read, one);
    return by.includes(familyOf(ran)) || (isRefused && by.length > 0 && isAt(one, ran));
  });
  const here = apt.filter((one) => isAt(one, ran));
  const named = here.filter(({ object }) => isRelated(object, ran.object));
  // What a statement does to one table may reach others, by cascades and triggers; and names change on the way.
  const reached = named.length > 0 ? named : here.filter(({ object }) => mayReach(evidence, object, ran.object));
  const isUnread = all(read).some((one) => one.code === "lint/unread" && isAt(one, ran));
  if (reached.length === 0 && isUnread) return [];
  return [...reached, ...apt.filter((one) => !here.includes(one) && isAgain(one, ran, read))];
}

/** A later statement that does it once more to the same object, where nobody can tell any more what it adds. */
function isAgain(read: Finding, ran: Finding, { statements }: Read): boolean {
  if (ran.at === undefined) return isRelated(read.object, ran.object);
  return read.object === ran.object && placeIn(statements, read.at) >= placeIn(statements, ran.at);
}

function mayReach(evidence: Evidence, from: string, to: string): boolean {
  const { catalog } = evidence.before;
  return !isKnown(catalog, from) || tableNamed(catalog, from) !== tableNamed(catalog, to);
}

function unproven(evidence: Evidence, finding: Finding, ran: readonly Finding[], read: Read): Finding {
  const lowered: Finding = finding.severity === "error" ? { ...finding, severity: "warning" } : finding;
  const rule = read.rules[finding.code];
  const isSettled = rule !== undefined && rule.about !== "deploy" && rule.settledBy.length > 0;
  if (!isSettled || !hasRun(evidence, finding, read)) return lowered;
  const isDoubtful = ran.some(
    (one) => settledBy(read, finding).includes(familyOf(one)) && isRelated(one.object, finding.object),
  );
  const seen = isDoubtful ? null : whatRowsShow(evidence, finding.object, rule);
  if (seen === null) return lowered;
  return {
    ...finding,
    severity: "note",
    message: `${finding.message} ${seen}`,
    proof: "refuted",
    remedy: "Nothing, if production's rows are like these.",
  };
}

/** Its statement ran through, on rows where it means some; and what it did was looked at afterwards. */
function hasRun({ failure, effects }: Evidence, finding: Finding, read: Read): boolean {
  const place = placeIn(read.statements, finding.at);
  if (place < 0 || effects.some(({ rows, statement }) => rows === 0 && isSame(finding.at, statement))) return false;
  if (failure === null) return true;
  // Nobody compared the rows of a candidate that was rolled back.
  if (settledBy(read, finding).some((family) => family !== "candidate")) return false;
  return (
    failure.statement !== null &&
    place < placeIn(read.statements, { ...failure.statement, statement: failure.statement.sql })
  );
}

function placeIn(statements: readonly Statement[], at: Place | undefined): number {
  return statements.findIndex((statement) => isSame(at, statement));
}

function isAt(one: Finding, other: Finding): boolean {
  return one.at !== undefined && other.at !== undefined && isSame(one.at, { ...other.at, sql: other.at.statement });
}

/** Statements that a tool prints may share their line, so the text counts, too. */
function isSame(
  at: Place | undefined,
  { file, line, column, sql }: Omit<Place, "statement"> & { readonly sql?: string | undefined },
): boolean {
  if (at?.file !== file || at.line !== line || at.column !== column) return false;
  return at.statement === undefined || sql === undefined || at.statement === sql;
}

/** One is the other, or stands in it. */
function isRelated(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
