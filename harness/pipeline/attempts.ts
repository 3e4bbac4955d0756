import { outcomes } from "../checks/index.ts";
import { withClient } from "../database/index.ts";
import type { Database } from "../model/database.ts";
import type { Attempt, AttemptName, Facts } from "../model/evidence.ts";
import type { SeedWish } from "../model/seed.ts";
import { replayStatements } from "../replay/index.ts";
import { type Extremes, fillNew } from "../seeding/index.ts";
import type { Ran } from "./candidate.ts";
import { inverse } from "./inverse.ts";
import { type Compared, compareDatabases, writeDown } from "./observe.ts";
import type { Run } from "./run.ts";
import { connection } from "./scratch.ts";

/** What one attempt did, before its rows are read back. */
interface Tried {
  readonly refusal: string | null;
  readonly by: string;
}

/** A database after the candidate, and what is known of it. */
type After = Pick<Extract<Ran, { failure: null }>, "database" | "compared" | "settled">;

/**
 * Tries to go back, each time on a clone of a database that lived on after the candidate, and reads the rows back.
 * @param extremes those that the candidate was judged with
 */
export async function attempts(
  run: Run,
  after: After,
  wish: SeedWish,
  extremes: Extremes,
): Promise<readonly Attempt[]> {
  const live = await liveOn(run, after, wish, extremes);
  const tries: Partial<Readonly<Record<AttemptName, (database: Database) => Promise<Tried | null>>>> = {
    "old-release": (database) => oldRelease(run, database),
    inverse: (database) => runInverse(run, database, after.compared),
  };
  // Nothing may be connected to what is cloned: each attempt gets its clone before the first one starts.
  const clones: { readonly attempt: AttemptName; readonly database: Database }[] = [];
  for (const attempt of Object.keys(tries) as AttemptName[]) {
    clones.push({ attempt, database: await run.scratch.clone(live.database) });
  }
  return Promise.all(
    clones.map(({ attempt, database }) =>
      judgeAttempt(run, live, attempt, database, async () => (await tries[attempt]?.(database)) ?? null),
    ),
  );
}

/** Rows are written into what the candidate made, as a live release would; where it made nothing, none are. */
async function liveOn(
  { plan, scratch }: Run,
  after: After,
  wish: SeedWish,
  extremes: Extremes,
): Promise<{ readonly database: Database; readonly facts: Facts }> {
  const { added } = after.compared.matching;
  const nothing = added.relations.length === 0 && added.columns.length === 0;
  if (nothing) return { database: after.database, facts: after.settled };
  const database = await scratch.clone(after.database);
  await withClient(database, "superuser", async (client) => {
    await fillNew(client, after.settled.catalog, added, { ...wish, constants: [], extremes });
  });
  return { database, facts: await writeDown(plan, database) };
}

async function judgeAttempt(
  { plan, scratch }: Run,
  live: { readonly database: Database; readonly facts: Facts },
  attempt: AttemptName,
  database: Database,
  go: () => Promise<Tried | null>,
): Promise<Attempt> {
  const tried = await go();
  if (tried === null) {
    await scratch.drop(database);
    return {
      attempt,
      outcome: "not-applicable",
      by: "the candidate changed no table or column",
      sqlstate: null,
      guarded: null,
      losses: [],
    };
  }
  const facts = await writeDown(plan, database);
  // Equal facts are equal rows, key by key: there is nothing to ask about.
  const back = unchanged(live.facts, facts) ? null : await compareDatabases(live, { database, facts });
  await scratch.drop(database);
  const changed = back !== null;
  const outcome = tried.refusal === null ? (changed ? "reverted" : "no-op") : changed ? "half" : "blocked";
  return {
    attempt,
    outcome,
    by: tried.refusal ?? tried.by,
    sqlstate: null,
    guarded: null,
    losses: back === null ? [] : losses(back),
  };
}

function unchanged(before: Facts, after: Facts): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** The previous release's migrator, on its own folder. */
async function oldRelease({ plan, scratch }: Run, database: Database): Promise<Tried | null> {
  if (plan.split.base.length === 0) return null;
  const target = { ledger: plan.ledger, connect: connection(scratch, database) };
  const { failure } = await plan.tool.replay(plan.history, plan.split.base, target);
  return {
    refusal: failure === null ? null : `${failure.failure.message} (${failure.failure.sqlstate})`,
    by: "the old release's migrator reports success and does nothing: it cannot tell that the schema is newer",
  };
}

async function runInverse({ scratch }: Run, database: Database, { before, after }: Compared): Promise<Tried | null> {
  const statements = inverse(before.catalog, after.catalog).map((sql) => ({ sql }));
  if (statements.length === 0) return null;
  const stopped = await withClient(database, scratch.role, (client) =>
    replayStatements(client, statements, { finish: "commit" }),
  );
  const shown = statements.slice(0, 2).map(({ sql }) => sql);
  const more = statements.length > 2 ? ` and ${statements.length - 2} more` : "";
  return {
    refusal: stopped === null ? null : `${stopped.failure.message} (${stopped.failure.sqlstate})`,
    by: `ran ${shown.join("; ")}${more}`,
  };
}

/** Rows and values that stood before the attempt and do not after it, by table and column. */
function losses(back: Compared): Attempt["losses"] {
  return outcomes(back).flatMap(({ before, now, comparison, columns }) => {
    const table = `${before.schema}.${before.name}`;
    const rows = now === null ? (back.before.fingerprints[before.oid]?.rows ?? 0) : (comparison?.rows.lost ?? 0);
    return [
      ...(rows > 0 ? [{ object: table, rows, values: 0 }] : []),
      ...columns
        .filter((column) => column.lost > 0)
        .map((column) => ({ object: `${table}.${column.column}`, rows: 0, values: column.lost })),
    ];
  });
}
