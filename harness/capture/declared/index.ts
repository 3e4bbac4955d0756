import type { Expectation, Measured } from "../../model/declaration.ts";
import type { DatabaseFailure, Matching } from "../../model/evidence.ts";
import { expressionProblem } from "../../sql/expressions.ts";
import { databaseFailure } from "../../sql/failure.ts";
import type { Side } from "../compare.ts";
import { pinned } from "../pinned.ts";
import { printingAsBefore, printingOf } from "../value.ts";
import { measureBecomes } from "./becomes.ts";
import { measureDeleted } from "./deleted.ts";
import { expressionsOf } from "./expressions.ts";
import { measureMoved } from "./moved.ts";
import { columnFollowed, isProblem, type Problem, tableMeant } from "./objects.ts";
import { refusedRow } from "./refused.ts";
import { measureRekeyed, underDeclaredKeys } from "./rekeyed.ts";
import type { Counted, Measuring } from "./rows.ts";
import { settingsOfMigrations } from "./settings.ts";
import { becomesInBags, deletedInBags } from "./unkeyed.ts";

/**
 * Asks the rows of two databases whether what is declared of them is so.
 *
 * Expressions are a project's own SQL: both connections must be of a role that may read every row and do nothing else
 * that a migration may not. They run in transactions that only read.
 *
 * @returns one for each expectation, in their order
 */
export async function measure(
  before: Side,
  after: Side,
  matching: Pick<Matching, "pairs">,
  expectations: readonly Expectation[],
): Promise<readonly Measured[]> {
  const [old, now] = [before.facts.catalog, after.facts.catalog];
  const measuring: Measuring = {
    sides: { before, after },
    before: old,
    after: now,
    pairs: matching.pairs,
    printing: { before: printingOf(old), after: printingAsBefore(old, now) },
    declared: expectations,
    limit: null,
  };
  const measured = new Map<Expectation, Measured>();
  // A key that holds tells the rows apart for all that is declared of its table.
  const rekeyed = expectations.filter(({ kind }) => kind === "rekeyed");
  for (const one of rekeyed) measured.set(one, await measureOne(measuring, one));
  const pairs = underDeclaredKeys(measuring, [...measured.values()]);
  for (const one of expectations) {
    if (!measured.has(one)) measured.set(one, await measureOne({ ...measuring, pairs }, one));
  }
  return expectations.flatMap((one) => measured.get(one) ?? []);
}

async function measureOne(measuring: Measuring, expectation: Expectation): Promise<Measured> {
  const found = await asked(measuring, expectation);
  const nothing = { rows: 0, changed: 0, wrong: 0, examples: [] };
  if (isProblem(found)) return { expectation, ...nothing, problem: found.problem };
  return { expectation, ...found, problem: null };
}

/** What the server says against an expression is an answer, too. */
async function asked(measuring: Measuring, expectation: Expectation): Promise<Counted | Problem> {
  for (const text of expressionsOf(expectation)) {
    const problem = await expressionProblem(text);
    if (problem !== null) return { problem: `${JSON.stringify(text)} ${problem}` };
  }
  const found = await tried(measuring, expectation);
  if (!("failure" in found)) return found;
  const { message, sqlstate } = found.failure;
  const refuses = async (limit: number) => {
    const again = await tried({ ...measuring, limit }, expectation);
    return "failure" in again && again.failure.sqlstate === sqlstate;
  };
  const row = ofValues.test(sqlstate) ? await refusedRow(measuring, expectation, refuses) : null;
  return { problem: `${message}${row === null ? "" : `, for ${row}`} (SQLSTATE ${sqlstate})` };
}

/** What is refused for a value, and so for a row. */
const ofValues = /^22/;

type Tried = Counted | Problem | { readonly failure: DatabaseFailure };

async function tried(measuring: Measuring, expectation: Expectation): Promise<Tried> {
  const { before, after } = measuring.sides;
  try {
    const settings = await settingsOfMigrations(before.client);
    const read = async () => {
      await before.client.query(settings);
      return onRows(measuring, expectation);
    };
    return await pinned(after.client, () => pinned(before.client, read, before.inTransaction), after.inTransaction);
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === null) throw error;
    return { failure };
  }
}

function onRows(measuring: Measuring, expectation: Expectation): Promise<Counted | Problem> {
  switch (expectation.kind) {
    case "becomes":
      return becomes(measuring, expectation);
    case "deleted":
      return deleted(measuring, expectation);
    case "movedTo":
      return measureMoved(measuring, expectation);
    case "rekeyed":
      return measureRekeyed(measuring, expectation);
  }
}

async function becomes(
  measuring: Measuring,
  { object, expression }: Extract<Expectation, { kind: "becomes" }>,
): Promise<Counted | Problem> {
  const followed = columnFollowed(measuring, object);
  if (isProblem(followed)) return followed;
  return followed.pair.identity === null
    ? becomesInBags(measuring, followed)
    : measureBecomes(measuring, followed, expression);
}

async function deleted(
  measuring: Measuring,
  { object, predicate }: Extract<Expectation, { kind: "deleted" }>,
): Promise<Counted | Problem> {
  const table = tableMeant(measuring, object);
  if (isProblem(table)) return table;
  const { old, now, pair } = table;
  return now !== null && pair !== null && pair.identity === null
    ? deletedInBags(measuring, { old, now, pair }, predicate)
    : measureDeleted(measuring, table, predicate);
}
