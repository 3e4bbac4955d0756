import { posix } from "node:path";
import type { Column, Oid, Relation } from "../model/catalog.ts";
import type { Evidence, TablePair } from "../model/evidence.ts";
import { type Finding, type Place, severities } from "../model/finding.ts";
import type { Statement } from "../model/history.ts";

export { count } from "../text/count.ts";

/** A finding, and the old relation that it is about: where to look, statement by statement, for what did it. */
export interface Judgement {
  readonly finding: Finding;
  readonly relation: Oid | null;
}

/** One thing that must hold. Pure: it sees what was written down, never a database. */
export type Check = (evidence: Evidence) => readonly Judgement[];

export function nameOf(relation: { readonly schema: string; readonly name: string }): string {
  return `${relation.schema}.${relation.name}`;
}

export function relationBefore(evidence: Pick<Evidence, "before">, oid: Oid): Relation | undefined {
  return evidence.before.catalog.relations.find((relation) => relation.oid === oid);
}

export function relationAfter(evidence: Pick<Evidence, "after">, oid: Oid): Relation | undefined {
  return evidence.after?.catalog.relations.find((relation) => relation.oid === oid);
}

export function columnOf(relation: Relation | undefined, attnum: number | null): Column | undefined {
  return relation?.columns.find((column) => column.attnum === attnum);
}

/** An old table with what holds its rows now. */
export function pairOf({ matching }: Pick<Evidence, "matching">, oid: Oid): TablePair | undefined {
  return matching?.pairs.find(({ before, role }) => before === oid && role !== "reader");
}

/** The relation that holds an old table's rows now. */
export function standsNow(evidence: Pick<Evidence, "after" | "matching">, oid: Oid): Relation | undefined {
  const pair = pairOf(evidence, oid);
  return pair === undefined ? undefined : relationAfter(evidence, pair.after);
}

/** What holds an old table's rows, and what answers to its name. */
export function heirs({ matching }: Pick<Evidence, "matching">, oid: Oid): readonly Oid[] {
  return (matching?.pairs ?? []).filter(({ before }) => before === oid).map(({ after }) => after);
}

/** The file that approves what a migration does, as the user knows it: of the only one under test, where none is named. */
export function approvalFile({ history, split }: Pick<Evidence, "history" | "split">, migration?: string): string {
  const [only, ...others] = split.candidate;
  const id = migration ?? (others.length === 0 ? only?.id : undefined) ?? "<migration>";
  return posix.join(history.label, "..", "holdfast", `${id}.json`);
}

/** The end of a remedy that lets a loss be meant. */
export function byApproval(evidence: Pick<Evidence, "history" | "split">): string {
  return `in ${approvalFile(evidence)} (verify --write-declaration writes it)`;
}

/** Where a statement stands, with its text. */
export function placeOf({ file, line, column, sql }: Statement): Place {
  return { file, line, column, statement: sql };
}

/** Errors first; equal input gives equal output. */
export function inOrder(a: Finding, b: Finding): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function keyOf({ severity, code, object, message, at }: Finding): string {
  const place = [at?.file ?? "", ...[at?.line, at?.column].map((number = 0) => String(number).padStart(9, "0"))];
  return [severities.indexOf(severity), code, object, message, ...place].join("\0");
}
