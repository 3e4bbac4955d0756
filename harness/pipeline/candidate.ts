import { withClient } from "../database/index.ts";
import type { Database } from "../model/database.ts";
import type { CandidateFailure, Facts, Passage } from "../model/evidence.ts";
import type { Statement } from "../model/history.ts";
import type { LedgerRead } from "../model/ledger.ts";
import { replayStatements, rowsInTheWay } from "../replay/index.ts";
import { kindOf } from "../sql/kinds.ts";
import type { MigrationFailure, Replayed } from "../tools/index.ts";
import { unboundClone } from "./guard/on-scratch.ts";
import { type Compared, compareDatabases, writeDown } from "./observe.ts";
import type { Plan } from "./plan.ts";
import type { Populated } from "./populate.ts";
import type { Run } from "./run.ts";
import { connection } from "./scratch.ts";
import { watch } from "./watch.ts";

const numericOutOfRange = "22003";

/** The candidate ran on a populated clone; or did not. */
export type Ran = { readonly database: Database; readonly passage: Passage } & (
  | {
      readonly compared: Compared;
      /** What stands after the second run. */
      readonly settled: Facts;
      readonly secondRun: readonly string[];
      readonly failure: null;
    }
  | {
      readonly compared: null;
      readonly secondRun: readonly string[];
      readonly failure: CandidateFailure;
    }
);

/** Runs the candidate as one deploy on a clone of the populated base, and reads back what became of the rows. */
export async function runCandidate(run: Run, before: Populated): Promise<Ran> {
  const { plan, scratch, time } = run;
  const database = await time.time("candidate", () => scratch.clone(before.database));
  const deploy = () => {
    const all = [...plan.split.base, ...plan.split.candidate];
    return plan.tool.replay(plan.history, all, { ledger: plan.ledger, connect: connection(scratch, database) });
  };
  const ledger = await withClient(database, "superuser", (client) => plan.tool.readLedger(client, plan.ledger));
  const replayed = await time.time("candidate", deploy);
  const passage = passageOf(plan, ledger, replayed);
  const failure = replayed.failure ?? swallowed(run, replayed);
  if (failure !== null) {
    const told = await time.time("candidate", () => locate(withoutSkipped(run, passage), before, failure));
    return { database, passage, compared: null, secondRun: [], failure: told };
  }
  const compared = await time.time("capture", async () =>
    compareDatabases(before, { database, facts: await writeDown(plan, database) }),
  );
  const wrote = await watch(database);
  const { failure: refusal } = await time.time("candidate", deploy);
  const settled = (await wrote()) ? await time.time("candidate", () => writeDown(plan, database)) : compared.after;
  const secondRun =
    refusal === null
      ? differences(compared.after, settled)
      : [`it fails: ${refusal.failure.message} (${refusal.failure.sqlstate})`];
  return { database, passage, compared, settled, secondRun, failure: null };
}

/** What a command of the project's recorded as done, though the server had refused it; of the base, that is long ago. */
function swallowed({ plan }: Run, { swallowed = [] }: Replayed): MigrationFailure | null {
  const ids = new Set<string | null>(plan.split.candidate.map(({ id }) => id));
  return swallowed.find(({ migration }) => ids.has(migration)) ?? null;
}

/** A run of what the migrator really runs. */
export function withoutSkipped(run: Run, { skipped }: Passage): Run {
  const ids = new Set(skipped.map(({ migration }) => migration));
  return { ...run, statements: run.statements.filter(({ migration }) => !ids.has(migration)) };
}

