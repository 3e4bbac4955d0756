import type { History, Migration } from "../../model/history.ts";
import { staged } from "../files/stage.ts";
import { recorded, session, stepsOf } from "../runner/command.ts";
import type { MigrationTool, Replayed, ReplayTarget } from "../tool.ts";
import { claims } from "./claims.ts";
import { readLedger } from "./ledger.ts";
import { inProject, type Lent } from "./project.ts";
import { gaveUp, refusalOf, runAlembic, versionOf } from "./run.ts";

/** Runs `alembic upgrade heads` in a copy of the project that holds only these revisions; one by one where someone looks on. */
export const replay: MigrationTool["replay"] = (history, migrations, target) =>
  inProject(history, async (lent) => {
    const migrator = await versionOf(lent);
    const ran: string[] = [];
    for (const step of stepsOf(migrations, target)) {
      const done = await upgrade(lent, history, step, target);
      ran.push(...done.ran);
      if (done.failure !== null) return { failure: done.failure, notices: [], ran, migrator };
    }
    return { failure: null, notices: [], ran, migrator };
  });

/** @throws {HarnessError} input/alembic-failed: it gave up, and not over what the server refused. */
async function upgrade(
  lent: Lent,
  history: History,
  migrations: readonly Migration[],
  target: ReplayTarget,
): Promise<Pick<Replayed, "failure" | "ran">> {
  const before = await recorded({ readLedger, claims }, history, target);
  const wanted = migrations.filter(({ id }) => !before.has(id));
  if (wanted.length === 0 && target.after !== undefined) return { failure: null, ran: [] };
  await staged(history, migrations, lent.copy.show);
  const done = await runAlembic(lent, ["upgrade", "heads"], target);
  const after = await recorded({ readLedger, claims }, history, target);
  const fresh = wanted.filter(({ id }) => after.has(id));
  if (target.after !== undefined) {
    for (const { id } of fresh) await session(target, async (client) => target.after?.(id, client));
  }
  const seen = new Set([...fresh.map(({ id }) => id), ...done.reached]);
  const ran = wanted.flatMap(({ id }) => (seen.has(id) ? id : []));
  // What it does behind all of them is nobody's migration.
  if (done.end.code === 0 || (wanted.length > 0 && fresh.length === wanted.length)) return { failure: null, ran };
  const running = wanted.filter(({ id }) => !seen.has(id));
  const failure = refusalOf(done, running.length === 0 ? wanted.slice(-1) : running);
  if (failure !== null) return { failure, ran };
  throw gaveUp(done);
}
