import { HarnessError } from "../../model/error.ts";
import type { History, Migration } from "../../model/history.ts";
import type { LedgerRead } from "../../model/ledger.ts";
import { shownName } from "../../sql/quote.ts";
import { recordedIn } from "../../text/ledger.ts";
import type { MigrationFailure, MigrationTool, Replayed, ReplayTarget } from "../tool.ts";
import { oneLine, type Runner, runHeard, session } from "./command.ts";
import type { Refusal } from "./listen.ts";
import { shownOutput, withoutSecrets } from "./output.ts";
import type { ProjectCopy } from "./project.ts";
import type { Ended } from "./run.ts";

type Outcome = Required<Pick<Replayed, "failure" | "swallowed" | "ran">>;

interface Refused extends Refusal {
  readonly migration: Migration;
}

/** One run of the command. */
export interface Deploy {
  readonly tool: MigrationTool;
  readonly runner: Runner;
  readonly milliseconds: number;
  readonly history: History;
  readonly copy: ProjectCopy;
  readonly target: ReplayTarget;
}

/**
 * Shows the command these migrations, runs it, and reads from the ledger what it did.
 *
 * @throws {HarnessError} input: it cannot be run, does not end, or goes its own ways.
 */
export async function deployed(deploy: Deploy, migrations: readonly Migration[]): Promise<Outcome> {
  const { tool, runner, history, copy, target } = deploy;
  const before = await session(target, (client) => tool.readLedger(client, target.ledger));
  const wanted = pending(deploy, migrations, before);
  if (wanted.length === 0 && target.after !== undefined) return { failure: null, swallowed: [], ran: [] };
  await tool.stage(history, migrations, copy.show);
  const { end, refusals } = await runHeard(runner.command, runner, copy, target, deploy.milliseconds);
  return session(target, async (client) => {
    const after = await tool.readLedger(client, target.ledger);
    const ran = newIn(deploy, before, after, migrations);
    for (const id of ran) await target.after?.(id, client);
    const left = pending(deploy, migrations, after);
    const refused = refusals.flatMap(refusedOf(wanted));
    const swallowed = refused.filter(({ migration }) => ran.includes(migration.id)).map(toldLate(runner));
    if (left.length === 0) return { failure: null, swallowed, ran };
    const own = refused.find(({ migration }) => left.includes(migration));
    if (own !== undefined) return { failure: told(own), swallowed, ran };
    if (end.code === 0 && after.columns !== null) return { failure: null, swallowed, ran };
    if (end.code === 0) throw withoutLedger(deploy, end, left[0]?.id ?? "");
    throw failed(deploy, end, left[0]?.id ?? "");
  });
}

function pending(
  { tool, history }: Deploy,
  migrations: readonly Migration[],
  ledger: LedgerRead,
): readonly Migration[] {
  const recorded = recordedIn(tool.claims(history, ledger));
  return migrations.filter(({ id }) => !recorded.has(id));
}

/** A refusal with the migration that its statement stands in; what the command asked on its own behalf is none. */
function refusedOf(wanted: readonly Migration[]): (refusal: Refusal) => readonly Refused[] {
  const texts = wanted.map((migration) => [migration, oneLine(migration.sql)] as const);
  return (refusal) => {
    const sql = oneLine(refusal.sql);
    const found = sql === "" ? undefined : texts.find(([, text]) => text.includes(sql));
    return found === undefined ? [] : [{ ...refusal, migration: found[0] }];
  };
}

function told({ failure, sql, migration }: Refused): MigrationFailure {
  return { failure, sql, migration: migration.id };
}

function toldLate({ command }: Runner): (refused: Refused) => MigrationFailure {
  return (refused) => {
    const message = `${refused.failure.message} (${withoutSecrets(command)} recorded the migration all the same)`;
    return told({ ...refused, failure: { ...refused.failure, message } });
  };
}

/** The migrations that have rows which they had not before. @throws {HarnessError} input: others than it was shown. */
function newIn(
  { tool, history, runner }: Deploy,
  before: LedgerRead,
  after: LedgerRead,
  shown: readonly Migration[],
): readonly string[] {
  const known = new Set(before.rows.map(({ id }) => id));
  const fresh = new Set(after.rows.map(({ id }) => id).filter((id) => !known.has(id)));
  // A row that stands for several migrations is fresh for those that none stood for.
  const had = tool.guarded.habit === "moves" ? recordedIn(tool.claims(history, before)) : new Set<string>();
  const recorded = tool
    .claims(history, after)
    .filter(({ migration, rows }) => rows.some(({ id }) => fresh.has(id)) && !had.has(migration ?? ""));
  const strange = recorded.find(({ migration }) => shown.every(({ id }) => id !== migration));
  if (strange === undefined) return recorded.flatMap(({ migration }) => migration ?? []);
  const what = strange.migration ?? strange.rows[0]?.name ?? "a row that is of no file";
  throw new HarnessError({
    kind: "input",
    code: "input/runner-ignores-folder",
    step: "run the project's own migrator",
    message: `${withoutSecrets(runner.command)} recorded ${what}, which the folder that it was given does not hold.`,
    remedy: "Let it read its migrations from the folder in the project that it runs in, or from $HOLDFAST_MIGRATIONS.",
  });
}

/** What keeps a command from migrating that is not the database's refusal of a migration. */
function failed({ runner }: Deploy, { code, output }: Ended, migration: string): HarnessError {
  const command = withoutSecrets(runner.command);
  return new HarnessError({
    kind: "input",
    code: "input/runner-failed",
    step: "run the project's own migrator",
    message: `${command} ended with ${code ?? "a signal"}, and did not record ${migration}: ${shownOutput(output)}`,
    remedy: `Run it by itself, with $${runner.variable} of an empty database. It runs in a copy of the project that holds what git would commit: what is built must be built by it.`,
  });
}

/** What it did cannot be told, nor that it did nothing. */
function withoutLedger({ runner, target }: Deploy, { output }: Ended, migration: string): HarnessError {
  const ledger = shownName(target.ledger.schema, target.ledger.table);
  return new HarnessError({
    kind: "input",
    code: "input/runner-without-ledger",
    step: "run the project's own migrator",
    message: `${withoutSecrets(runner.command)} ended well, and there is no ${ledger} where it recorded ${migration}: ${shownOutput(output)}`,
    remedy: `Give a command that runs the migrations of the folder on the database of $${runner.variable}, and records them in ${ledger}: no other ledger is read.`,
  });
}