/** What was skipped is what did not run though its turn came, or, after a failure, what the tool's rule would skip. */
function passageOf({ tool, history, split }: Plan, ledger: LedgerRead, { ran, failure }: Replayed): Passage {
  const ids = split.candidate.map(({ id }) => id);
  const foretold = new Map(tool.predict(history, ledger).skipped.map((one) => [one.migration, one.because]));
  const claimed = new Map(tool.claims(history, ledger).map((one) => [one.migration, one]));
  const failed = failure?.migration ?? null;
  const hadTurn = (place: number): boolean =>
    failure === null || failure.sql === "commit" || (failed !== null && place < ids.indexOf(failed));
  return {
    skipped: ids
      .filter((id, place) => id !== failed && !ran.includes(id) && (hadTurn(place) || foretold.has(id)))
      .map((migration) => ({ migration, because: foretold.get(migration) ?? null })),
    late: ids
      .filter((id) => ran.includes(id) && claimed.get(id)?.state === "out-of-order")
      .map((migration) => ({ migration, because: claimed.get(migration)?.because ?? null })),
  };
}

/**
 * A failure that does not come again, or not as it was, when the statements run in one transaction: the migrator runs them in
 * another way, or what fails is what it does beside them.
 */
function asTheMigratorSaw(failed: MigrationFailure, statements: readonly Statement[]): CandidateFailure {
  const sent = statements.filter(({ migration, sql }) => migration === failed.migration && failed.sql.includes(sql));
  const [statement, ...others] = sent;
  if (statement === undefined || others.length > 0) return ofTheMigrator(failed);
  return { failure: failed.failure, statement, atCommit: false, rows: null };
}

function ofTheMigrator({ failure, sql }: MigrationFailure): CandidateFailure {
  const atCommit = sql === "commit";
  const message = atCommit
    ? failure.message
    : `${failure.message}, in the migrator's own "${sql.trim().slice(0, 100)}"`;
  return { failure: { ...failure, message }, statement: null, atCommit, rows: null };
}

// Of values: that a type does not take (class 22), that a cast does not take (0A000), that became NULL, that break a
// check, that are too long for an index.
const ofValues = /^(22...|0A000|23502|23514|54000)$/;

/** Whether a failure may go away with the values in the rows. */
export function blamesValues({ failure }: CandidateFailure): boolean {
  return ofValues.test(failure.sqlstate);
}

/**
 * Whether arithmetic on the rows overflowed. A change of type that does not fit the rows is no such
 * case: there the numbers at the ends of the range are just what is asked about.
 */
export async function overflows({ failure, statement }: CandidateFailure): Promise<boolean> {
  if (failure.sqlstate !== numericOutOfRange || statement === null) return false;
  return (await kindOf(statement)) !== "AlterTableStmt";
}

/** What a run that should be idle changed. */
function differences(first: Facts, second: Facts): readonly string[] {
  const tables = first.catalog.relations
    .filter(({ oid }) => JSON.stringify(first.fingerprints[oid]) !== JSON.stringify(second.fingerprints[oid]))
    .map(({ schema, name }) => `it changes ${schema}.${name}`);
  const recorded = second.ledger.length - first.ledger.length;
  return [...tables, ...(recorded === 0 ? [] : [`it records ${recorded} more migrations`])];
}

/** Runs a failed candidate again, statement by statement, to learn which one failed and which rows stopped it. */
async function locate(run: Run, before: Populated, failed: MigrationFailure): Promise<CandidateFailure> {
  const { scratch, statements } = run;
  const database = await unboundClone(run, before.database);
  const again = await withClient(database, scratch.role, (client) =>
    replayStatements(client, statements, { finish: "commit" }),
  );
  await scratch.drop(database);
  if (again === null || again.failure.sqlstate !== failed.failure.sqlstate) return asTheMigratorSaw(failed, statements);
  const fresh = await unboundClone(run, before.database);
  const rows = await withClient(fresh, scratch.role, (client) => rowsInTheWay(client, statements, again));
  await scratch.drop(fresh);
  return {
    failure: again.failure,
    statement: again.failedAt === "commit" ? null : (statements[again.failedAt] ?? null),
    atCommit: again.failedAt === "commit",
    rows,
  };
}
