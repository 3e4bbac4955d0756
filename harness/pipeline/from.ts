import { withClient } from "../database/index.ts";
import type { Database } from "../model/database.ts";
import type { ColumnCoverage } from "../model/evidence.ts";
import type { Migration, Split } from "../model/history.ts";
import type { LedgerRead } from "../model/ledger.ts";
import { recordedIn } from "../text/ledger.ts";
import { installOn } from "./guard/on-scratch.ts";
import { look } from "./observe.ts";
import { type Ground, type Plan, planOn } from "./plan.ts";
import { measured, type Populated } from "./populate.ts";
import type { Run } from "./run.ts";
import type { Scratch } from "./scratch.ts";
import { type CandidateChoice, split, unusable } from "./split.ts";

/** A database that stands where a database of the user's does, and what is to be run on it. */
export interface Staged {
  readonly plan: Plan;
  readonly copy: Database;
}

/**
 * Copies a database of the user's, and plans what the project's migrator would run on it.
 *
 * @param from the database's name on the server of the scratch
 * @throws {HarnessError} input/from-unknown, input/candidate-applied, input/migrator-refuses; environment/database-in-use
 */
export async function stage(
  ground: Ground,
  scratch: Scratch,
  from: string,
  choice: CandidateChoice,
  cwd: string,
  say: (line: string) => void,
): Promise<Staged> {
  say(`copying ${from}`);
  const copy = await scratch.copy(from);
  const ledger = await withClient(copy, "superuser", (client) => ground.tool.readLedger(client, ground.ledger));
  const cut = choice === null ? pending(ground, ledger, from) : await chosen(ground, ledger, from, choice, say);
  return { plan: await planOn(ground, cut, cwd), copy };
}

/** What the next run of the migrator is about: what it would run, and what it would pass over without a word. */
function pending({ tool, history }: Ground, ledger: LedgerRead, from: string): Split {
  const { runs, skipped, refuses, migrator } = tool.predict(history, ledger);
  if (refuses !== null) {
    throw unusable(
      "input/migrator-refuses",
      `${migrator} would refuse to run on ${from}: ${refuses}.`,
      "See what holdfast status says of that database, and mend its ledger first.",
    );
  }
  const ids = new Set([...runs, ...skipped.map(({ migration }) => migration)]);
  if (ids.size > 0) return parted(history.migrations, ids);
  throw unusable(
    "input/candidate-applied",
    `${from} has every migration of ${history.label}: ${migrator} would run nothing there.`,
    "Add the migration that is to be tested, or copy a database that is older.",
  );
}

/** What was asked for, and what would run with it, since the migrator leaves nothing out that is pending before it. */
async function chosen(
  { tool, history }: Ground,
  ledger: LedgerRead,
  from: string,
  choice: NonNullable<CandidateChoice>,
  say: (line: string) => void,
): Promise<Split> {
  const asked = await split(history, choice);
  const recorded = recordedIn(tool.claims(history, ledger));
  const applied = asked.candidate.filter(({ id }) => recorded.has(id)).map(({ id }) => id);
  // Of what a branch has, a database may have run a part.
  if (applied.length > 0 && ("candidate" in choice || applied.length === asked.candidate.length)) {
    throw unusable(
      "input/candidate-applied",
      `The ledger of ${from} already has ${applied.join(", ")}: it would not run there again.`,
      "Leave --candidate out, and what would run there is the candidate; or copy a database that is older.",
    );
  }
  const known = new Set([...asked.base, ...asked.candidate].map(({ id }) => id));
  const folder = history.migrations.filter(({ id }) => known.has(id));
  const { runs } = tool.predict({ ...history, migrations: folder }, ledger);
  const wanted = asked.candidate.map(({ id }) => id).filter((id) => !recorded.has(id));
  const along = runs.filter((id) => !wanted.includes(id));
  if (along.length > 0) say(`pending on ${from} as well, and so part of the candidate: ${along.join(", ")}`);
  return parted(folder, new Set([...wanted, ...along]));
}

function parted(migrations: readonly Migration[], candidate: ReadonlySet<string>): Split {
  return {
    base: migrations.filter(({ id }) => !candidate.has(id)),
    candidate: migrations.filter(({ id }) => candidate.has(id)),
  };
}

/** Writes down the rows that the copy brought along, and what they could show. */
export async function takeUp(run: Run, database: Database, seed: number): Promise<Populated> {
  const { plan, time } = run;
  const catalog = await time.time("capture", () => withClient(database, "superuser", (client) => look(plan, client)));
  await installOn(run, database, catalog);
  const found = await measured(run, database, catalog, { seed, tables: [] });
  return { ...found, coverage: found.coverage.map(ofRows) };
}

/** Rows that were not made for it need not hold every kind of value; but where nothing can change, nothing can be seen. */
function ofRows(column: ColumnCoverage): ColumnCoverage {
  const { rows, nulls, distinct } = column;
  const nothing = rows === 0 ? ["no row"] : rows === nulls ? ["no value but NULL"] : [];
  const missing = rows - nulls > 1 && distinct < 2 ? ["only one distinct value"] : nothing;
  return { ...column, missing, covered: missing.length === 0, witnesses: { placed: 0, refused: [] } };
}
