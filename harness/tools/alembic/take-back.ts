import type { Migration } from "../../model/history.ts";
import { recorded } from "../runner/command.ts";
import type { MigrationFailure, MigrationTool, ReplayTarget, TakenBack } from "../tool.ts";
import { claims } from "./claims.ts";
import { readLedger } from "./ledger.ts";
import { inProject, type Lent } from "./project.ts";
import { type Done, lastWords, refusalOf, runAlembic, versionOf } from "./run.ts";

/** Runs `alembic downgrade` to what was there before these; on branches, for each of them by itself. */
export const takeBack: NonNullable<MigrationTool["takeBack"]> = (history, migrations, target) =>
  inProject(history, async (lent) => {
    const has = await recorded({ readLedger, claims }, history, target);
    const there = history.migrations.filter(({ id }) => has.has(id));
    const steps = stepsDown(there, new Set(migrations.map(({ id }) => id)));
    return { ...(await goBack(lent, steps, target)), migrator: await versionOf(lent) };
  });

async function goBack(lent: Lent, steps: readonly Step[], target: ReplayTarget): Promise<Omit<TakenBack, "migrator">> {
  const said: string[] = [];
  for (const { to, of } of steps) {
    const done = await runAlembic(lent, ["downgrade", to], target);
    if (done.end.code !== 0) {
      said.push(`downgrade ${to}: ${lastWords(done.end.output)}`);
      return { failure: refusedIn(done, of), failed: true, said: said.join("; ") };
    }
    said.push(`downgrade ${to}`);
  }
  return { failure: null, failed: false, said: said.join("; ") || "there is nothing to take back" };
}

interface Step {
  /** As `alembic downgrade` takes it. */
  readonly to: string;
  /** What it takes back, newest first. */
  readonly of: readonly Migration[];
}

/**
 * @param there what the ledger has
 * @param unwanted what is to be taken back of it
 */
function stepsDown(there: readonly Migration[], unwanted: ReadonlySet<string>): readonly Step[] {
  const newest = there.filter(({ id }) => unwanted.has(id)).toReversed();
  if (newest.length === 0) return [];
  const rest = there.filter(({ id }) => !unwanted.has(id));
  const followed = new Set(rest.flatMap(({ parents = [] }) => parents));
  const [head, ...others] = rest.filter(({ id }) => !followed.has(id));
  if (head === undefined) return [{ to: "base", of: newest }];
  const isLine = newest.every(
    ({ parents: [before, ...more] = [] }) => more.length === 0 && (before === head.id || unwanted.has(before ?? "")),
  );
  if (others.length === 0 && isLine) return [{ to: head.id, of: newest }];
  // What stands beside them stays.
  return newest.map((one) => ({ to: `${one.id}@${one.parents?.[0] ?? "base"}`, of: [one] }));
}

/** A way down is noted by what comes before it: the one that was refused is the first that was not. */
function refusedIn(done: Done, of: readonly Migration[]): MigrationFailure | null {
  const running = of.filter(({ parents = [] }) => !parents.some((id) => done.reached.includes(id)));
  return refusalOf(done, running.slice(0, 1));
}
