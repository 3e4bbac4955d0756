import { outcomes } from "../checks/index.ts";
import { withClient } from "../database/index.ts";
import type { Database } from "../model/database.ts";
import type { Attempt, AttemptName, Facts } from "../model/evidence.ts";
import type { SeedWish } from "../model/seed.ts";
import { replayStatements } from "../replay/index.ts";
import { fillNew } from "../seeding/index.ts";
import { inverse } from "./inverse.ts";
import { type Compared, compareDatabases, look, writeDown } from "./observe.ts";
import type { Run } from "./run.ts";
import { connection } from "./scratch.ts";

/** What one attempt did, before its rows are read back. */
interface Tried {
  readonly refusal: string | null;
  readonly by: string;
}

/** Tries to go back, each time on a clone of a database that lived on after the candidate, and reads the rows back. */
export async function attempts(
  run: Run,
  after: { readonly database: Database; readonly compared: Compared },
  wish: SeedWish,
): Promise<readonly Attempt[]> {
  const live = await liveOn(run, after, wish);
  const tries: Readonly<Record<AttemptName, (database: Database) => Promise<Tried | null>>> = {
    "old-release": (database) => oldRelease(run, database),
    inverse: (database) => runInverse(run, database, after.compared),
  };
  const found: Attempt[] = [];
  for (const [attempt, go] of Object.entries(tries) as [AttemptName, (typeof tries)[AttemptName]][]) {
    found.push(await judgeAttempt(run, live, attempt, go));
  }
  return found;
}

/** Rows are written into what the candidate made, as a live release would. */
async function liveOn(
  { plan, scratch }: Run,
  after: { readonly database: Database; readonly compared: Compared },
  wish: SeedWish,
): Promise<{ readonly database: Database; readonly facts: Facts }> {
  const database = await scratch.clone(after.database);
  const { added } = after.compared.matching;
  if (added.relations.length > 0 || added.columns.length > 0) {
    await withClient(database, "superuser", async (client) => {
      await fillNew(client, await look(plan, client), added, {
        ...wish,
        constants: [],
        extremes: "all",
      });
    });
  }
  return { database, facts: await writeDown(plan, database) };
}

async function judgeAttempt(
  { plan, scratch }: Run,
  live: { readonly database: Database; readonly facts: Facts },
  attempt: AttemptName,
  go: (database: Database) => Promise<Tried | null>,
): Promise<Attempt> {
  const database = await scratch.clone(live.database);
  const tried = await go(database);
  if (tried === null) {
    await scratch.drop(database);
    return { attempt, outcome: "not-applicable", by: "the candidate changed no table or column", losses: [] };
  }
  const back = await compareDatabases(live, { database, facts: await writeDown(plan, database) });
  await scratch.drop(database);
  const changed = !unchanged(live.facts, back.after);
  const outcome = tried.refusal === null ? (changed ? "reverted" : "no-op") : changed ? "half" : "blocked";
  return { attempt, outcome, by: tried.refusal ?? tried.by, losses: losses(back) };
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
